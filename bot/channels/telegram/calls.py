"""Replies as calls of the Bot API, and the keyboards under them.

Ticks of a multi-choice live in the labels of its own keyboard, so they need no state and survive a restart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.channels.telegram.updates import TICK, Keyboard
from bot.outbound import Inbound, Item, Menu, Outbound, is_score
from bot.store import Chat

TEXT_LIMIT = 4096
MERGE_LIMIT = 2500
"""Short lines travel with the next message: fewer calls, and the person reads one thing."""
LABEL_LIMIT = 40
"""Characters of a label that a phone shows in one line; wide characters count twice."""
EMPTY, TICKED = "☐ ", "☑ "

Call = dict[str, Any]


def calls(chat: Chat, inbound: Inbound, outbounds: Sequence[Outbound]) -> list[Call]:
    """The calls for these replies, in order. The last message with buttons is the one that is open from now on."""
    closing = [outbound for outbound in outbounds if outbound.closes]
    pressed = inbound.message_id is not None
    spoken = [o for o in outbounds if not o.toast and not (pressed and o.closes)]
    made = [_close(chat, inbound, closing)] if closing else []
    if closing and pressed and chat.prompt_id not in (None, inbound.message_id):
        made.append(edited_keyboard(chat.prompt_id, []))  # the same prompt was sent again further down
    return [call for call in made if call] + [_send(outbound) for outbound in merged(spoken)]


def merged(outbounds: Sequence[Outbound]) -> list[Outbound]:
    """Lines without buttons joined with what follows them, while it stays short."""
    joined: list[Outbound] = []
    for outbound in outbounds:
        last = joined[-1] if joined else None
        if last and last.menu is None and len(last.text) + len(outbound.text) < MERGE_LIMIT:
            joined[-1] = Outbound(f"{last.text}\n\n{outbound.text}", outbound.menu)
        else:
            joined.append(outbound)
    return joined


def _close(chat: Chat, inbound: Inbound, closing: Sequence[Outbound]) -> Call | None:
    """Take the buttons from the answered question; a pressed one also shows what was chosen."""
    if inbound.message_id is None:
        return edited_keyboard(chat.prompt_id, []) if chat.prompt_id else None
    text = "\n\n".join([inbound.message_text or "", *(outbound.text for outbound in closing)]).strip()
    if len(text) > TEXT_LIMIT:
        return edited_keyboard(inbound.message_id, [])
    return {"method": "editMessageText", "message_id": inbound.message_id, "text": text}


def edited_keyboard(message_id: int | None, keyboard: Keyboard) -> Call:
    """The call that gives a message these buttons; none at all takes them away."""
    return {"method": "editMessageReplyMarkup", "message_id": message_id, "reply_markup": {"inline_keyboard": keyboard}}


def _send(outbound: Outbound) -> Call:
    menu = outbound.menu
    if menu is None:
        return {"method": "sendMessage", "text": outbound.text[:TEXT_LIMIT]}
    long = any(_width(item.label) > LABEL_LIMIT for item in menu.items)
    marks = ["•" if is_score(menu) else f"{number}." for number in range(1, len(menu.items) + 1)]
    listed = "\n".join(f"{mark} {item.label}" for mark, item in zip(marks, menu.items, strict=True)) if long else ""
    text = f"{outbound.text}\n\n{listed}" if listed else outbound.text
    rows = _rows(menu, [_short(mark, item) if long else item.label for mark, item in zip(marks, menu.items, strict=True)])
    markup = {"inline_keyboard": rows}
    lasting = {"lasting": True} if menu.lasting else {}
    return {"method": "sendMessage", "text": text[:TEXT_LIMIT], "reply_markup": markup, **lasting}


def _rows(menu: Menu, labels: Sequence[str]) -> Keyboard:
    rows = [[_button(menu, item, label)] for item, label in zip(menu.items, labels, strict=True)]
    if menu.done:
        rows.append([{"text": f"✅ {menu.done}", "callback_data": f"{menu.seq}:{TICK}"}])
    if menu.controls:
        rows.append([{"text": item.label, "callback_data": f"{menu.seq}:{item.value}"} for item in menu.controls])
    return rows


def _button(menu: Menu, item: Item, label: str) -> dict[str, str]:
    ticks = menu.many and item.value not in menu.alone
    mark, prefix = (TICK, EMPTY) if ticks else ("", "")
    return {"text": f"{prefix}{label}", "callback_data": f"{menu.seq}:{mark}{item.value}"}


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _short(mark: str, item: Item) -> str:
    """The beginning of a long label; the whole of it is in the message."""
    text = f"{mark} {item.label}".removeprefix("• ")
    while _width(text) > LABEL_LIMIT - 1:
        text = text[:-1]
    return text if text.endswith(item.label) else f"{text}…"


def toggled(keyboard: Keyboard, data: str) -> Keyboard:
    """The keyboard with the tick on this button turned over."""
    return [[_turned(button) if button.get("callback_data") == data else button for button in row] for row in keyboard]


def _turned(button: dict[str, str]) -> dict[str, str]:
    text = button["text"]
    turned = TICKED + text.removeprefix(EMPTY) if text.startswith(EMPTY) else EMPTY + text.removeprefix(TICKED)
    return {**button, "text": turned}


def ticked(keyboard: Keyboard) -> list[str]:
    """The values that are ticked."""
    data = [b["callback_data"] for row in keyboard for b in row if b["text"].startswith(TICKED) and "callback_data" in b]
    return [value.partition(f":{TICK}")[2] for value in data]
