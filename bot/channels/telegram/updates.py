"""Telegram's updates, understood: who wrote, and what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.outbound import Inbound

CHANNEL = "telegram"
ALLOWED = ["message", "edited_message", "callback_query"]
TICK = "~"
"""Marks the buttons that are ticked rather than answered at once."""

Update = dict[str, Any]
Keyboard = list[list[dict[str, str]]]


@dataclass(frozen=True)
class Received:
    """One update: the message for the screener, who sent it, and the press to be acknowledged."""

    inbound: Inbound
    sender: str
    callback_id: str | None = None
    keyboard: Keyboard | None = None


def understand(update: dict[str, Any]) -> Received | None:
    """What an update says; None for one that needs no answer."""
    if "callback_query" in update:
        return _press(update["callback_query"])
    edited = update.get("edited_message")
    message = update.get("message") or edited
    if not isinstance(message, dict) or "chat" not in message or message.get("from", {}).get("is_bot"):
        return None
    other = "edited" if edited is not None else _other(message)
    sender = message.get("from") or message["chat"]
    inbound = Inbound(
        CHANNEL,
        str(message["chat"]["id"]),
        text=message.get("text") if other in (None, "group") else None,
        other=other,
        language=message.get("from", {}).get("language_code"),
    )
    return None if _is_service(message) else Received(inbound, str(sender["id"]))


def _other(message: dict[str, Any]) -> str | None:
    """What a message is, if it is no text in a private chat."""
    if message["chat"].get("type") != "private":
        return "group"
    return None if "text" in message else "media"


def _is_service(message: dict[str, Any]) -> bool:
    """Joins, pins and the like: nobody has said anything."""
    spoken = {"text", "photo", "voice", "video", "video_note", "audio", "document", "sticker", "animation", "contact"}
    return spoken.isdisjoint(message) and "location" not in message and "poll" not in message


def _press(query: dict[str, Any]) -> Received | None:
    message = query.get("message") or {}
    chat = message.get("chat", {"id": query["from"]["id"], "type": "private"})
    inbound = Inbound(
        CHANNEL,
        str(chat["id"]),
        data=query.get("data", ""),
        other=None if chat.get("type") == "private" else "group",
        message_id=message.get("message_id"),
        message_text=message.get("text"),
        language=query["from"].get("language_code"),
    )
    return Received(inbound, str(query["from"]["id"]), query["id"], message.get("reply_markup", {}).get("inline_keyboard"))
