"""The methods of the local Bot API server: `do_<method>(params)` returns the result or raises ApiError."""

import re
from collections import defaultdict
from itertools import count

from botchats import ApiError, Message, bad, checked_keyboard, checked_text, command_scope


class Methods:
    """One bot's chats, commands and descriptions, and what its calls do to them."""

    def __init__(self, token):
        self.me = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": "Test bot", "username": "test_bot"}
        self.chats = defaultdict(list)  # chat id -> Messages
        self.activity = defaultdict(list)  # chat id -> Message, once for each send or edit
        self.listeners = {}  # chat id -> called with (method, Message) at each send or edit
        self.commands = {}  # (language, scope) -> commands, see command_scope
        self.descriptions = {}  # ("description" or "short_description", language) -> text
        self.answered = {}  # callback id -> text
        self.open_callbacks = set()  # remove an id to let it expire
        self.blocked = set()
        self.message_ids, self.callback_ids = count(1), count(1)

    def add_message(self, chat_id, text="", **fields):
        self.chats[chat_id].append(Message(chat_id, next(self.message_ids), text, **fields))
        return self.chats[chat_id][-1]

    def _reachable(self, params):
        """The chat of a call, unless it blocked the bot."""
        if params.get("chat_id") in self.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if not isinstance(params.get("chat_id"), int):
            raise bad("chat not found")
        return params["chat_id"]

    def _found(self, params, purpose):
        for message in reversed(self.chats[self._reachable(params)]):
            if message.message_id == params.get("message_id") and not message.deleted:
                return message
        raise bad(f"message to {purpose} not found")

    def _shown(self, message, method):
        self.activity[message.chat_id].append(message)
        if listener := self.listeners.get(message.chat_id):
            listener(method, message)
        return message.as_json(self.me)

    def do_getMe(self, params):
        return self.me

    def do_sendChatAction(self, params):
        return bool(self._reachable(params))

    def do_sendMessage(self, params):
        message = self.add_message(
            self._reachable(params),
            checked_text(params),
            keyboard=checked_keyboard(params),
            parse_mode=params.get("parse_mode"),
            from_bot=True,
        )
        return self._shown(message, "sendMessage")

    def do_editMessageReplyMarkup(self, params, **changes):
        message = self._found(params, "edit")
        if not message.from_bot:
            raise bad("message can't be edited")
        changes["keyboard"] = checked_keyboard(params)
        if all(getattr(message, name) == value for name, value in changes.items()):
            raise bad("message is not modified: the new content and reply markup are the same")
        message.old_keyboards.append(message.keyboard)
        vars(message).update(changes, edited=message.edited + 1)
        return self._shown(message, "editMessageText" if "text" in changes else "editMessageReplyMarkup")

    def do_editMessageText(self, params):
        return self.do_editMessageReplyMarkup(params, text=checked_text(params), parse_mode=params.get("parse_mode"))

    def do_deleteMessage(self, params):
        self._found(params, "delete").deleted = True
        return True

    def do_answerCallbackQuery(self, params):
        callback_id, text = params.get("callback_query_id"), params.get("text", "")
        if callback_id not in self.open_callbacks:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if len(text) > 200:
            raise bad("MESSAGE_TOO_LONG")
        self.answered[callback_id] = text
        return True

    def do_setMyCommands(self, params):
        for command in params["commands"]:
            if not re.fullmatch("[a-z0-9_]{1,32}", command["command"]):
                raise bad("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[command_scope(params)] = params["commands"]
        return True

    def do_deleteMyCommands(self, params):
        self.commands.pop(command_scope(params), None)
        return True

    def do_getMyCommands(self, params):
        return self.commands.get(command_scope(params), [])

    def do_setMyDescription(self, params, name="description", limit=512):
        text = params.get(name, "")
        if len(text) > limit:
            raise bad(f"{name} is too long")
        self.descriptions[name, params.get("language_code", "")] = text
        return True

    def do_setMyShortDescription(self, params):
        return self.do_setMyDescription(params, "short_description", 120)
