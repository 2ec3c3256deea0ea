"""People in a database for the tests of exports and registers: finished, unfinished, shared and not, in both languages."""

from contextlib import contextmanager

from script import LABS, NOW, PATIENT, Talk, screener_in

import seeds
from bot.exports import Source
from i18n import LANGUAGES

SHARED = "=process,abroad,mandate,coordinators"
KEPT_BACK = "=process,abroad,mandate"
SECRET = "王小明 13800138000"
"""Words that identify somebody, typed although nobody asked."""


class People:
    """Screenings by a name for the test."""

    def __init__(self, screener):
        self.screener, self.store, self.trial = screener, screener.store, screener.trial
        self.talks = {}

    def talk(self, name, role="patient", language="en", consent=SHARED, age="62"):
        talk = self.talks[name] = Talk(self.screener, f"address-{len(self.talks)}")
        for line in (f"/start {language}", f"={role}", age, consent):
            talk.send(line)
        return talk

    def finish(self, name, role="patient", language="en", consent=SHARED, age="62", **answers):
        talk = self.talk(name, role, language, consent, age)
        talk.answer_all({**PATIENT, **answers}, go_on=True)
        talk.send("=finish")
        return talk

    def screening(self, talk):
        return self.store.current(self.store.chat(talk.channel, talk.address).id)

    def code(self, name):
        return self.screening(self.talks[name]).code

    def coordinator(self, name="Li Na"):
        self.store.desk.add(name, None, "en", None, NOW)
        return self.store.desk.named(name).id

    def source(self, language="en"):
        return Source(self.store, self.trial, {name: seeds.words(name) for name in LANGUAGES}, language, NOW)


@contextmanager
def people_in(folder):
    """A few people of each kind."""
    with screener_in(folder) as screener:
        people = People(screener)
        people.finish("fits")
        people.finish("pd1", language="zh", Q14="吉西他滨, 特瑞普利单抗")
        people.finish("vaccine", role="family", recent="=vaccine", Q19="2026-11-10")
        labs = {key: value for key, value in LABS.items() if key != "Q21"}
        people.finish(
            "doctor", role="clinician", Q21="2026-11-15", **labs, Q09="2026-03", medical="=heart", Q41="=hf", Q41b="=1"
        )
        people.finish("secret", consent=KEPT_BACK)
        people.talk("waiting", language="zh")
        people.talk("left").send("/stop")
        people.talks["fits"].send(SECRET)
        yield people
