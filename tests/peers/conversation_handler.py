"""A ConversationHandler bot with PicklePersistence, everything else as python-telegram-bot has it by default."""

import os

from questionnaire import is_tick, steps
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

STEPS = steps()


def markup(rows):
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows])


async def begin(update, context):
    context.user_data.clear()
    context.user_data["answers"] = {}
    return await ask(update, context, 0)


async def ask(update, context, number):
    """Put a question; the state in which its answer is awaited."""
    step = STEPS[number]
    context.user_data["ticked"] = []
    for text in step.before:
        await update.effective_message.reply_text(text)
    sent = await update.effective_message.reply_text(step.text, reply_markup=markup(step.rows()))
    context.user_data["prompt"] = sent.message_id
    return number if number + 1 < len(STEPS) else ConversationHandler.END


def pressed(number):
    async def handler(update, context):
        query, ticked = update.callback_query, context.user_data["ticked"]
        await query.answer()
        if is_tick(query.data):
            ticked.remove(query.data) if query.data in ticked else ticked.append(query.data)
            await query.edit_message_reply_markup(markup(STEPS[number].rows(ticked)))
            return number
        chosen = ticked or [query.data]
        context.user_data["answers"][number] = chosen
        await query.edit_message_text(STEPS[number].closed(chosen))
        return await ask(update, context, number + 1)

    return handler


def typed(number):
    async def handler(update, context):
        context.user_data["answers"][number] = update.message.text
        await context.bot.edit_message_reply_markup(update.effective_chat.id, context.user_data["prompt"])
        return await ask(update, context, number + 1)

    return handler


def main():
    conversation = ConversationHandler(
        entry_points=[CommandHandler("start", begin)],
        states={
            number: [
                CallbackQueryHandler(pressed(number), pattern=f"^{step.seq}:"),
                MessageHandler(filters.TEXT & ~filters.COMMAND, typed(number)),
            ]
            for number, step in enumerate(STEPS)
        },
        fallbacks=[CommandHandler("start", begin)],
        name="screening",
        persistent=True,
    )
    persistence = PicklePersistence(os.path.join(os.environ["DATA"], "bot.pickle"))
    builder = Application.builder().token(os.environ["TOKEN"]).base_url(os.environ["URL"]).persistence(persistence)
    application = builder.build()
    application.add_handler(conversation)
    application.run_polling()


if __name__ == "__main__":
    main()
