"""The console in a real browser, as a coordinator uses it: sign in, find, read, mark, note, override, rule, export, write."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from browser import NAME, PASSWORD, PHONE, code_of, press, sign_in

pytest_plugins = ["browser"]


def test_signing_in_leads_to_where_one_wanted_to_go(page, console):
    code = console.code()
    page.goto(f"/case/{code}")
    assert "/sign-in" in page.url
    page.locator("[name=name]").fill(NAME.lower())
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/case/{code}")
    assert page.locator("h1").inner_text() == code


def test_a_wrong_password_says_no_more_than_that(page):
    page.goto("/sign-in?language=en")
    for name in (NAME, "Nobody of this name"):
        page.locator("[name=name]").fill(name)
        page.locator("[name=password]").fill("wrong wrong wrong")
        page.locator("button.primary").click()
        assert page.get_by_role("alert").inner_text() == "Name or password is not right."


def test_signing_out_ends_it(page, console):
    sign_in(page)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")
    page.goto(f"/case/{console.code()}")
    assert "/sign-in" in page.url


def test_a_sign_in_that_has_run_out_asks_again(page, console):
    sign_in(page)
    console.sql("UPDATE sign_in SET expires = ?", (datetime.now(UTC) - timedelta(seconds=1)).isoformat())
    page.goto("/figures")
    assert "/sign-in?next=%2Ffigures" in page.url


def test_one_time_links_work_once_and_only_by_the_button(page, console):
    token = "link-" + "x" * 30
    from bot.store.desk import _hash

    expires = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
    console.sql("INSERT INTO sign_in_link SELECT ?, id, ? FROM coordinator WHERE name = ?", _hash(token), expires, NAME)
    page.goto(f"/link/{token}")
    page.goto(f"/link/{token}")  # a preview has used nothing up
    page.locator("button.primary").click()
    page.wait_for_url("**/")
    assert page.locator(".me .name").inner_text() == NAME
    page.context.clear_cookies()
    page.goto(f"/link/{token}")
    page.locator("button.primary").click()
    assert page.get_by_role("alert").is_visible()


def test_the_list_counts_filters_and_finds(page, console):
    sign_in(page)
    everybody = console.sql("SELECT count(*) FROM screening WHERE for_coordinators = 1")[0][0]
    assert page.locator(".total").inner_text() == f"{everybody} screenings"
    page.get_by_role("link", name="Team to check").click()
    fitting = console.sql("SELECT count(*) FROM screening WHERE for_coordinators = 1 AND outcome = 'needs_confirmation'")[0][0]
    assert page.locator("tbody tr").count() == fitting
    assert "outcome=needs_confirmation" in page.url
    page.get_by_label("Who answers").select_option("patient")
    page.get_by_role("button", name="Apply").click()
    assert "outcome=needs_confirmation" in page.url and "role=patient" in page.url
    assert set(page.locator("tbody tr td:nth-child(4)").all_inner_texts()) <= {"Patient\nChinese", "Patient\nEnglish"}


def test_a_quoted_code_leads_to_the_record(page, console):
    sign_in(page)
    code = console.code()
    page.get_by_label("Search", exact=True).fill(code.lower().replace("-", " "))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/case/{code}")


def test_words_that_somebody_said_are_found(page, console):
    sign_in(page)
    page.goto("/?search=咳血&words=1")
    assert code_of(console, 900) in page.locator(".code").all_inner_texts()
    page.goto("/?search=咳血")
    assert page.locator(".empty").is_visible()


def test_a_record_shows_what_was_said_read_changed_and_found(page, console):
    sign_in(page)
    page.goto(f"/case/{code_of(console, 900)}")
    flags = page.locator(".redflags").inner_text()
    assert "Bleeding" in flags and "今天早上开始一直咳血" in flags
    groups = page.locator(".group summary h3").all_inner_texts()
    assert groups[0] == "To be judged by the team"
    finding = page.locator("#criterion-I3")
    assert "Histologically confirmed" in finding.locator("blockquote").inner_text()
    assert "needle" in finding.inner_text().lower() or "cytology" in finding.inner_text().lower()
    edited = page.locator(".answers .edited")
    assert "up and about" in edited.locator("s").inner_text()
    talk = page.locator(".talk").inner_text()
    assert "顺铂、吉西他滨" in talk and "Please list every cancer drug" in talk and "请列出您用过的所有抗肿瘤药物" in talk
    assert "Read as" in talk and "Changed" in talk


def test_nobody_sees_a_record_that_is_not_shared(page, console):
    sign_in(page)
    code = code_of(console, 901)
    assert page.goto(f"/case/{code}").status == 404
    assert page.goto(f"/?search={code}").status == 200
    assert page.locator(".empty").is_visible()
    page.goto("/?search=咳血&words=1")
    assert code not in page.content()


def test_marking_noting_assigning_and_overriding_leave_the_original(page, console):
    sign_in(page)
    code = code_of(console, 900)
    page.goto(f"/case/{code}")
    press(page, page.get_by_role("button", name="Contacted"))
    assert page.locator(".headline .f-contacted").is_visible()
    page.get_by_label("Note").fill("Will call again on Monday")
    press(page, page.get_by_role("button", name="Add the note"))
    assert page.locator(".history .text").first.inner_text() == "Will call again on Monday"
    page.locator("[name=to]").select_option(label="Li")
    press(page, page.get_by_role("button", name="Assign"))
    assert page.locator(".history li").first.locator("b").inner_text() == "Li"
    point = page.locator("#criterion-I3")
    point.get_by_text("Override").first.click()
    point.get_by_label("Reason").fill("Saw the report")
    press(page, point.get_by_role("button", name="Save the override"))
    shown = page.locator("#criterion-I3").inner_text()
    assert "By the rules: To be judged" in shown and "Saw the report" in shown and NAME in shown
    assert console.sql(
        "SELECT status FROM finding JOIN screening s ON s.id = screening WHERE s.code = ? AND criterion = 'I3'", code
    ) == [("review",)]
    steps = console.sql(
        "SELECT f.kind FROM follow_up f JOIN screening s ON s.id = f.screening WHERE s.code = ? ORDER BY f.id", code
    )
    assert [kind for (kind,) in steps][-4:] == ["state", "note", "assign", "override"]
    assert console.sql(
        "SELECT follow_up, c.name FROM screening s JOIN coordinator c ON c.id = s.assigned WHERE code = ?", code
    ) == [("contacted", "Li")]


def test_everything_works_without_javascript(browser, console):
    context = browser.new_context(base_url=console.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    code = console.code("outcome = 'likely_eligible'")
    page.goto(f"/case/{code}")
    page.get_by_role("button", name="Visit booked").click()
    page.wait_for_url(f"**/case/{code}#follow-up")
    assert console.sql("SELECT follow_up FROM screening WHERE code = ?", code) == [("booked",)]
    context.close()


def test_a_letter_only_to_those_who_allow_it(page, console):
    sign_in(page)
    code = code_of(console, 900)
    page.goto(f"/case/{code}")
    assert page.get_by_text("has not allowed messages").is_visible()
    console.sql("UPDATE screening SET may_write = 1 WHERE code = ?", code)
    page.reload()
    page.get_by_text("Ready texts").first.click()
    page.locator("[name=ready]").first.check()
    text = page.get_by_label("Text", exact=True).input_value()
    assert text.startswith("感谢您的回答")
    press(page, page.get_by_role("button", name="Send"))
    assert page.locator(".turn.team .state").is_visible()
    written = console.sql("SELECT l.kind, l.text, c.name, l.queued FROM letter l JOIN coordinator c ON c.id = l.coordinator")
    assert written == [("letter", text, NAME, None)]


def test_a_ruling_is_recorded_and_shows_what_it_changed(page, console):
    sign_in(page)
    page.goto("/rulings")
    question = page.locator("#question-cytology_only")
    assert question.locator(".s-review").is_visible()
    question.get_by_text("Record a ruling").click()
    question.get_by_label("Allowed").check()
    question.get_by_label("What was said").fill("Team meeting")
    press(page, question.get_by_role("button", name="Record the ruling"))
    flips = page.locator(".flips")
    assert "Cytology without histology" in flips.inner_text()
    assert console.sql("SELECT question, ruling, note FROM ruling") == [("cytology_only", "allowed", "Team meeting")]
    code = code_of(console, 900)
    outcome, ruled = console.sql("SELECT outcome, ruled_outcome FROM screening WHERE code = ?", code)[0]
    assert (outcome, ruled) == ("needs_confirmation", "likely_eligible")
    page.goto(f"/case/{code}")
    assert "Under the team's ruling" in page.locator("#criterion-I3").inner_text()


@pytest.mark.parametrize(
    ("title", "suffix"),
    [
        ("Screening log (CSV)", ".csv"),
        ("Full records (JSON)", ".json"),
        ("HL7 FHIR R4", ".json"),
        ("Anonymised set (CSV)", ".csv"),
    ],
)
def test_exports_are_downloaded_and_recorded(page, console, tmp_path, title, suffix):
    sign_in(page)
    page.goto("/export")
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download {title}").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    text = Path(path).read_text("utf-8-sig")
    assert path.suffix == suffix and len(text) > 50
    if suffix == ".json":
        json.loads(text)
    assert code_of(console, 901) not in text
    assert console.sql("SELECT what FROM access ORDER BY id DESC LIMIT 1")[0][0].startswith("export ")


def test_the_language_is_remembered(page):
    sign_in(page, "en")
    page.get_by_role("button", name="中文").click()
    page.get_by_role("heading", name="筛选列表").wait_for()
    page.get_by_role("button", name="退出").click()
    page.get_by_role("heading", name="登录研究工作台").wait_for()
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button.primary").click()
    page.get_by_role("heading", name="筛选列表").wait_for()
    assert not re.search(r"\b(Filters|Search|Sort|Apply)\b", page.locator("main").inner_text())


def test_charts_are_drawn_and_told_in_tables(page, console):
    sign_in(page)
    page.goto("/figures")
    page.locator(".canvas canvas").first.wait_for()
    assert page.locator(".canvas canvas").count() == page.locator("[data-chart]").count() >= 4
    page.locator(".c-funnel summary").click()
    started = console.sql("SELECT count(*) FROM screening")[0][0]
    assert page.locator(".c-funnel tbody tr").first.inner_text().split() == ["Started", str(started)]


def test_nothing_is_wider_than_a_phone(page, console):
    sign_in(page)
    page.set_viewport_size(PHONE)
    for path in ("/", f"/case/{code_of(console, 900)}", "/figures", "/rulings", "/export"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


def test_the_keyboard_is_enough(page, console):
    sign_in(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "code":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Enter")
    page.wait_for_url("**/case/**")
    assert outline == "solid"


def test_every_look_is_in_the_access_log(page, console):
    sign_in(page)
    code = console.code()
    before = console.sql("SELECT coalesce(max(id), 0) FROM access")[0][0]
    page.goto(f"/case/{code}")
    page.goto("/?search=secret words&words=1")
    page.goto("/figures")
    seen = console.sql(
        "SELECT c.name, a.code, a.what FROM access a JOIN coordinator c ON c.id = a.coordinator WHERE a.id > ?", before
    )
    assert seen[0] == (NAME, code, "view")
    assert seen[1][2].startswith("list") and "secret" not in seen[1][2]
    assert seen[2][2] == "figures days=90"
