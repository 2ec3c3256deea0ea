"""Marks and phrases that deny or affirm what stands beside them, put in words: 顺铂 ×, K药 √, cisplatin 0 cycles, 除K药外."""

from __future__ import annotations

import re

_END = r"(?=\s*(?:$|[,;，；。、)）\n]))"
_NO = re.compile(
    rf"[✗✘❌☒❎]️?|[×✖✕]{_END}|(?:^|(?<=[,;，；。、\n]))\s*[×✖✕](?!\s*[0-9一二三四五六七八九十两几])|(?<=[^\W\d_])\s+[xX]{_END}"
    r"|(?<=[\u3400-\u9fff])\s?[-－−]\s*$|(?<=[a-z])\s[-－−]\s*$"
    rf"|(?<![0-9.])0\s?(?:次|个?疗程|个?周期|(?:cycles?|courses?|doses?|times)\b){_END}"
)
_YES = re.compile("[√✓✔☑✅]\ufe0f?")
_EXCEPT = re.compile(
    r"(?<![切排清摘消去解拔])除了?(?=[^,;，；。]{1,20}外(?![^,;，；。]*[未没无]))|\b(?:apart|aside) from\b|\ball but\b|\bother than\b|\bwith the exception of\b",
    re.I,
)


def in_words(text: str) -> str:
    """The text with its marks of no and yes as words; how many times (×6) and an alone-standing number stay."""
    if "0" in text or not text.isascii() or " x" in text.lower() or text.endswith("-"):
        text = _YES.sub(" yes ", _NO.sub(" not ", text))
    return _EXCEPT.sub(" except ", text)
