"""The doors of the console: sign-ins, forged forms, foreign hosts, headers, sizes. Without a browser, on a clock of the test."""

import re
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from script import CONSENT, PATIENT, Talk, screener_in

from bot.assembly import open_store
from bot.console.app import make_app
from bot.console.guard import LARGEST_BODY
from bot.console.signing import FAILURES_OF_ADDRESS, FAILURES_OF_NAME, HASHER
from bot.settings import Settings

pytestmark = pytest.mark.asyncio

PASSWORD = "correct horse battery"  # pragma: allowlist secret
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
SHARED = CONSENT.replace("mandate", "coordinators,mandate")


class Office:
    """A console in this process, with two coordinators and a clock that the test moves."""

    def __init__(self, folder) -> None:
        with screener_in(folder) as screener:
            for address, consent in (("1", SHARED), ("2", CONSENT)):
                talk = Talk(screener, address=address)
                for line in ("/start en", "=patient", "62", consent):
                    talk.send(line)
                talk.answer_all(PATIENT)
                talk.send("=finish")
        self.store = open_store(Settings(data=folder, _env_file=None))
        self.now = NOW
        with self.store.transaction():
            for name in ("Wang", "Li"):
                self.store.desk.add(name, HASHER.hash(PASSWORD), "en", None, NOW)
        self.app = make_app(self.store, lambda: self.now)
        codes = self.sql("SELECT code FROM screening ORDER BY id")
        self.shared, self.hidden = (code for (code,) in codes)

    def sql(self, statement, *values):
        return self.store._db.conn.execute(statement, values).fetchall()

    @asynccontextmanager
    async def client(self, base="http://127.0.0.1:8710", address="127.0.0.1", cookies=None):
        transport = httpx.ASGITransport(self.app, client=(address, 5), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=base, cookies=cookies) as client:
            yield client

    async def sign_in(self, client, name="Wang", password=PASSWORD):
        page = await client.get("/sign-in")
        return await client.post("/sign-in", data={"csrf": token(page), "name": name, "password": password})


def token(page) -> str:
    return re.search(r'name="csrf" value="(\w+)"', page.text)[1]


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.store.close()


async def test_every_answer_carries_the_strict_headers(office):
    async with office.client() as client:
        signed_in = await office.sign_in(client)
        await client.get("/")
        office.sql("ALTER TABLE finding RENAME TO elsewhere")
        answers = [
            signed_in,
            await client.get("/figures/nothing"),
            await client.get("/case/XXX-XXX"),
            await client.get(f"/case/{office.shared}"),
            await client.get("/static/console.css"),
            await client.get("/", headers={"host": "evil.example"}),
            await client.post("/rulings", content=b"x" * (LARGEST_BODY + 1)),
        ]
    assert [answer.status_code for answer in answers] == [303, 404, 404, 500, 200, 421, 413]
    for answer in answers:
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "server" not in answer.headers
    assert answers[0].headers["cache-control"] == answers[3].headers["cache-control"] == "no-store"


async def test_pages_have_nothing_inline_and_nothing_from_elsewhere(office):
    async with office.client() as client:
        await office.sign_in(client)
        for path in ("/sign-in", "/", f"/case/{office.shared}", "/figures", "/rulings", "/export"):
            html = (await client.get(path)).text
            assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html), path
            assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", html)), path
            assert not re.search(r'(src|href|action)="(https?:)?//', html), path


async def test_words_of_a_person_are_never_markup(office):
    office.sql("UPDATE message SET text = '<script>alert(1)</script>' WHERE direction = 'in'")
    office.sql(
        "UPDATE event SET body = replace(body, '顺铂, gemcitabine', '</script><b>') WHERE json_extract(body, '$.kind') = 'answered'"
    )
    async with office.client() as client:
        await office.sign_in(client)
        html = (await client.get(f"/case/{office.shared}")).text
        assert "<script>alert" not in html and "</script><b>" not in html and "&lt;script&gt;alert" in html


async def test_an_error_is_logged_without_what_a_person_said(office, capsys):
    office.sql("UPDATE event SET body = json_set(body, '$.surprise', 'my secret illness') WHERE seq = 5")
    async with office.client() as client:
        await office.sign_in(client)
        answer = await client.get(f"/case/{office.shared}")
    assert answer.status_code == 500 and "Something went wrong" in answer.text
    logged = "".join(capsys.readouterr())
    assert "page failed" in logged and "ValidationError" in logged
    assert "secret illness" not in logged and office.shared not in logged


async def test_a_forged_form_is_refused(office):
    async with office.client() as client, office.client() as other:
        await office.sign_in(client)
        await office.sign_in(other, "Li")
        path, note = f"/case/{office.shared}", {"what": "note", "text": "forged"}
        good, foreign = token(await client.get("/")), token(await other.get("/"))
        forged = [
            await client.post(path, data=note),
            await client.post(path, data=note | {"csrf": "0" * 64}),
            await client.post(path, data=note | {"csrf": foreign}),
            await client.post(path, data=note | {"csrf": good}, headers={"origin": "http://evil.example"}),
            await client.post(path, data=note | {"csrf": good}, headers={"origin": "null"}),
            await client.post(path, data=note | {"csrf": good}, headers={"sec-fetch-site": "cross-site"}),
        ]
        assert [answer.status_code for answer in forged] == [403] * len(forged)
        assert office.sql("SELECT * FROM follow_up") == []
        right = await client.post(path, data=note | {"csrf": good}, headers={"origin": "http://127.0.0.1:8710"})
        assert right.status_code == 303
        assert len(office.sql("SELECT * FROM follow_up")) == 1


async def test_the_sign_in_form_cannot_be_forged_either(office):
    async with office.client() as client:
        answer = await client.post("/sign-in", data={"name": "Wang", "password": PASSWORD})
        assert answer.status_code == 403
        assert office.sql("SELECT * FROM sign_in") == []


async def test_a_body_that_hides_its_length_is_cut_off(office):
    async def endless():
        for _ in range(LARGEST_BODY // 1000 + 2):
            yield b"x" * 1000

    async with office.client() as client:
        await office.sign_in(client)
        kind = {"content-type": "application/x-www-form-urlencoded"}
        assert (await client.post("/rulings", content=endless(), headers=kind)).status_code == 413


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(office):
    for base, secure in (("http://127.0.0.1:8710", False), ("https://127.0.0.1", True)):
        async with office.client(base) as client:
            cookie = (await office.sign_in(client)).headers["set-cookie"].lower()
            assert "httponly" in cookie and "samesite=strict" in cookie
            assert ("secure" in cookie) is secure


async def test_neither_passwords_nor_secrets_are_in_the_database(office, tmp_path):
    async with office.client() as client, office.client() as mistaken:
        await office.sign_in(client)
        await office.sign_in(mistaken, "my secret password", "x")
        secret = client.cookies["prescreen"]
    office.store.flush()
    held = b"".join(
        (tmp_path / name).read_bytes() for name in ("prescreen.db", "prescreen.db-wal") if (tmp_path / name).exists()
    )
    assert PASSWORD.encode() not in held and secret.encode() not in held and b"my secret password" not in held
    assert office.sql("SELECT password FROM coordinator")[0][0].startswith("$argon2id$")


async def test_a_planted_cookie_is_worth_nothing_after_the_sign_in(office):
    async with (
        office.client(cookies={"prescreen": "planted"}) as client,
        office.client(cookies={"prescreen": "planted"}) as thief,
    ):
        await office.sign_in(client)
        assert (await client.get("/")).status_code == 200
        assert (await thief.get("/")).status_code == 303


async def test_a_sign_in_ends_when_it_is_idle_and_at_last_in_any_case(office):
    async with office.client() as client:
        await office.sign_in(client)
        for _ in range(24):  # busy all day
            office.now += timedelta(minutes=29)
            assert (await client.get("/")).status_code == 200
        office.now += timedelta(minutes=29)
        assert (await client.get("/")).status_code == 303
        await office.sign_in(client)
        office.now += timedelta(minutes=31)
        assert (await client.get("/")).status_code == 303


async def test_another_password_or_a_removal_ends_all_sign_ins(office):
    for change in (
        lambda id: office.store.desk.set_password(id, HASHER.hash("another password")),
        lambda id: office.store.desk.remove(id, NOW),
    ):
        async with office.client() as client:
            office.store.desk.set_password(office.store.desk.named("Wang").id, HASHER.hash(PASSWORD))
            await office.sign_in(client)
            assert (await client.get("/")).status_code == 200
            change(office.store.desk.named("Wang").id)
            assert (await client.get("/")).status_code == 303
            assert (await office.sign_in(client)).status_code == 403


async def test_attempts_are_limited_by_name_until_they_are_old(office):
    async with office.client() as client:
        for _ in range(FAILURES_OF_NAME):
            assert (await office.sign_in(client, "wang", "wrong")).status_code == 403
        assert (await office.sign_in(client, "Wang")).status_code == 429
        assert (await office.sign_in(client, "Li")).status_code == 303
        office.now += timedelta(minutes=16)
    async with office.client() as client:
        assert (await office.sign_in(client, "Wang")).status_code == 303


async def test_attempts_are_limited_by_address(office):
    async with office.client(address="192.0.2.1") as client, office.client(address="192.0.2.2") as other:
        for number in range(FAILURES_OF_ADDRESS):
            office.store.desk.failed(f"name {number}", "192.0.2.1", NOW)
        assert (await office.sign_in(client)).status_code == 429
        assert (await office.sign_in(other)).status_code == 303


async def test_a_coordinator_without_a_password_cannot_sign_in_with_one(office):
    office.store.desk.add("Link only", None, "en", "4711", NOW)
    async with office.client() as client:
        for password in ("", "None", "x"):
            assert (await office.sign_in(client, "Link only", password)).status_code == 403


async def test_a_link_works_once_and_in_time(office):
    wang = office.store.desk.named("Wang").id
    for wait, status in ((timedelta(minutes=9), 303), (timedelta(minutes=11), 403)):
        async with office.client() as client, office.client() as second:
            link = f"/link/{office.store.desk.new_link(wang, office.now)}"
            office.now += wait
            answers = [await visitor.post(link, data={"csrf": token(await visitor.get(link))}) for visitor in (client, second)]
            assert [answer.status_code for answer in answers] == [status, 403]


async def test_nothing_can_be_done_about_a_record_that_is_not_shared(office):
    async with office.client() as client:
        await office.sign_in(client)
        csrf = token(await client.get("/"))
        assert (await client.get(f"/case/{office.hidden}")).status_code == 404
        for what in ("note", "letter"):
            form = {"csrf": csrf, "what": what, "text": "x"}
            assert (await client.post(f"/case/{office.hidden}", data=form)).status_code == 404
        assert "1 screenings" in (await client.get("/")).text


async def test_days_are_days_in_shanghai(office):
    office.sql("UPDATE screening SET updated = '2026-11-22T16:30:00.000+00:00'")  # half past midnight there
    async with office.client() as client:
        await office.sign_in(client)
        for query, found in (("since=2026-11-23", 1), ("until=2026-11-22", 0), ("since=2026-11-23&until=2026-11-23", 1)):
            assert f"{found} screenings" in (await client.get(f"/?{query}")).text
        assert (await client.get("/?page=7")).headers["location"] == "/"
        for query in ("since=yesterday", "until=0001-01-01", "page=-1", "page=99999999999", "assigned=x", "sort=x", "point=X9"):
            assert "1 screenings" in (await client.get(f"/?{query}")).text, query


async def test_a_letter_needs_the_persons_permission(office):
    async with office.client() as client:
        await office.sign_in(client)
        form = {"csrf": token(await client.get("/")), "what": "letter", "text": "Hello"}
        assert (await client.post(f"/case/{office.shared}", data=form)).status_code == 403
        assert office.sql("SELECT * FROM letter") == []
        office.sql("UPDATE screening SET may_write = 1")
        assert (await client.post(f"/case/{office.shared}", data=form)).status_code == 303
        assert office.sql("SELECT text, queued FROM letter") == [("Hello", None)]
