"""The paper for the ethics committee holds everything that the assistant can say and decide, and needs nothing else."""

import html
import re
import subprocess
import tomllib
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from test_registry import run
from test_wording import numbers, read, texts

import seeds
from bot.paper import content, diagram
from bot.paper.document import document
from bot.paper.texts import Script
from flows.state import Phase
from flows.trial import ROLES
from i18n import LANGUAGES
from i18n.catalogue import area, general, keys

TRIAL = seeds.load()
CHROMIUM = Path("/usr/bin/chromium")
I18N = Path(seeds.__file__).parent.parent / "i18n"
SEED = Path(seeds.__file__).parent / seeds.DEFAULT_TRIAL
FILES = [(I18N / f"{name}.en.ftl", I18N / f"{name}.zh.ftl") for name in ("exports", "paper", "registry")]
FILES.append((SEED / "en" / "protocol.ftl", SEED / "zh" / "protocol.ftl"))


class Page(HTMLParser):
    """The text of a page, and what it would load."""

    def __init__(self, source):
        super().__init__()
        self.words, self.loads, self.ids, self.links, self.open = [], [], [], [], []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.loads += [named[name] for name in ("src", "srcset", "data", "poster") if name in named]
        self.loads += [named["href"]] if tag == "link" else []
        self.links += [named["href"]] if tag == "a" else []
        self.ids += [named["id"]] if "id" in named else []
        self.loads += [tag] if tag in ("script", "iframe", "object", "embed") else []
        self.open.append(tag) if tag not in ("meta", "br", "link") else None

    def handle_startendtag(self, tag, attributes):
        assert tag in ("path", "rect"), tag

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self):
        return squeezed(" ".join(self.words))


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module", params=LANGUAGES)
def paper(request):
    language = request.param
    source = document(TRIAL, language, date(2026, 11, 22))
    return language, source, Page(source)


def test_it_needs_nothing_else_and_runs_nothing(paper):
    _, source, page = paper
    assert page.loads == [] and page.open == []
    assert not re.search(r"@import|url\((?!#)|https?://|javascript:|\son\w+=", source)
    assert all(link.removeprefix("#") in page.ids for link in page.links)
    assert len(page.ids) == len(set(page.ids))


def test_the_title_page_says_which_version_it_is(paper):
    _, _, page = paper
    for said in (
        TRIAL.digest,
        TRIAL.about.title,
        TRIAL.about.nct,
        *TRIAL.about.sponsor_ids,
        TRIAL.about.record_date,
        "2026-11-22",
    ):
        assert squeezed(said) in page.text


def test_every_text_of_the_trial_and_every_general_text_is_in_it(paper):
    """All but the wordings that no role is ever asked: nothing that a participant may read is missing."""
    language, _, page = paper
    script = Script(TRIAL, seeds.words(language), area("paper", language))
    missing = [key for key in (*script.trial_keys, *script.general_keys) if squeezed(script(key)) not in page.text]
    assert set(missing) == {f"{q.id}.{role}" for q in TRIAL.questions for role in ROLES if role not in q.roles} & set(missing)


def test_every_criterion_stands_with_its_sentence_its_rule_lines_and_its_questions(paper):
    language, _, page = paper
    script = Script(TRIAL, seeds.words(language), area("paper", language))
    for id, criterion in TRIAL.criteria.items():
        assert id in page.ids and squeezed(criterion.quote) in page.text
        assert all(squeezed(line.text) in page.text for rule in criterion.routes.values() for line in rule.lines)
    for question in TRIAL.questions:
        assert question.id in page.ids
        assert squeezed(question.ask_text) in page.text and squeezed(question.open_if_text) in page.text
    for doubt in TRIAL.contradictions.values():
        assert squeezed(doubt.text) in page.text
    for question in TRIAL.protocol.values():
        assert all(
            squeezed(line) in page.text
            for effect in question.effects.values()
            for line in content.effect_lines(script, question, effect)
        )


def test_every_worked_case_is_numbered_and_traced(paper):
    language, _, _ = paper
    script = Script(TRIAL, seeds.words(language), area("paper", language))
    listed = tomllib.loads((SEED / "cases.toml").read_text("utf-8"))
    cases = content.worked_cases(script, (SEED / "cases.toml").read_text("utf-8"))
    assert [case.number for case in cases] == list(range(1, len(listed["case"]) + 1))
    assert {case["base"] for case in listed["case"]} == set(listed["base"]) and all(
        area("paper", language).has(f"base-{b}") for b in listed["base"]
    )
    traced = {(trace.id, number) for trace in content.traces(script, cases) for _, numbers in trace.cases for number in numbers}
    assert traced == {(id, case.number) for case in cases for id in case.statuses}


def test_the_limits_of_a_laboratory_value_are_given():
    script = Script(TRIAL, seeds.words("en"), area("paper", "en"))
    card = next(card for card in content.cards(script) if card.question.id == "Q24")
    assert [text for text in card.typed if text] == [
        "A number with its unit, as the report prints it.",
        "Units: g/dL, g/L, mmol/L.",
        "Accepted from 2 to 25 g/dL.",
        "Outside 5 to 20 g/dL it is read back and asked again.",
    ]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("hbv in (yes, core_ab_only)", "Hepatitis B: “Yes, infection or carrier (HBsAg positive)” or “Only core antibody (HBcAb) positive”"),
        ("not missing(scr)", "Creatinine: answered"),
        ("possibly(not systemic_progression is yes)", "unless"),
        ("possibly(not (aptt <= 1.5 ULN))", None),
    ],
)  # fmt: skip
def test_simple_conditions_are_said_in_words_and_others_only_in_the_rule_language(rule, said):
    found = Script(TRIAL, seeds.words("en"), area("paper", "en")).condition(rule)
    assert found is None if said is None else found is not None and found.startswith(said.split(":")[0].split(" (")[0])


def test_only_life_expectancy_has_no_question_for_patients_and_families():
    assert content.without_question(TRIAL) == [("patient", ["I7"]), ("family", ["I7"]), ("clinician", [])]


def test_the_drawing_shows_every_way_between_the_phases(paper):
    language, source, _ = paper
    words = area("paper", language)
    assert set(diagram.PLACES) == {phase.value for phase in Phase}
    drawing = html.unescape(re.search(r"<svg.*?</svg>", source, re.DOTALL)[0])
    assert drawing.count('class="event"') == len(diagram.moves()) == len([*diagram.arrows()])
    for source_phase, target, event in diagram.moves():
        assert words(f"event-{event}") in drawing
        assert words(f"phase-{source_phase}") in drawing and words(f"phase-{target}") in drawing


def test_no_two_names_of_events_lie_on_each_other():
    places = [(arrow.x, arrow.y) for arrow in diagram.arrows()]
    assert min(abs(y - b) + abs(x - a) / 6 for i, (x, y) in enumerate(places) for a, b in places[:i]) > 9


def test_the_chinese_paper_uses_the_terms_of_an_ethics_committee():
    text = Page(document(TRIAL, "zh", date(2026, 11, 22))).text
    for term in ("知情同意", "伦理委员会", "方案编号", "版本号", "主要研究者", "申办方", "入选标准", "排除标准", "批件号"):
        assert term in text


@pytest.mark.parametrize(("english", "chinese"), FILES, ids=lambda path: path.stem)
def test_both_languages_have_the_same_words(english, chinese):
    en, zh = texts(english), texts(chinese)
    assert list(en) == list(zh), set(en) ^ set(zh)
    assert {key: read(en[key]).placeholders for key in en} == {key: read(zh[key]).placeholders for key in en}
    differing = {key for key in en if numbers(en[key]) and numbers(zh[key]) and numbers(en[key]) != numbers(zh[key])}
    assert differing == set()


@pytest.mark.parametrize("name", ["exports", "paper", "registry"])
def test_no_key_stands_in_two_catalogues_of_the_participants(name):
    own = set(keys((I18N / f"{name}.en.ftl").read_text("utf-8")))
    assert own and all(key for key in own)
    assert not own & {f"{question.id}.{role}" for question in TRIAL.questions for role in ROLES}
    assert general("en")


def test_the_command_writes_it_whole(tmp_path):
    out = tmp_path / "paper.html"
    found = run(tmp_path, "script", "--language", "zh", "--out", str(out))
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>") and out.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".db"] == ["paper.html"]
    found = run(tmp_path, "script", "--out", str(tmp_path / "none" / "paper.html"))
    assert found.returncode == 2 and found.stderr.count("\n") == 1


@pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium")
def test_it_prints(tmp_path):
    page, pdf = tmp_path / "paper.html", tmp_path / "paper.pdf"
    page.write_text(document(TRIAL, "zh", date(2026, 11, 22)), "utf-8")
    command = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--user-data-dir={tmp_path}/c",
    ]
    subprocess.run([*command, f"--print-to-pdf={pdf}", page.as_uri()], capture_output=True, timeout=120, check=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))
    assert 60 < pages < 140
