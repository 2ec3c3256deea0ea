"""Everybody can use the console: axe finds nothing on any page, in both languages, light and dark, wide and narrow."""

import pytest
from browser import NAME, PASSWORD, PHONE, code_of, violations

pytest_plugins = ["browser"]

PATHS = ("/", "/?search=zzz", "/figures", "/rulings", "/export", "/case/XXX-XXX")


@pytest.fixture(params=[(language, scheme) for language in ("en", "zh") for scheme in ("light", "dark")], ids="-".join)
def visitor(request, browser, console):
    """A page in one language and colour scheme; nobody is signed in."""
    language, scheme = request.param
    context = browser.new_context(
        base_url=console.url, color_scheme=scheme, locale=language, viewport={"width": 1280, "height": 900}
    )
    yield context.new_page(), language
    context.close()


def signed_in(page, language):
    page.goto(f"/sign-in?language={language}")
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button.primary").click()
    page.wait_for_url("**/")
    if page.locator("html").get_attribute("lang")[:2] != language:
        page.locator("form[action='/language'] button").click()
        page.wait_for_url("**/")


def test_axe_finds_nothing(visitor, console):
    page, language = visitor
    found = []
    page.goto(f"/sign-in?language={language}")
    found += violations(page)
    page.goto("/link/anything")
    found += violations(page)
    signed_in(page, language)
    code = code_of(console, 900)
    console.sql("UPDATE screening SET may_write = 1 WHERE code = ?", code)
    for path in (*PATHS, f"/case/{code}"):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
        found += [f"{path} {line}" for line in violations(page)]
    page.set_viewport_size(PHONE)
    for path in ("/", f"/case/{code}"):
        page.goto(path)
        found += [f"phone {path} {line}" for line in violations(page)]
    assert found == []


def test_the_pages_are_in_the_language_that_was_chosen(visitor, console):
    """No key is shown, and a Chinese page has no English left but the registry's sentences and what people typed."""
    page, language = visitor
    signed_in(page, language)
    for path in ("/", "/figures", "/rulings", "/export"):
        page.goto(path)
        assert page.locator("html").get_attribute("lang").startswith(language)
        text = page.locator("main").inner_text()
        chinese = sum("\u4e00" <= letter <= "\u9fff" for letter in text)
        assert chinese > 100 if language == "zh" else chinese < 40, path
