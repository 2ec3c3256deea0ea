"""The local Bot API server and the scripted person, tested with a real client."""

import asyncio

import aiohttp
import pytest
from botapi import BotApiServer, Fault
from person import GROUP, Person
from telegram import Bot, BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)

CHAT = 7


def keyboard(*labels):
    """One button in each row; the data of "Yes" is "yes"."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label.lower())] for label in labels])


def client(server, token="1:TEST"):
    return Bot(token, base_url=server.url)


async def raw(server, method, **body):
    """Call without a client library; return the status and the JSON answer."""
    address = f"{server.url}1:TEST/{method}"
    async with aiohttp.ClientSession() as session, session.post(address, **body) as response:
        return response.status, await response.json()


@pytest.mark.asyncio
async def test_get_me_and_wrong_token():
    async with BotApiServer() as server, client(server) as bot:
        assert (await bot.get_me()).username == "test_bot"
        with pytest.raises(InvalidToken):
            await client(server, "1:WRONG").initialize()


@pytest.mark.asyncio
async def test_send_edit_and_delete():
    async with BotApiServer() as server, client(server) as bot:
        sent = await bot.send_message(CHAT, "<b>Sure</b> &amp; well?", parse_mode="HTML", reply_markup=keyboard("Yes", "No"))
        [record] = server.chats[CHAT]
        assert sent.text == record.plain == "Sure & well?"
        assert sent.reply_markup == keyboard("Yes", "No")
        assert record.keyboard == [[("Yes", "yes")], [("No", "no")]]
        assert record.from_bot and record.parse_mode == "HTML"

        await bot.edit_message_text("Done", CHAT, sent.message_id)
        assert (record.text, record.keyboard, record.edited) == ("Done", [], 1)
        with pytest.raises(BadRequest, match="(?i)message is not modified"):
            await bot.edit_message_text("Done", CHAT, sent.message_id)
        await bot.edit_message_reply_markup(CHAT, sent.message_id, reply_markup=keyboard("New"))
        with pytest.raises(BadRequest, match="(?i)message is not modified"):
            await bot.edit_message_reply_markup(CHAT, sent.message_id, reply_markup=keyboard("New"))

        assert await bot.delete_message(CHAT, sent.message_id)
        assert record.deleted
        with pytest.raises(BadRequest, match="(?i)message to edit not found"):
            await bot.edit_message_text("Late", CHAT, sent.message_id)
        said = await Person(server, CHAT).say("mine")
        with pytest.raises(BadRequest, match="(?i)message can't be edited"):
            await bot.edit_message_text("Yours", CHAT, said.message_id)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "text, mode, problem",
    [
        ("x" * 4097, None, "message is too long"),
        (" \n ", None, "message text is empty"),
        ("<b> </b>", "HTML", "message text is empty"),
        ("<b>open", "HTML", "can't parse entities"),
        ("<b><i>crossed</b></i>", "HTML", "can't parse entities"),
        ("</b>", "HTML", "can't parse entities"),
        ("<h1>title</h1>", "HTML", "can't parse entities"),
        ("1 < 2", "HTML", "can't parse entities"),
        ("<span>plain</span>", "HTML", "can't parse entities"),
        ("text", "HTLM", "unsupported parse_mode"),
    ],
)
async def test_refused_texts(text, mode, problem):
    async with BotApiServer() as server:
        status, answer = await raw(server, "sendMessage", json={"chat_id": CHAT, "text": text, "parse_mode": mode})
        assert (status, answer["ok"]) == (400, False)
        assert problem in answer["description"]
        assert not server.chats[CHAT]


@pytest.mark.asyncio
async def test_accepted_texts():
    async with BotApiServer() as server, client(server) as bot:
        await bot.send_message(CHAT, "x" * 4096)
        await bot.send_message(CHAT, f"<b>{'&lt;' * 4096}</b>", parse_mode="HTML")
        link = '<a href="http://127.0.0.1/?a>b">here</a> <code class="language-c">1 &lt; 2</code>'
        assert (await bot.send_message(CHAT, link, parse_mode="HTML")).text == "here 1 < 2"
        assert (await bot.send_message(CHAT, "1 < 2 &amp;")).text == "1 < 2 &amp;"


@pytest.mark.asyncio
async def test_callback_data_counts_bytes():
    async with BotApiServer() as server, client(server) as bot:
        for data in "é" * 32, "x" * 64:
            await bot.send_message(
                CHAT, "ok", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("b", callback_data=data)]])
            )
        with pytest.raises(BadRequest, match="(?i)button_data_invalid"):
            await bot.send_message(
                CHAT, "bad", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("b", callback_data="é" * 33)]])
            )


@pytest.mark.asyncio
async def test_blocked_and_unknown():
    async with BotApiServer() as server, client(server) as bot:
        server.blocked.add(CHAT)
        with pytest.raises(Forbidden, match="blocked by the user"):
            await bot.send_message(CHAT, "hello")
        status, answer = await raw(server, "sendTelepathy")
        assert (status, answer["error_code"]) == (404, 404)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "body",
    [
        {"json": {"chat_id": CHAT, "text": "12", "reply_markup": keyboard("Yes").to_dict()}},
        {"data": {"chat_id": str(CHAT), "text": "12", "reply_markup": keyboard("Yes").to_json()}},
        {"params": {"chat_id": str(CHAT), "text": "12", "reply_markup": keyboard("Yes").to_json()}},
    ],
)
async def test_json_forms_and_queries_mean_the_same(body):
    async with BotApiServer() as server:
        assert (await raw(server, "sendMessage", **body))[0] == 200
        [record] = server.chats[CHAT]
        assert (record.text, record.keyboard) == ("12", [[("Yes", "yes")]])


@pytest.mark.asyncio
async def test_multipart_form():
    async with BotApiServer() as server:
        with aiohttp.MultipartWriter("form-data") as form:
            for name, value in ("chat_id", str(CHAT)), ("text", "12"):
                form.append(value).set_content_disposition("form-data", name=name)
        assert (await raw(server, "sendMessage", data=form))[0] == 200
        assert server.chats[CHAT][0].text == "12"


@pytest.mark.asyncio
async def test_updates_are_kept_until_confirmed():
    async with BotApiServer() as server, client(server) as bot:
        person = Person(server, CHAT)
        for text in "one", "two", "three":
            await person.say(text)
        first, second = await bot.get_updates(limit=2)
        assert [first.message.text, second.message.text] == ["one", "two"]
        assert (await bot.get_updates())[0].update_id == first.update_id
        [third] = await bot.get_updates(offset=second.update_id + 1)
        assert third.message.text == "three"
        assert len(server.updates) == 1

        server.next_update_id = 5  # ids start anew, far below the last one
        await person.say("four")
        updates = await bot.get_updates(offset=third.update_id + 1)
        assert updates[-1].message.text == "four"
        [newest] = await bot.get_updates(offset=-1)
        assert newest.update_id == 5


@pytest.mark.asyncio
async def test_long_poll_wakes_for_an_update():
    async with BotApiServer() as server, client(server) as bot:
        poll = asyncio.create_task(bot.get_updates(timeout=30))
        while not server.calls or server.calls[-1][0] != "getUpdates":
            await asyncio.sleep(0)
        await Person(server, CHAT).say("hello")
        [update] = await poll
        assert update.message.text == "hello"
        assert update.message.from_user.language_code == "en"


@pytest.mark.asyncio
async def test_second_poll_and_webhook_end_the_first():
    async with BotApiServer() as server, client(server) as bot, client(server) as other:
        first = asyncio.create_task(bot.get_updates(timeout=30))
        while server._poll is None:
            await asyncio.sleep(0)
        assert await other.get_updates(timeout=0) == ()
        with pytest.raises(Conflict, match="other getUpdates request"):
            await first

        await bot.set_webhook("https://127.0.0.1/hook")
        assert (await bot.get_webhook_info()).url == "https://127.0.0.1/hook"
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        server.push({"message": {}})
        await bot.delete_webhook(drop_pending_updates=True)
        assert await bot.get_updates() == ()


@pytest.mark.asyncio
async def test_kinds_not_allowed_are_lost():
    async with BotApiServer() as server, client(server) as bot:
        await bot.get_updates(allowed_updates=["callback_query"])
        await Person(server, CHAT).say("hello")
        assert await bot.get_updates() == ()


@pytest.mark.asyncio
async def test_callback_flow():
    async with BotApiServer() as server, client(server) as bot:
        person = Person(server, CHAT)
        await bot.send_message(CHAT, "Sure?", reply_markup=keyboard("Yes", "Yes, all"))
        question = await person.heard()
        assert person.buttons == ["Yes", "Yes, all"]
        callback_id = await person.tap("Yes")
        [update] = await bot.get_updates()
        query = update.callback_query
        assert (query.id, query.data, query.message.text) == (callback_id, "yes", "Sure?")
        with pytest.raises(BadRequest):
            await query.answer("x" * 201)
        await query.answer("Fine")
        assert await person.answered(callback_id) == "Fine"

        await query.edit_message_text("Thanks")
        assert await person.heard() is person.last is question
        with pytest.raises(LookupError):
            await person.tap("all")
        await person.tap_old(question, "all")
        server.open_callbacks.clear()
        late = (await bot.get_updates(offset=-1))[0].callback_query
        assert late.data == "yes, all"
        with pytest.raises(BadRequest, match="(?i)query is too old"):
            await late.answer()
        await question_deleted(bot, person, question)


async def question_deleted(bot, person, question):
    """A tap on a deleted message tells the bot no more than which one it was."""
    await bot.delete_message(CHAT, question.message_id)
    await person.tap_old(question, "all")
    message = (await bot.get_updates(offset=-1))[0].callback_query.message
    assert (message.message_id, message.is_accessible) == (question.message_id, False)


@pytest.mark.asyncio
async def test_fault_429_and_502():
    async with BotApiServer() as server, client(server) as bot:
        server.faults = [Fault("sendMessage", "429", times=1, retry_after=3), Fault(None, "502", 1)]
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(CHAT, "a")
        assert refused.value.retry_after == 3
        with pytest.raises(NetworkError):
            await bot.send_message(CHAT, "b")
        await bot.send_message(CHAT, "c")
        assert [message.text for message in server.chats[CHAT]] == ["c"]
        assert [params["text"] for _, params in server.calls[-3:]] == ["a", "b", "c"]


@pytest.mark.asyncio
async def test_fault_without_waiting_time():
    async with BotApiServer() as server:
        server.faults = [Fault(None, "429", retry_after=0)]
        status, answer = await raw(server, "getMe")
        assert (status, answer["parameters"]) == (429, {"retry_after": 0})


@pytest.mark.asyncio
async def test_fault_drop_loses_the_call_and_after_only_its_answer():
    async with BotApiServer() as server, client(server) as bot:
        server.faults = [Fault("sendMessage", "drop", 1), Fault("sendMessage", "after", 1)]
        for text in "lost", "done":
            with pytest.raises(NetworkError):
                await bot.send_message(CHAT, text)
        assert [message.text for message in server.chats[CHAT]] == ["done"]


@pytest.mark.asyncio
async def test_faults_depend_only_on_the_seed():
    async def outcomes(seed):
        async with BotApiServer(seed=seed) as server, client(server) as bot:
            server.faults = [Fault("sendMessage", "429", probability=0.5)]
            for number in range(20):
                await asyncio.gather(bot.send_message(CHAT, str(number)), return_exceptions=True)
                await bot.get_updates()  # other methods draw from their own lots
            return [message.text for message in server.chats[CHAT]]

    assert await outcomes(1) == await outcomes(1) != await outcomes(2)


@pytest.mark.asyncio
async def test_in_flight_counts_calls_but_no_poll():
    async with BotApiServer(delay=0.001) as server, client(server) as bot:
        poll = asyncio.create_task(bot.get_updates(timeout=30))
        async with server.changed:  # no call can end while this is held
            sends = [asyncio.create_task(bot.send_message(CHAT, str(n))) for n in range(3)]
            while server.in_flight < 3:
                await asyncio.sleep(0)
        await asyncio.gather(*sends)
        assert server.max_in_flight == 3
        await Person(server, CHAT).say("wake up")
        await poll


@pytest.mark.asyncio
async def test_commands_and_descriptions():
    async with BotApiServer() as server, client(server) as bot:
        await bot.set_my_commands([("start", "Begin")])
        await bot.set_my_commands([("los", "Los")], BotCommandScopeChat(CHAT), "de")
        assert [command.command for command in await bot.get_my_commands()] == ["start"]
        assert set(server.commands) == {("", "default"), ("de", f"chat:{CHAT}")}
        await bot.delete_my_commands()
        assert await bot.get_my_commands() == ()
        with pytest.raises(BadRequest):
            await bot.set_my_commands([("Start!", "Begin")])
        await bot.set_my_description("Long", "de")
        await bot.set_my_short_description("Short")
        assert server.descriptions == {("description", "de"): "Long", ("short_description", ""): "Short"}
        with pytest.raises(BadRequest):
            await bot.set_my_short_description("x" * 121)
        assert await bot.send_chat_action(CHAT, "typing")


@pytest.mark.asyncio
async def test_all_a_person_can_send():
    async with BotApiServer() as server, client(server) as bot:
        person = Person(server, CHAT, "de", "Ada")
        said = await person.say("hello")
        for act in (
            person.command("/start doctor"),
            person.edit(said.message_id, "hi"),
            person.photo(),
            person.voice(),
            person.sticker(),
            person.document(),
            person.contact(),
            person.location(),
            person.in_group("/help@test_bot"),
        ):
            await act
        _, command, edited, *media, group = await bot.get_updates()
        assert command.message.entities[0].length == len("/start")
        assert edited.edited_message.text == said.text == "hi"
        assert edited.edited_message.message_id == said.message_id
        kinds = ("photo", "voice", "sticker", "document", "contact", "location")
        for update, kind in zip(media, kinds, strict=True):
            assert getattr(update.message, kind) and update.message.text is None
        assert (group.message.chat.id, group.message.chat.type) == (GROUP, "supergroup")
        assert group.effective_user.first_name == "Ada"
        assert person.messages == [] and person.last is None and person.buttons == []


@pytest.mark.asyncio
async def test_heard_waits_for_each_message_in_turn():
    async with BotApiServer() as server, client(server) as bot:
        person, other = Person(server, CHAT), Person(server, CHAT + 1)
        waiting = asyncio.create_task(person.heard())
        await bot.send_message(CHAT + 1, "not for you")
        for text in "one", "two", "three":
            await bot.send_message(CHAT, text)
        assert (await waiting).text == "one"
        assert (await person.heard(text="three")).text == "three"
        assert (await person.heard(count_before=1)).text == "two"
        assert person.count == 3 and person.last.text == "three"
        await other.say("what?")  # nothing came after this
        with pytest.raises(TimeoutError, match="not heard"):
            await other.heard(timeout=0.01)
