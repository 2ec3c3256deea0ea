"""A real headless Chromium in front of a real console: a process of its own, on a folder with invented people.

A test module that says `pytest_plugins = ["browser"]` gets the fixtures `console` and `page`. PYTEST_DONT_REWRITE: it also
imports functions from here, before pytest sees the plugin.
"""

from __future__ import annotations

import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from running import environment

from bot.assembly import open_screener
from bot.demo.follow_up import follow_up
from bot.demo.people import Person
from bot.demo.stories import BASE
from bot.demo.talk import DemoClock, fill, talk
from bot.settings import Settings

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
NAME, PASSWORD = "Wang", "correct horse battery"  # pragma: allowlist secret
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Running:
    """A console and the folder behind it."""

    url: str
    folder: Path

    def sql(self, statement: str, *values: object) -> list[tuple]:
        """Look into the database, or put something into it, behind the console's back."""
        with closing(sqlite3.connect(self.folder / "prescreen.db", timeout=10, isolation_level=None)) as db:
            return db.execute(statement, values).fetchall()

    def code(self, condition: str = "outcome = 'needs_confirmation'") -> str:
        """The code of a screening that coordinators may see."""
        return self.sql(f"SELECT code FROM screening WHERE for_coordinators = 1 AND {condition} ORDER BY id LIMIT 1")[0][0]


@pytest.fixture(scope="module")
def console(tmp_path_factory) -> Iterator[Running]:
    """A running console with invented people, and the coordinator of NAME and PASSWORD."""
    folder = tmp_path_factory.mktemp("console")
    people(folder)
    with running_console(folder) as running:
        yield running


@contextmanager
def running_console(folder: Path) -> Iterator[Running]:
    """`prescreen console` on this folder, with the coordinator of NAME and PASSWORD; ended at the end."""
    command(folder, "coordinator", "add", NAME, "--password-stdin", typed=PASSWORD)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "bot", "console", "--port", str(port)]
    process = subprocess.Popen(words, cwd=folder, env=environment(folder), stderr=subprocess.PIPE)
    try:
        await_start(f"http://127.0.0.1:{port}", process)
        yield Running(f"http://127.0.0.1:{port}", folder)
    finally:
        process.terminate()
        _, written = process.communicate(timeout=20)
        assert b"Traceback" not in written and b"/case/" not in written, written.decode()


def await_start(url: str, process: subprocess.Popen) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        assert process.poll() is None, process.stderr.read().decode()
        try:
            httpx.get(f"{url}/sign-in", timeout=5)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the console does not answer")


def command(folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess:
    """Run `prescreen …` on the folder."""
    line = [sys.executable, "-m", "bot", *words]
    return subprocess.run(
        line, cwd=folder, env=environment(folder), input=typed + "\n", text=True, capture_output=True, check=True
    )


def people(folder: Path, number: int = 14) -> None:
    """Some invented people of the demo, and two of this test: one with an edit and a red flag, one who shares nothing."""
    now = datetime.now(UTC).astimezone()
    clock = DemoClock(now)
    with open_screener(Settings(data=folder, _env_file=None), clock) as screener:
        list(fill(screener, clock, number, 5, now))
        for person in (invented(900, shares=True, now=now), invented(901, shares=False, now=now)):
            talk(screener, clock, person, random.Random(1))
        with screener.store.transaction():
            screener.store.desk.add("Li", None, "zh", None, now)
        follow_up(screener.store, 5, [screener.store.desk.named("Li").id], now)


def invented(number: int, *, shares: bool, now: datetime) -> Person:
    """Somebody of whom the test knows what they said; the red flag and the edit are there for the page to show."""
    answers = {id: value.partition(" | ")[2] or value for id, value in BASE.items()}
    answers |= {"Q01": "57", "Q04": "=npc", "Q06": "=distant", "Q12": "=1", "Q05": "=cytology_only", "Q14": "顺铂、吉西他滨"}
    begins = now - timedelta(hours=5)
    return Person(number, "patient", "zh", begins, answers, shares, None, False, "今天早上开始一直咳血", "Q12", False, False)


def code_of(console: Running, number: int) -> str:
    """The code of an invented person of this test; they are the last two, one after the other."""
    rows = console.sql("SELECT s.code FROM screening s ORDER BY s.id DESC LIMIT 2")
    return rows[0 if number == 901 else 1][0]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once a module. Without it the tests fail: they are the proof that the pages work."""
    with chromium() as browser:
        yield browser


@contextmanager
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.fail("chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, console) -> Iterator[Page]:
    """A page of a visitor who has not signed in; nothing that it logs or loads from elsewhere goes unnoticed."""
    context = browser.new_context(base_url=console.url, viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(15_000)
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((console.url, "data:")) else trouble.append(request.url))
    yield page
    context.close()
    assert [line for line in trouble if "the server responded with a status of 4" not in line] == []


def sign_in(page: Page, language: str = "en", name: str = NAME, password: str = PASSWORD) -> None:
    """Sign in, and read the console in this language."""
    page.goto(f"/sign-in?language={language}")
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(password)
    page.locator("button.primary").click()
    page.wait_for_url("**/")
    if page.locator("html").get_attribute("lang")[:2] != language:
        page.locator("form[action='/language'] button").click()
        page.wait_for_url("**/")


def press(page: Page, button: Locator) -> None:
    """Press the button of a form that htmx sends, and wait until its answer stands on the page."""
    page.evaluate(
        "document.addEventListener('htmx:afterSettle', () => { document.body.dataset.settled = '1' }, { once: true })"
    )
    button.click()
    page.locator("body[data-settled]").wait_for()
    page.evaluate("delete document.body.dataset.settled")


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page, each with the element."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]
