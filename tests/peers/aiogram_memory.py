"""An aiogram bot with its state in memory, everything else as aiogram has it by default."""

import asyncio
import os

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from questionnaire import is_tick, steps

STEPS = steps()
router = Router()


class Screening(StatesGroup):
    asking = State()


def markup(rows):
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=label, callback_data=data) for label, data in row] for row in rows]
    )


@router.message(CommandStart())
async def begin(message: Message, state: FSMContext):
    await state.set_state(Screening.asking)
    await state.set_data({"answers": {}})
    await ask(message, state, 0)


async def ask(message, state, number):
    step = STEPS[number]
    for text in step.before:
        await message.answer(text)
    sent = await message.answer(step.text, reply_markup=markup(step.rows()))
    await state.update_data(step=number, ticked=[], prompt=sent.message_id)
    if number + 1 == len(STEPS):
        await state.set_state(None)


@router.callback_query(Screening.asking)
async def pressed(query: CallbackQuery, state: FSMContext):
    await query.answer()
    data = await state.get_data()
    step, ticked = STEPS[data["step"]], data["ticked"]
    if not query.data.startswith(f"{step.seq}:"):
        return
    if is_tick(query.data):
        ticked = [*ticked, query.data] if query.data not in ticked else [value for value in ticked if value != query.data]
        await state.update_data(ticked=ticked)
        await query.message.edit_reply_markup(reply_markup=markup(step.rows(ticked)))
        return
    chosen = ticked or [query.data]
    await state.update_data(answers={**data["answers"], data["step"]: chosen})
    await query.message.edit_text(step.closed(chosen))
    await ask(query.message, state, data["step"] + 1)


@router.message(Screening.asking, F.text)
async def typed(message: Message, state: FSMContext):
    data = await state.get_data()
    await state.update_data(answers={**data["answers"], data["step"]: message.text})
    await message.bot.edit_message_reply_markup(chat_id=message.chat.id, message_id=data["prompt"])
    await ask(message, state, data["step"] + 1)


async def main():
    server = TelegramAPIServer.from_base(os.environ["URL"].removesuffix("/bot"))
    bot = Bot(os.environ["TOKEN"], session=AiohttpSession(api=server))
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
