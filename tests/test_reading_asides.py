"""Questions and small talk in place of an answer, and real answers that must not be swallowed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reading.asides import aside, correction, only_no

ASIDES = {
    "why": ("why do you ask|why?|Why do you need this?|what for?|为什么问这个|为什么要问这个？|为啥要问|问这个干嘛").split("|"),
    "what": ("what is ECOG?|ECOG是什么|什么意思|什么是ECOG|I don't understand|看不懂|不明白|NYHA是什么意思？").split("|"),
    "how_long": ("how long does this take|还有多少题|要多久|how many more questions|大概要多久？|how long?").split("|"),
    "contact": "phone|电话多少|who can I call|联系方式|怎么联系你们|can I talk to a doctor".split("|"),
    "study": "what is this study|这是什么研究|what study is this?|这个试验是做什么的".split("|"),
    "privacy": "who sees my data|会泄露吗|我的信息会泄露吗？|is my data safe?|谁能看到我的信息".split("|"),
    "thanks": "thanks|谢谢|Thank you very much!|好的，谢谢".split("|"),
    "hello": "hi|你好|hello there|good morning|在吗".split("|"),
    "correction": "wait, I meant 58|不对，是58|打错了|sorry, I meant 58|I made a mistake|刚才选错了".split("|"),
}
ANSWERS = """why not|no|yes|没有|不知道|58|不是|没有，谢谢|no thanks|顺铂|不是58|I am not sure
对|lung|no, never|去年三月|三个月前|什么都没有|没什么|不清楚|什么药都没用过|我什么药也没吃
wait for MDT|it should be stable|wrong diagnosis|应该是肺癌|应该是58
不知道是什么药|没错|no, it's not painful|不对称|早期|ALT 22/50|鼻咽癌|whatever
I have pain|没用过药|还没做|2026年3月|两年前做的手术"""
CORRECTIONS = {
    "wait, I meant 58": "58",
    "不对，是58": "58",
    "sorry, I meant 58": "58",
    "打错了，应该是58": "58",
    "不好意思，写错了，是女": "女",
    "错了，改成2026年3月": "2026年3月",
    "No, I meant female": "female",
    "oops 58": "58",
    "no, 58": "58",
    "sorry, 58 not 85": "58",
    "I meant yes": "yes",
    "change that to 58": "58",
    "打错了": "",
    "oops": "",
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in ASIDES.items() for text in texts])
def test_asides_are_recognised(kind: str, text: str) -> None:
    assert aside(text) == kind


@pytest.mark.parametrize("text", ANSWERS.replace("\n", "|").split("|"))
def test_answers_are_left_alone(text: str) -> None:
    assert aside(text) is None
    assert correction(text) is None


@pytest.mark.parametrize(("text", "rest"), CORRECTIONS.items())
def test_a_correction_gives_the_new_answer(text: str, rest: str) -> None:
    assert aside(text) == "correction"
    assert correction(text) == rest


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=100), st.text("不对错了是 wait,i meant?", max_size=60), st.just("why " * 5000)))
def test_any_text_is_bounded(text: str) -> None:
    assert aside(text) in {None, *ASIDES}
    assert (correction(text) is not None) == (aside(text) == "correction")


def test_no_and_a_number_is_only_a_weak_correction() -> None:
    assert [only_no(text) for text in ("no, 58", "No. 3.2", "wait, I meant 58", "no")] == [True, True, False, False]
