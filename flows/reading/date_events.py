"""What happened on a day: a date beside another event than the one that was asked for is asked back."""

from __future__ import annotations

import re

_EVENTS = {
    "chemotherapy": r"(?<!放)化疗|\bchemo(?:therapy)?\b",
    "radiotherapy": r"放疗|放化疗|照射|radiat|radioth|\brt\b|chemorad|\bccrt\b|\bimrt\b",
    "surgery": r"手术|surger|operat(?:ion|ed)\b|切除",
    "relapse": r"复发|转移|relaps|recur|came back|spread|metasta|\bmets\b",
    "vaccine": r"疫苗|vaccin|booster|\bjab\b",
    "preventive vaccine": r"流感|新冠|带状疱疹|狂犬|乙肝疫苗|肺炎(?:球菌)?疫苗|破伤风|tetan|\bflu\b|influenza|covid|shingles|\bhpv\b|pneumon",
    "tumour vaccine": r"\bdc\b|mrna|(?:cancer|tumou?r) vaccine|肿瘤疫苗|树突|dendritic",
    "scan": r"\bct\b|\bmri?\b|\bpet\b|核磁|扫描",
    "report": r"[出拿]的?(?:报告|结果)|'s (?:reports?|results?)",
    "discharge": r"出院|discharg",
    "recovery": r"\bover it\b|recovered|better|cleared|\bclosed|went away|就(?:已经)?好|就(?:已经)?(?:治愈|痊愈|愈合|康复)|[治长全]好",
    "news": r"知道|得知",
    "blood": r"化验|抽血|验血|采血|\blabs?\b|\bblood",
}
_PATTERNS = {event: re.compile(pattern) for event, pattern in _EVENTS.items()}
_ASKED_FOR = {
    "rt_end": ("radiotherapy",),
    "rt_relapse": ("relapse", "scan", "report", "news"),
    "lab_date": ("blood", "report"),
    "surgery_date": ("surgery",),
    "infection_end": ("recovery", "discharge"),
    "gi_event_date": ("recovery",),
    "tb_last_active": ("recovery",),
    "other_cancer_free_since": ("recovery", "surgery"),
    "vaccine_last": ("vaccine", "preventive vaccine"),
    "tumour_vaccine_last": ("vaccine", "tumour vaccine"),
}


def names_another_event(plain: str, fact: str) -> bool:
    """Whether a text in lower case names an event that is not the one whose date the fact holds."""
    own = _ASKED_FOR.get(fact, ())
    return any(pattern.search(plain) for event, pattern in _PATTERNS.items() if event not in own)
