"""A person who does anything at any moment: whatever happens, the dialogue stays whole (a state machine test).

Right and wrong answers, old buttons, double presses, updates delivered twice, commands, restarts of the program and switches
of language, in any order, on the real screener and real files.
"""

import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import Phase as Stage
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from script import LABS, PATIENT, Talk, screener_in, tables

from bot.outbound import Inbound
from flows.dialogue import prompt
from flows.events import Answered
from flows.facts import Kind
from flows.state import Phase, evolve, replay
from flows.survey import judge

TEXTS = [
    *(
        "81",
        "15",
        "62",
        "yes",
        "no",
        "2",
        "1 3",
        "none",
        "don't know",
        "why?",
        "thanks",
        "wait, I meant 58",
        "2026-11-12",
        "2026-10",
    ),
    *(
        "不清楚",
        "是",
        "没有",
        "谢谢",
        "不对，应该是58",
        "鼻咽癌",
        "复发了",
        "顺铂、lenvatinib",
        "３．２",
        "lenvatnib",
        "no cisplatin",
    ),
    *("3.2", "3.2 10^9/L", "60 10^9/L", "12 umol/L (3-20)", "high", "0", "-5", "1e9", "coughing up blood", "不想活了", "go on"),
    *("", " ", "/", "?" * 2500, "<b>&", "🙂", "\u202e\x00", "a" * 300, "2030-01-01", "1/2/2026", "ECOG 1", "palbociclib maybe"),
]
COMMANDS = (
    "start|start zh|start doctor|language|language zh|language en|study|back|why|answers|answers 2|edit 1|edit 99|points|stop"
)
COMMANDS = [
    *COMMANDS.split("|"),
    "restart",
    "delete",
    "contact",
    "handover",
    "code 2345-6789",
    "privacy",
    "help",
    "restart-now",
    "delete-now",
    "stay",
    "nonsense",
]
ERASING = {"!restart-now", "!delete-now"}


class Anything(RuleBasedStateMachine):
    """One person, one chat, one data folder."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.stack = ExitStack()
        self.old: list[str] = []
        self.last: Inbound | None = None
        self.events: list = []
        self.open_program()

    def open_program(self):
        self.talk = Talk(self.stack.enter_context(screener_in(self.folder)))

    def teardown(self):
        self.stack.close()
        shutil.rmtree(self.folder)

    @property
    def trial(self):
        return self.talk.screener.trial

    @property
    def today(self):
        return self.talk.screener.clock().date()

    def stored(self):
        store = self.talk.screener.store
        chat = store.chat(self.talk.channel, self.talk.address)
        current = store.current(chat.id)
        return current.code, list(store.events(current.id))

    def receive(self, text=None, data=None, other=None):
        before = self.stored() if self.last else ("", [])
        self.last = Inbound("telegram", self.talk.address, text=text, data=data, other=other)
        self.talk.receive(self.last)
        after = self.stored()
        if after[0] == before[0]:
            assert after[1][: len(before[1])] == before[1], "an event was changed"
        self.old += [f"{menu.seq}:{item.value}" for menu in [self.talk.menu] if menu for item in (*menu.items, *menu.controls)]
        self.check_the_prompt()
        return before, after

    def check_the_prompt(self):
        """What was said last belongs to the present, or says of itself that nothing happened."""
        assert self.talk.replies, "no answer at all"
        seq = self.talk.state.seq
        menus = [reply.menu for reply in self.talk.replies if reply.menu is not None]
        assert [menu.seq for menu in menus if menu.seq != seq] == []
        assert len(menus) <= 1
        assert all(reply.text.strip() or reply.closes for reply in self.talk.replies)

    @initialize(
        role=st.sampled_from(["patient", "family", "clinician"]), language=st.sampled_from(["en", "zh"]), far=st.booleans()
    )
    def begin(self, role, language, far):
        """Some people have only said hello, the others are past the consent already."""
        self.receive("/start")
        if far:
            self.talk.begin(role, language)

    @rule(text=st.sampled_from(TEXTS))
    def say(self, text):
        self.receive(text)

    @rule(text=st.text(max_size=30))
    def say_anything(self, text):
        self.receive(text)

    @rule(command=st.sampled_from(COMMANDS))
    def command(self, command):
        before, after = self.receive(f"/{command}")
        assert after[0] == before[0], "a typed command erased something"

    @precondition(lambda self: self.talk.menu is not None)
    @rule(data=st.data())
    def press(self, data):
        menu = self.talk.menu
        items = [item.value for item in (*menu.items, *menu.controls)]
        chosen = data.draw(st.lists(st.sampled_from(items), min_size=1, max_size=3 if menu.many else 1, unique=True))
        self.receive(data=f"{menu.seq}:{','.join(chosen)}")

    @precondition(lambda self: self.talk.open_question() is not None)
    @rule()
    def answer_rightly(self):
        answer = (PATIENT | LABS).get(self.talk.open_question(), "=unknown")
        values = answer[1:] if answer.startswith("=") else None
        self.receive(None if values else answer, f"{self.talk.state.seq}:{values}" if values else None)

    @precondition(lambda self: self.talk.open_question() is not None and self.talk.state.consent is not None)
    @rule()
    def answer_the_rest(self):
        self.talk.answer_all(PATIENT, go_on=True)

    @precondition(lambda self: self.old)
    @rule(data=st.data())
    def press_an_old_button(self, data):
        pressed = data.draw(st.sampled_from(self.old))
        if int(pressed.partition(":")[0]) == self.talk.state.seq:
            return
        before, after = self.receive(data=pressed)
        assert after == before, f"the old button {pressed} did something"
        assert [reply.toast for reply in self.talk.replies] == [True]

    @precondition(lambda self: self.last is not None and self.last.data is not None)
    @rule()
    def deliver_a_press_again(self):
        before = self.stored()
        again = self.last
        if int(again.data.partition(":")[0]) != self.talk.state.seq:
            assert self.receive(data=again.data)[1] == before

    @rule(other=st.sampled_from(["media", "edited", "group"]))
    def send_something_else(self, other):
        before, after = self.receive(other=other)
        assert after == before

    @rule()
    def start_the_program_again(self):
        before, menu = self.stored(), self.talk.menu
        self.stack.close()
        self.open_program()
        self.talk.menu = menu
        assert self.stored() == before

    @invariant()
    def the_stored_events_replay_to_the_live_state_and_its_findings(self):
        _, events = self.stored()
        live = None
        for event in events:
            live = evolve(live, event) if live else replay([event])
        if live is not None:
            assert replay(events) == live
            assert judge(self.trial, replay(events), self.today) == judge(self.trial, live, self.today)
            if live.phase is not Phase.CONCLUDED and live.consent:
                rows = [row for row in tables(self.folder)["findings"] if row["code"] == self.stored()[0]]
                assert {row["criterion"]: row["status"] for row in rows} == self.talk.statuses

    @invariant()
    def something_can_always_be_done(self):
        asked = prompt(self.trial, self.talk.state, self.today)
        assert asked.picks
        assert asked.seq == self.talk.state.seq

    @invariant()
    def no_answer_is_outside_the_values_of_its_fact(self):
        for event in self.stored()[1]:
            for name, value in (event.facts if isinstance(event, Answered) else {}).items():
                fact = self.trial.facts[name]
                fact.parse(value, self.today)
                if fact.kind is Kind.CHOICE:
                    assert value in (*fact.words, "unknown")
                if fact.kind is Kind.LIST and value != "unknown":
                    assert set(value) <= {*fact.words, "none"} and (len(value) == 1 or "none" not in value)


Anything.TestCase.settings = settings(
    max_examples=90,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    phases=[Stage.explicit, Stage.generate],  # shrinking a conversation takes minutes
    suppress_health_check=list(HealthCheck),
)
TestAnything = Anything.TestCase
