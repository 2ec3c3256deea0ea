"""A scripted person who talks to the bot through the local Bot API server."""

import asyncio
import re

COMMAND = re.compile(r"/\w{1,64}(@\w+)?")
GROUP = -1000


class Person:
    """One user with a private chat. What a person does becomes an update for the bot at once."""

    def __init__(self, server, user_id, language_code="en", first_name="Test"):
        self.server, self.user_id = server, user_id
        self.user = {"id": user_id, "is_bot": False, "first_name": first_name, "language_code": language_code}
        self._heard = self.count

    @property
    def messages(self):
        """The bot's messages in the private chat, oldest first, without deleted ones."""
        chat = self.server.chats[self.user_id]
        return [message for message in chat if message.from_bot and not message.deleted]

    @property
    def last(self):
        """The bot's newest message, None before the first."""
        return self.messages[-1] if self.messages else None

    @property
    def buttons(self):
        """The labels of the newest message with a keyboard."""
        keyboards = [message.keyboard for message in self.messages if message.keyboard]
        return [label for row in keyboards[-1] for label, _ in row] if keyboards else []

    @property
    def count(self):
        """How often the bot has sent or edited a message in the private chat."""
        return len(self.server.activity[self.user_id])

    async def heard(self, count_before=None, timeout=5, text=""):
        """Wait for the next send or edit of a message that contains `text`; return the message.
        Next means: after the person's last action, after what the call before heard, or after
        `count_before` (an earlier `count`)."""
        start = self._heard if count_before is None else count_before
        activity = self.server.activity[self.user_id]
        changed = self.server.chat_changed[self.user_id]

        def place():  # counts from one: zero means not yet
            return next((index + 1 for index in range(start, len(activity)) if text in activity[index].plain), 0)

        try:
            async with asyncio.timeout(timeout), changed:
                self._heard = await changed.wait_for(place)
        except TimeoutError:
            since = [message.plain for message in activity[start:]]
            raise TimeoutError(f"{text!r} not heard within {timeout} s, but {since}") from None
        return activity[self._heard - 1]

    async def answered(self, callback_id, timeout=5):
        """Wait until the bot answered a tap; return the text it showed."""
        async with asyncio.timeout(timeout), self.server.changed:
            await self.server.changed.wait_for(lambda: callback_id in self.server.answered)
        return self.server.answered[callback_id]

    async def say(self, text):
        """Send a text; like all kinds of messages, return its record (with message_id)."""
        return self.write(text)

    async def command(self, text):
        """Send a command such as "/start doctor"."""
        return await self.say(text)

    async def in_group(self, text, group_id=GROUP):
        """Send a text in a group chat; the bot's answers are in server.chats[group_id]."""
        return self._send(group_id, text)

    async def photo(self):
        return self._send(self.user_id, photo=[{**file("photo"), "width": 90, "height": 90}])

    async def voice(self):
        return self._send(self.user_id, voice={**file("voice"), "duration": 1})

    async def sticker(self):
        kind = {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}
        return self._send(self.user_id, sticker={**file("sticker"), **kind})

    async def document(self):
        return self._send(self.user_id, document={**file("document"), "file_name": "test.pdf"})

    async def contact(self):
        return self._send(self.user_id, contact={"phone_number": "+15550100", "first_name": "Test"})

    async def location(self):
        return self._send(self.user_id, location={"latitude": 1.5, "longitude": 2.5})

    async def edit(self, message_id, text):
        """Change a message the person has sent."""
        [message] = [
            message for message in self.server.chats[self.user_id] if message.message_id == message_id and not message.from_bot
        ]
        message.text, message.edited = text, message.edited + 1
        self._push("edited_message", message.as_json(self.user))
        return message

    async def tap(self, label, message=None):
        """Tap the button whose label is, or else contains, `label`: on the message, or on the
        newest one that has such a button. Return the callback id, a key of server.answered."""
        for candidate in [message] if message else reversed(self.messages):
            if data := button_data(candidate.keyboard, label):
                return self.press(candidate, data)
        raise LookupError(f"no button {label!r}; the newest are {self.buttons}")

    async def tap_old(self, message, label):
        """Tap a button the message has or once had, as on a stale screen; it may be deleted."""
        for keyboard in [message.keyboard, *reversed(message.old_keyboards)]:
            if data := button_data(keyboard, label):
                return self.press(message, data)
        raise LookupError(f"the message never had a button {label!r}")

    def write(self, text):
        """Send a text."""
        return self._send(self.user_id, text)

    def press(self, message, data):
        """Press the button of a message that carries this data; the callback id."""
        callback_id = str(next(self.server.callback_ids))
        shown = message.as_json(self.server.me)
        if message.deleted:  # the bot is only told which message it was
            shown = {"chat": shown["chat"], "message_id": message.message_id, "date": 0}
        self._push(
            "callback_query",
            {"id": callback_id, "from": self.user, "message": shown, "chat_instance": str(message.chat_id), "data": data},
        )
        return callback_id

    def _send(self, chat_id, text="", **content):
        message = self.server.add_message(chat_id, text)
        if found := COMMAND.match(text):
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": found.end()}]
        self._push("message", {**message.as_json(self.user), **content})
        return message

    def _push(self, kind, content):
        self._heard = self.count
        self.server.push({kind: content})


def button_data(keyboard, label):
    """The data of the button with exactly this label, else of the first that contains it."""
    buttons = [button for row in keyboard for button in row if button[1] is not None]
    exact = [data for text, data in buttons if text == label]
    return next(iter(exact + [data for text, data in buttons if label in text]), None)


def file(name):
    return {"file_id": f"{name}-id", "file_unique_id": f"{name}-unique", "file_size": 100}
