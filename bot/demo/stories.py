"""What the invented people of the demo set answer and say, and what coordinators write about them. Nobody here exists.

An answer is what is typed, or `=` and the buttons; `english | 中文` is typed in the language of the person; `{20}` is the
day 20 days before.
"""

from __future__ import annotations

Answers = dict[str, str]

BASE: Answers = {
    "Q14": "cisplatin, gemcitabine | 顺铂、吉西他滨",
    "Q14b": "=true",
    "Q07": "=yes",
    "Q05": "=histology",
    "Q02": "=male",
    "Q10": "=not_suitable_mdt",
    "Q11": "=yes",
    "Q13": "=yes",
    "recent": "=none",
    "ever": "=none",
    "Q37": "=none",
    "Q39": "=none",
    "personal": "=none",
    "hepatitis": "=none",
    "Q21": "=none",
    "Q34": "=none",
    "Q52": "=no",
    "Q53": "=yes",
    "nursing": "=none",
    "Q03": "=yes",
    "Q47": "=none",
    "Q54": "=none",
}
"""An ordinary story: nothing stands out."""

DOCTOR: Answers = {"medical": "=none", "closing": "=none"}

LABS: dict[str, tuple[str, ...]] = {
    "Q22": ("3.2 10^9/L", "2.4 10^9/L", "4.1 10^9/L"),
    "Q23": ("180 10^9/L", "224 10^9/L", "141 10^9/L"),
    "Q24": ("112 g/L", "126 g/L", "98 g/L"),
    "Q25": ("38 g/L", "41 g/L"),
    "Q26": ("12 umol/L (3.4-20.5)", "15 umol/L (3.4-20.5)"),
    "Q27": ("22 U/L (9-50)", "34 U/L (9-50)"),
    "Q28": ("25 U/L (15-40)", "31 U/L (15-40)"),
    "Q29": ("80 U/L (45-125)", "96 U/L (45-125)"),
    "Q30": ("72 umol/L (57-97)", "66 umol/L (57-97)"),
    "Q31": ("60 kg", "68 kg", "71 kg"),
    "Q32": ("30 s (25-37)", "28 s (25-37)"),
    "Q33": ("1.0 (0.8-1.2)", "1.1 (0.8-1.2)"),
}

TRAITS: tuple[Answers, ...] = (
    {"Q14": "cisplatin, docetaxel, pembrolizumab | 顺铂、多西他赛、帕博利珠单抗"},
    {"Q14": "toripalimab, GP | 特瑞普利单抗，GP方案"},
    {"Q14": "=chemo,immune", "Q14b": "=false"},
    {"Q07": "=no_no_progression", "Q08": "=no"},
    {"Q07": "=no_systemic_therapy", "Q14": "=none", "Q08": "=yes", "Q09": "{200}", "Q09b": "{90}"},
    {"Q07": "=stopped_toxicity", "Q08": "=no"},
    {"Q05": "=cytology_only"},
    {"Q04": "=cutaneous_scc_hn"},
    {"Q04": "=other"},
    {"Q06": "=local", "Q10": "=suitable"},
    {"Q06": "=local", "Q10": "=not_done"},
    {"Q12": "=3"},
    {"Q01": "77"},
    {"Q11": "=unknown"},
    {"Q03": "=no"},
    {"recent": "=vaccine", "Q19": "{6}"},
    {"recent": "=vaccine", "Q19": "{9}"},
    {"recent": "=vaccine", "Q19": "{20}"},
    {"recent": "=surgery", "Q20": "=major", "Q20b": "{14}"},
    {
        "recent": "=steroid",
        "Q17": "=systemic",
        "Q17b": "prednisone | 泼尼松",
        "Q17c": "20 mg",
        "Q17d": "{6}",
    },
    {"recent": "=study", "Q15": "{14}", "Q16": "=none"},
    {"recent": "=infection", "Q42": "=antibiotics_now"},
    {"ever": "=lung", "medical": "=lung", "Q45": "=ild"},
    {"ever": "=tb", "medical": "=tb", "Q46": "=old_scar_on_scan"},
    {"hepatitis": "=hbv", "medical": "=hepatitis", "Q35": "=yes", "Q35b": "1200 IU/mL"},
    {"hepatitis": "=hbv", "medical": "=hepatitis", "Q35": "=yes", "Q35b": "=below_detection"},
    {"personal": "=autoimmune", "medical": "=autoimmune", "Q43": "=hypothyroid_stable_replacement"},
    {"personal": "=autoimmune", "medical": "=autoimmune", "Q43": "=active_or_past_autoimmune"},
    {"Q21": "{14}", "Q22": "3.0 10^9/L", "Q23": "64 10^9/L", "Q24": "101 g/L"},
    {"Q21": "{90}", "Q22": "2.2 10^9/L", "Q23": "150 10^9/L"},
)
"""What may stand out: each a few answers that differ from the ordinary story."""

PASTED = {
    "en": "{age}M NPC, lung mets, progressed on GP, ECOG 1, ANC 3.2, PLT 180, Hb 112 g/L, ALB 38, TBIL 12/26, Cr 78, wt 60",
    "zh": "男，{age}岁，鼻咽癌肺转移，GP方案后进展，ECOG 1分，中性粒3.2，血小板180，血红蛋白112g/L，总胆红素12/26，肌酐78",
}

RED_FLAGS = {
    "en": ("I have been coughing up blood since this morning", "I cannot breathe properly at rest"),
    "zh": ("今天早上开始一直咳血", "现在喘不上气"),
}

NOTES = {
    "contacted": (
        "示例：已电话联系，本人愿意来院，正在准备病理报告。",
        "示例：家属接听，约好明天下午再联系。",
        "Demo: called, pathology report will be sent by the referring hospital.",
        "Demo: called, asked to bring all drug records with dates.",
    ),
    "booked": ("示例：已预约周三上午门诊。", "Demo: clinic visit booked, bring scans on disc."),
    "judged": (
        "示例：已看到原始报告，与研究者讨论后判定为符合。",
        "Demo: original report seen, discussed with the investigator, fits.",
    ),
    "closed": ("示例：与研究者核对，确认不符合，已告知。", "Demo: reviewed with the investigator, told the family."),
}
