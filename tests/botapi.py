"""A local Telegram Bot API server for tests: the methods a text bot needs, on loopback only."""

import asyncio
import html
import json
import random
import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain, count

from aiohttp import web

HTML_TAGS = set("b strong i em u ins s strike del span tg-spoiler a code pre blockquote".split())
TAG = re.compile(r"""<(/?)([^\s>]*)((?:"[^"]*"|'[^']*'|[^'">])*)(>?)""")
ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
# Parameters that stay text in a form; the others are read as JSON (numbers, booleans, objects).
TEXTS = {"text", "description", "short_description", "callback_query_id", "language_code", "url"}


class ApiError(Exception):
    """A refusal: the HTTP status and the JSON body that says so."""

    def __init__(self, code, description, **more):
        super().__init__(description)
        self.code = code
        self.body = {"ok": False, "error_code": code, "description": description, **more}


def bad(description):
    return ApiError(400, f"Bad Request: {description}")


@dataclass
class Fault:
    """One way to fail: kind "429", "502", "drop" (the call is lost) or "after" (the call is done,
    its answer lost). Strikes the next `times` calls (None: no limit; counts down) of the method
    (None: any), each with `probability`."""

    method: str | None
    kind: str
    times: int | None = None
    probability: float = 1.0
    retry_after: int = 1

    def strikes(self, method, rng):
        fits = self.method in (None, method) and self.times != 0
        hit = fits and rng.random() < self.probability
        if hit and self.times is not None:
            self.times -= 1
        return hit


@dataclass(eq=False)
class Message:
    """A message of a chat, kept when deleted. `text` is as sent, `plain` as displayed; the
    keyboard is rows of (label, callback data), the data None for link buttons."""

    chat_id: int
    message_id: int
    text: str = ""
    keyboard: list = field(default_factory=list)
    parse_mode: str | None = None
    from_bot: bool = False
    edited: int = 0
    deleted: bool = False
    old_keyboards: list = field(default_factory=list)
    date: int = field(default_factory=lambda: int(time.time()))

    @property
    def plain(self):
        return displayed(self.text, self.parse_mode)

    def as_json(self, sender):
        """The Bot API's Message object, without entities."""
        kind = {"type": "private"} if self.chat_id > 0 else {"type": "supergroup", "title": "Group"}
        rows = [[{"text": a, "callback_data": b} for a, b in row] for row in self.keyboard]
        whole = {
            "message_id": self.message_id,
            "date": self.date,
            "from": sender,
            "chat": {"id": self.chat_id, **kind},
            "text": self.plain,
            "edit_date": self.edited and self.date,
            "reply_markup": rows and {"inline_keyboard": rows},
        }
        return {name: value for name, value in whole.items() if value}


def displayed(text, parse_mode):
    """The text a person sees; refuses the HTML Telegram refuses. Markdown passes unchecked."""
    mode = (parse_mode or "").lower()
    if mode not in ("", "html", "markdown", "markdownv2"):
        raise bad("unsupported parse_mode")
    if mode != "html":
        return text
    still_open = []
    for tag in TAG.finditer(text):
        end, name, attributes, complete = tag.groups()
        if end:
            right = still_open and still_open.pop() == name.lower()
        else:
            still_open.append(name.lower())
            right = name.lower() in HTML_TAGS and (name != "span" or "tg-spoiler" in attributes)
        if not (right and complete):
            raise bad(f"can't parse entities: wrong tag {tag.group()!r} at offset {tag.start()}")
    if still_open:
        raise bad(f"can't parse entities: can't find end tag of {still_open[-1]!r}")
    return ENTITY.sub(lambda entity: html.unescape(entity.group()), TAG.sub("", text))


def checked_text(params):
    """The text without outer blanks, as Telegram keeps it; the limit is on what is displayed."""
    text = params.get("text", "").strip()
    size = len(displayed(text, params.get("parse_mode")).strip())
    if not 1 <= size <= 4096:
        raise bad("message is too long" if size else "message text is empty")
    return text


def checked_keyboard(params):
    """The inline keyboard of a call; other kinds of keyboard are accepted and ignored."""
    rows = (params.get("reply_markup") or {}).get("inline_keyboard", [])
    keyboard = [[(b["text"], b.get("callback_data")) for b in row] for row in rows if row]
    if any(data is not None and not 1 <= len(data.encode()) <= 64 for _, data in chain(*keyboard)):
        raise bad("BUTTON_DATA_INVALID")
    return keyboard


def command_scope(params):
    """The key of a command list: (language, scope), e.g. ("", "default") or ("de", "chat:5")."""
    scope = params.get("scope") or {"type": "default"}
    place = f"{scope['type']}:{scope['chat_id']}" if "chat_id" in scope else scope["type"]
    return params.get("language_code", ""), place


def decoded(name, value):
    """A parameter in its own type, whether it came in a form or in JSON."""
    try:
        return json.loads(value) if isinstance(value, str) and name not in TEXTS else value
    except ValueError:
        return value


class BotApiServer:
    """`async with BotApiServer() as server:` serves one bot at `server.url` + TOKEN/METHOD.
    For each method the faults depend only on the seed and on the order of its calls."""

    def __init__(self, token="1:TEST", delay=0.0, seed=0):
        self.token, self.delay, self.seed, self.url = token, delay, seed, ""
        self.me = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": "Test bot", "username": "test_bot"}
        self.chats = defaultdict(list)  # chat id -> Messages
        self.activity = defaultdict(list)  # chat id -> Message, once for each send or edit
        self.calls = []  # (method, params) as received, also those a fault strikes
        self.commands = {}  # (language, scope) -> commands, see command_scope
        self.descriptions = {}  # ("description" or "short_description", language) -> text
        self.answered = {}  # callback id -> text
        self.open_callbacks = set()  # remove an id to let it expire
        self.blocked, self.faults, self._rngs = set(), [], {}
        self.in_flight = self.max_in_flight = 0  # without getUpdates, which only waits
        self.updates, self.next_update_id, self.allowed_updates = [], 1000, []
        self.webhook_url, self._poll = "", None
        self.changed = asyncio.Condition()  # notified after each call that was done
        self.chat_changed = defaultdict(asyncio.Condition)  # the same for the calls of one chat
        self.message_ids, self.callback_ids = count(1), count(1)

    async def __aenter__(self):
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/bot"
        return self

    async def __aexit__(self, *_):
        self._end_poll()
        await self._runner.cleanup()

    def push(self, update):
        """Queue an update and return the id given to it. As in Telegram, a kind the bot did not
        ask for in allowed_updates is lost."""
        update_id, self.next_update_id = self.next_update_id, self.next_update_id + 1
        if "callback_query" in update:
            self.open_callbacks.add(update["callback_query"]["id"])
        if not self.allowed_updates or set(update) & set(self.allowed_updates):
            self.updates.append({"update_id": update_id, **update})
            self._end_poll()
        return update_id

    def add_message(self, chat_id, text="", **fields):
        self.chats[chat_id].append(Message(chat_id, next(self.message_ids), text, **fields))
        return self.chats[chat_id][-1]

    async def _answer(self, request):
        method = request.match_info["method"]
        works = method != "getUpdates"
        self.in_flight += works
        self.max_in_flight = max(self.max_in_flight, self.in_flight)
        try:
            return web.json_response({"ok": True, "result": await self._call(request, method)})
        except ApiError as error:
            return web.json_response(error.body, status=error.code)
        finally:
            self.in_flight -= works

    async def _call(self, request, method):
        """Let a fault strike, or do the call."""
        if request.match_info["token"] != self.token:
            raise ApiError(401, "Unauthorized")
        is_json = request.content_type == "application/json"
        body = json.loads(await request.text() or "{}") if is_json else await request.post()
        params = {name: decoded(name, value) for name, value in {**request.query, **body}.items()}
        self.calls.append((method, params))
        await asyncio.sleep(self.delay)
        rng = self._rngs.setdefault(method, random.Random(f"{self.seed} {method}"))
        fault = next((fault for fault in self.faults if fault.strikes(method, rng)), None)
        kind = fault and fault.kind
        if kind == "429":
            raise ApiError(
                429, f"Too Many Requests: retry after {fault.retry_after}", parameters={"retry_after": fault.retry_after}
            )
        try:
            if kind in ("502", "drop"):
                raise web.HTTPBadGateway  # its body is not JSON, like a real gateway's
            return await self._do(method, params)
        finally:
            if kind in ("drop", "after"):
                request.transport.close()  # what is answered after this reaches nobody

    async def _do(self, method, params):
        if method == "getUpdates":
            return await self._get_updates(params)
        if not hasattr(self, f"do_{method}"):
            raise ApiError(404, "Not Found: method not found")
        result = getattr(self, f"do_{method}")(params)
        for condition in (self.changed, self.chat_changed[params.get("chat_id")]):
            async with condition:
                condition.notify_all()
        return result

    async def _get_updates(self, params):
        if self.webhook_url:
            raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active")
        self.allowed_updates = params.get("allowed_updates", self.allowed_updates)
        self._confirm(params.get("offset", 0))
        self._end_poll("other getUpdates request")
        if not self.updates:
            poll = self._poll = asyncio.get_running_loop().create_future()
            await asyncio.wait([poll], timeout=params.get("timeout", 0))
            if poll.done() and poll.result():
                raise ApiError(409, f"Conflict: terminated by {poll.result()}")
        return self.updates[: min(params.get("limit", 100), 100)]

    def _confirm(self, offset):
        """Forget the updates before the offset (negative: all but the last ones). As in Telegram,
        an offset far in the future confirms nothing: the ids may have started anew."""
        if offset < 0:
            self.updates = self.updates[offset:]
        elif offset <= self.next_update_id + 10:
            self.updates = [update for update in self.updates if update["update_id"] >= offset]

    def _end_poll(self, intruder=None):
        """Let the waiting getUpdates answer: with a conflict if there is an intruder."""
        if self._poll and not self._poll.done():
            self._poll.set_result(intruder)

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

    def _shown(self, message):
        self.activity[message.chat_id].append(message)
        return message.as_json(self.me)

    def do_getMe(self, params):
        return self.me

    def do_setWebhook(self, params):
        """Remembers the address; updates are never posted to it."""
        self.webhook_url = params.get("url", "")
        if params.get("drop_pending_updates"):
            self.updates = []
        self._end_poll(self.webhook_url and "setWebhook request")
        return True

    def do_deleteWebhook(self, params):
        return self.do_setWebhook({**params, "url": ""})

    def do_getWebhookInfo(self, params):
        return {"url": self.webhook_url, "has_custom_certificate": False, "pending_update_count": len(self.updates)}

    def do_sendChatAction(self, params):
        return bool(self._reachable(params))

    def do_sendMessage(self, params):
        return self._shown(
            self.add_message(
                self._reachable(params),
                checked_text(params),
                keyboard=checked_keyboard(params),
                parse_mode=params.get("parse_mode"),
                from_bot=True,
            )
        )

    def do_editMessageReplyMarkup(self, params, **changes):
        message = self._found(params, "edit")
        if not message.from_bot:
            raise bad("message can't be edited")
        changes["keyboard"] = checked_keyboard(params)
        if all(getattr(message, name) == value for name, value in changes.items()):
            raise bad("message is not modified: the new content and reply markup are the same")
        message.old_keyboards.append(message.keyboard)
        vars(message).update(changes, edited=message.edited + 1)
        return self._shown(message)

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
