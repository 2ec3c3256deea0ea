"""What the local Bot API server knows of chats: messages, their keyboards, and which texts Telegram refuses."""

import html
import json
import re
import time
from dataclasses import dataclass, field
from itertools import chain

HTML_TAGS = set("b strong i em u ins s strike del span tg-spoiler a code pre blockquote".split())
TAG = re.compile(r"""<(/?)([^\s>]*)((?:"[^"]*"|'[^']*'|[^'">])*)(>?)""")
ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
# Parameters that stay text in a form; the others are read as JSON (numbers, booleans, objects).
TEXTS = {"text", "description", "short_description", "callback_query_id", "language_code", "url", "secret_token"}


class ApiError(Exception):
    """A refusal: the HTTP status and the JSON body that says so."""

    def __init__(self, code, description, **more):
        super().__init__(description)
        self.code = code
        self.body = {"ok": False, "error_code": code, "description": description, **more}


def bad(description):
    return ApiError(400, f"Bad Request: {description}")


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
