"""The dialogue in a terminal, on the same screener and store as Telegram. Needs no token and no network."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

from prompt_toolkit import PromptSession
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel

from bot.outbound import Inbound, Menu, Outbound, is_score
from bot.screener import Screener
from i18n.catalogue import Words

CHANNEL = "terminal"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def chat(screener: Screener, language: str | None = None) -> None:
    """Talk until the person leaves with Ctrl-D or Ctrl-C. Everything said so far is saved."""
    Terminal(screener, Console(highlight=False), _reader()).run(language)


def _reader() -> Callable[[], str]:
    """Reads one line; with line editing and input methods where a person sits at a terminal. Raises EOFError at the end."""
    if not sys.stdin.isatty():
        return _piped
    session: PromptSession[str] = PromptSession()
    return lambda: session.prompt("› ")


def _piped() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


class Terminal:
    """One conversation: prints what comes out, and remembers the menu that a number or letter belongs to."""

    def __init__(self, screener: Screener, console: Console, read: Callable[[], str]) -> None:
        self.screener, self.console, self.read = screener, console, read
        self.menu: Menu | None = None
        self.words: Words = screener.words["en"]

    def run(self, language: str | None = None) -> None:
        self._send(Inbound(CHANNEL, "local", text=f"/start {language or ''}"))
        self.console.print(escape(self.words("terminal-hint")), style="dim")
        for line in self._lines():
            if line.strip():
                self._send(self._inbound(line))
        self.console.print(escape(self.words("terminal-bye")))

    def _lines(self) -> Iterator[str]:
        while True:
            try:
                yield self.read()
            except (EOFError, KeyboardInterrupt):
                return

    def _send(self, inbound: Inbound) -> None:
        outbounds = self.screener.handle(inbound).replies
        self.words = self.screener.words[self.screener.language(inbound)]
        self.menu = None
        for outbound in outbounds:
            self._show(outbound)

    def _inbound(self, line: str) -> Inbound:
        data = chosen(self.menu, line) if self.menu else None
        return Inbound(CHANNEL, "local", data=data) if data else Inbound(CHANNEL, "local", text=line)

    def _show(self, outbound: Outbound) -> None:
        if outbound.menu is None:
            style = "green" if outbound.closes else ""
            self.console.print(Padding(escape(outbound.text), (0, 0, 1, 0)), style=style)
            return
        self.menu = outbound.menu
        text = "\n".join([escape(outbound.text), "", *menu_lines(outbound.menu)])
        self.console.print(Panel(text, border_style="cyan", padding=(1, 2)))


def menu_lines(menu: Menu) -> list[str]:
    """The choices of a menu, each with the number or letter to type."""
    items = [f"[bold]{mark:>2}[/]  {escape(item.label)}" for mark, item in zip(marks(menu), menu.items, strict=False)]
    names = "  ".join(f"/{item.value.lstrip('!')} {escape(item.label)}" for item in menu.controls)
    return [*items, *(["", f"[dim]{names}[/]"] if names else [])]


def marks(menu: Menu) -> Sequence[str]:
    """Numbers; letters where a number could be the answer itself; a score's own number where the choices are scores."""
    if menu.typed:
        return LETTERS
    if is_score(menu):
        return [item.value if item.value.isdigit() else letter for item, letter in zip(menu.items, LETTERS, strict=False)]
    return [str(number) for number in range(1, len(menu.items) + 1)]


def chosen(menu: Menu, line: str) -> str | None:
    """The press that typed marks stand for (`2`, `1 3`, `b`); None for an answer in words."""
    typed = line.replace(",", " ").replace("，", " ").replace("、", " ").lower().split()
    known = dict(zip(marks(menu), menu.items, strict=False))
    if not typed or any(mark not in known for mark in typed) or (len(typed) > 1 and not menu.many):
        return _control(menu, line)
    return f"{menu.seq}:{','.join(known[mark].value for mark in typed)}"


def _control(menu: Menu, line: str) -> str | None:
    name = line.strip().lower().lstrip("/")
    control = next((item for item in menu.controls if not item.value.startswith("!") and item.value == name), None)
    return f"{menu.seq}:{control.value}" if control else None
