"""What goes to a person and what comes from one, the same for every channel."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One button: the value that a press sends back, and its words."""

    value: str
    label: str


@dataclass(frozen=True)
class Menu:
    """The buttons under a message. They belong to the state `seq`; later presses are old and change nothing.

    Those of a `lasting` menu hold at any time, whatever else is open.

    Of a `many` menu the items are ticked and then sent with `done`; `alone` items (none, don't know) answer at once.
    """

    seq: int
    items: tuple[Item, ...] = ()
    controls: tuple[Item, ...] = ()
    many: bool = False
    ticked: frozenset[int] = frozenset()
    done: str = ""
    alone: frozenset[str] = frozenset()
    typed: bool = False
    lasting: bool = False


def is_score(menu: Menu) -> bool:
    """Whether the choices are numbers with a meaning of their own (ECOG 2), so that they must not be numbered again."""
    values = [item.value for item in menu.items]
    return len(values) > 2 and sum(value.isdigit() for value in values) > len(values) // 2 and "no" not in values


@dataclass(frozen=True)
class Outbound:
    """One message to a person.

    `closes` is put under the message that it answers, whose buttons go. A `toast` only needs to be seen for a moment, where
    the channel can do that; it follows a press that changed nothing. A `secret` in the text is kept in no record.
    """

    text: str
    menu: Menu | None = None
    closes: bool = False
    toast: bool = False
    secret: str = ""


@dataclass(frozen=True)
class Inbound:
    """One message from a person, as a channel understands it: text, a press (`data` on `message_id`), or something else.

    `address` is where to answer; it identifies a person and is never logged. `language` is what their device prefers.
    """

    channel: str
    address: str
    text: str | None = None
    data: str | None = None
    other: str | None = None
    message_id: int | None = None
    message_text: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Setting:
    """What the notice must name and the code cannot know: who runs the bot, and where; empty where it is not set."""

    controller: str
    authority: str
    country: str
    host: str
    channel: str
