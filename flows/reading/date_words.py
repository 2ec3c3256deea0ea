"""The words that may stand around a date, or in its place: fillers, about, early and late, none, ongoing, the future."""

from __future__ import annotations

import re

from flows.reading.calendar_days import MONTH_NAME

EDGE = " .,;:!?()[]'\"。、~…"

NONE = re.compile(
    r"(?:no|none|never|nil|nope|否|(?:had )?none|never (?:been )?vaccinated|no (?:heart attack|myocardial infarction|infarction|mi)"
    r"|(?:no,? )?(?:i|we|he|she)? ?(?:hasn'?t|haven'?t|has not|have not|never has|never have)"
    r"|(?:no,? )?not any|not ever|never had (?:one|any|it)|no,? never|no report|no recent report|no report here"
    r"|i have none|i don't have (?:one|any|it)|haven't had (?:one|any)|i haven't|i have not|not had (?:one|any)"
    r"|无|没|没有|没有过|(?:没有?,? ?)?从来没有过?|从没有?过?|从未|未曾"
    r"|(?:从来)?(?:没|没有|未|从未|从没)(?:打|接种|用|参加|做|得|查|发生|试)过(?:疫苗|药)?|(?:没|没有|无)(?:疫苗|化验单|报告|报告单)"
    r"|没打|未接种|未用|没用"
    r"|(?:i )?(?:have |had |got )?no (?:recent )?(?:vaccin(?:es?|ations?)|shots?|jabs?|trials?)(?: at all| recently)?"
    r"|(?:i(?:'ve| have)? |was )?never (?:been )?in (?:a|any) (?:clinical )?(?:trial|study)"
    r"|(?:no,? )?(?:i )?(?:do not|don'?t) have (?:it|one|any|the (?:report|result)s?) (?:here|with me|at hand|on me)"
    r"|(?:最近|近期|近来|我|这几个月|近?(?:[两二三四五六2-6]个月|半年|[1一]年)[来内里]?)*(?:都|也|一直)?(?:没有?|未|从来?没有?)(?:打|接种|注射)过?(?:(?:任何|新冠|流感)?疫苗)?"
    r"|(?:我|最近|近期|近来)+(?:都|也)?(?:没有?|未)(?:打|接种|注射|参加|用)过?"
    r"|(?:我)?(?:从来?)?(?:没有?|未)(?:参加|参与|进)过?(?:任何|什么|其他)?(?:药物)?(?:临床)?(?:试验|研究)"
    r"|(?:我)?(?:现在|目前)?(?:手边|手头|手上|身边)(?:现在|目前)?(?:没有?|无)(?:化验单|报告单?|结果)?"
    r"|(?:no,? )?(?:i )?(?:haven'?t|have not) had (?:any|an?) (?:vaccin(?:es?|ations?)|jabs?|shots?)(?: lately| recently| at all)?"
    r"|(?:no,? )?not in the (?:last|past) (?:[2-9]|1[0-2]|two|three|four|five|six|few) (?:months|years)|not in the (?:last|past) year"
    r")[.。!了啊呢]*"
)
ONGOING = re.compile(
    r"(?:(?:it'?s |i'm |i am |it is |i |he |she |he's |she's )?"
    r"(?:still (?:on(?: it)?|taking(?: it)?|ongoing|using(?: it)?|not (?:healed|over|closed)|open|leaking|draining)|still|ongoing|on ?going"
    r"|current|currently|now|at present|present|continuing|not (?:yet )?(?:healed|over|finished|stopped)(?: yet)?|(?:it |the (?:fistula|wound|leak) )?(?:has not|hasn'?t|is not|isn'?t) (?:yet )?(?:healed|closed(?: up)?)(?: yet)?"
    r"|never stopped|(?:has|have) not stopped|haven'?t stopped"
    r"|still on (?:the )?(?:drip|iv|antibiotics|pills|medication|treatment)"
    r"|not yet|taking it now)"
    r"|(?:我|目前|现在|至今|一直|还|仍|仍然|正)*(?:在(?:用|吃|服|服用|使用|打|治疗)|没(?:有)?(?:停|好|愈合|长好|结束)"
    r"|未(?:停|愈|愈合|痊愈)|持续(?:使用|用药|治疗)?)(?:药|中|着|呢)?"
    r"|(?:我|他|她)?(?:现在|目前)?(?:还|仍|正)在?(?:吃|用|打|输液|挂水|打针)(?:着|药|呢)?"
    r"|长期(?:服用|吃|用药|使用|服药)|(?:瘘口?|瘘管|伤口|穿孔)(?:还|至今|仍|一直)?(?:未|没有?)(?:愈合?|长好|好|闭合)"
    r"|(?:从来|一直)?没(?:有)?停过|尚未(?:愈合|痊愈|恢复|停药|结束)"
    r"|目前|现在|至今|一直|每[天日]都?(?:还|仍)?在?(?:用|吃|服用?|打))[.。!呢的]*"
)
_WHEN = r"(?:哪[1一]?[天年月日]|什么时候|啥时候|何时|几[号月日]|(?:具体)?(?:日期|时间|日子))"
_HAD = r"(?:有过?|[打用做得]过|参加过|接种过|心梗过?|是的?|yes|yeah|(?:yes,? )?(?:i )?(?:had|did) (?:one|it))"
DATE_UNKNOWN = re.compile(
    rf"(?:{_HAD}[,。 ]*)?(?:但是?|不过|只是|就是|but )?(?:i )?(?:"
    rf"(?:{_WHEN}|年份|月份)?(?:的)?(?:我|都|也|已经|早|真的?|实在)*(?:不(?:太|大)?(?:记得|知道|清楚|确定)|不详|未知|忘记?|记不(?:太)?(?:清楚?|得|住)"
    rf"|想不起来?|看不(?:清楚?|到|见))(?:了)?(?:是)?(?:在)?(?:{_WHEN})?(?:[打做用得](?:的)?)?(?:了|的)*"
    r"|不记得(?:有没有)?(?:打没打|用没用|做没做|参加没参加)过?"
    r"|(?:forgot(?:ten)?|forget|can'?t (?:recall|remember)|cannot (?:recall|remember)|don'?t (?:know|remember|recall)|do not (?:know|remember|recall)"
    r"|not sure|no idea) (?:exactly )?(?:when|(?:what|which|the) (?:exact )?(?:date|day|month|year))(?: (?:it|that) was)?"
    r"|(?:the )?(?:exact )?date (?:is |was )?(?:unknown|forgotten|not known))[.。!]*"
)
"""It happened, and the day is not known."""
NONE_OF_FACT = {
    "lab_date": re.compile(
        r"(?:我)?(?:今天|这次)?(?:还)?没有?带(?:着|来|在身上)?(?:化验单|报告单?)?|(?:我)?(?:还|尚)?(?:没有?|未)(?:验血|抽血|化验)(?:过|呢)?"
        r"|no (?:lab )?report (?:with|on) me|(?:i )?(?:did not|didn'?t) bring (?:it|one|the report)"
    ),
    "tumour_vaccine_last": re.compile(r"(?:我)?(?:从来?)?(?:没有?|未)(?:打|接种|用|注射)过?(?:任何)?(?:抗|治疗性)?肿瘤疫苗"),
}
"""What says "none" for one fact only."""
FUTURE = re.compile(r"\b(?:next (?:year|month|week)|tomorrow)\b|明[年天]|下个?[月周]|下星期|后天(?!性)")
LUNAR = re.compile("农历|阴历|正月|腊月|冬月|初[一二三四五六七八九十]|(?:三月三|五月五|七月七|九月九|八月十五)$")
OPEN_SPAN = re.compile(
    r"\b(?:the|these) (?:last|past)\b|\b(?:over|(?:more|less|longer) than|at least|under|up to)\b(?=.*\b(?:ago|back|earlier)\b)"
)
SEVERAL = re.compile(
    r"[前后初底末]|疗程|周期|阶段|季度|\b(?:cycle|course|stage|phase|quarter|q[1-4])"
    r"|\bor\b|ago|before|after|since|\bpast|几|several|week|周|上|last|\bto\b|到|至"
)
"""In a text that is no date: words of a time that is not certain, rather than of something else."""
_ENDED_AND_BACK = "(?:结束|完成|做完|ended|finished|completed)", "(?:复发|转移|relaps|recur|came back|spread)"
TWO_EVENTS = re.compile("{0}.*{1}|{1}.*{0}".format(*_ENDED_AND_BACK))
"""The end of a treatment and a relapse in one text: one date is not enough to say which."""
ANOTHER_DAY = re.compile(
    r"[前后起没未不无到至]|开始|确诊|诊断|计划|预计"
    r"|\b(?:before|after|since|until|till|to|between|start\w*|began|begin|diagnos\w*|no|not|never|plan\w*|expect\w*)\b"
)
"""Words that make a date another day than the one asked for."""

_ABOUT = re.compile(
    r"^(?:(?:about|around|approximately|approx\.?|roughly|circa|ca?\.?|maybe|probably|perhaps|sometime|i think|i guess)(?![a-z])"
    r"|[~≈]|大概|大约|约|差不多|可能|好像|应该)(?:是|在)?"
    r"|(?:or so|左右|前后|上下|i think|approximately|roughly|吧)$"
)
_WEEKDAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
# Words that say what happened on the day. "Started" and "diagnosed" are none: they are another day than the one asked for.
_ENDED = "(?:结束|完成|做完|打完|停用?)"
_TREATMENT = "(?:同步)?(?:放疗|放化疗|化疗|治疗|手术|(?:流感|新冠)?疫苗|激素|用药)"
_RELAPSE = "(?:(?:局部|颈部|淋巴结|鼻咽)?复发|(?:远处|肺|肝|骨|淋巴结)?转移|复发转移|进展)"
_ENDED_EN = (
    r"(?:finished|ended|completed|done|stopped|relapsed|recurred|spread|came back|healed|resolved|cured|over(?: it)?|vaccinated|found"
    r"|recovered|better|cleared(?: up)?|closed(?: up)?|went away"
    r"|operated on|operated|detected)"
)
_TREATMENT_EN = (
    r"(?:radiation|radiotherapy|rt|chemoradiation|chemoradiotherapy|ccrt|chemotherapy|chemo|treatment|therapy|infection|it)"
)
_EVENT_EN = (
    r"(?:surgery|operation|(?:(?:flu|influenza|covid|shingles|pneumonia|hpv|mrna|dc|cancer|tumou?r) )*(?:vaccine|vaccination|shot|booster)|booster|n?stemi|mi|heart attack|(?:last )?(?:dose|shot)|cancer|tumou?r|disease"
    r"|(?:(?:lung|liver|bone|distant|local|neck) )?(?:recurrence|relapse|metastas[ei]s|mets))"
)
_BEFORE = (
    r"(?:yes|yeah|yep|是的|有的?|(?:打|参加|用|做|接种|注射)过了?)(?=[ ,])"
    r"|(?:the )?(?:last (?:one|1|dose|shot|time)|(?:flu|covid)(?: shot| vaccine| jab)?|vaccine|booster)(?: was)? (?:on|in)(?= )"
    r"|(?:it was )?(?:found|detected|seen|discovered) (?:on|by|with) (?:an? |the |my )?(?:pet[- ]?ct|ct|mri?|scan|follow-?up)(?: scan)?"
    r"|(?:the )?(?:labs?|lab report|report|bloods?|blood test)(?: (?:is|are|was|were))? from"
    r"|(?:pet[- ]?ct|ct|mri)(?= on | [0-9])|just(?= (?:today|yesterday|on|in|[0-9]{4}-))|it was|it is|it's|that was|i was|he was|she was|was|is|on|in|at|report dated|dated?|report date|lab date|lab report|report|labs?"
    r"|(?:the )?last (?:one|1|dose|shot|time)(?: was)?|(?:i )?had it"
    rf"|(?:i |we |he |she )?(?:got |has |had )?{_ENDED_EN}"
    rf"|(?:i had )?(?:the |my |his |her )?(?:{_TREATMENT_EN}|{_EVENT_EN})(?= (?:was |is |has |had )?(?:{_ENDED_EN}|in|on|was)\b)"
    rf"|(?:has|had)(?= {_ENDED_EN})|{_EVENT_EN}(?=[:,]? (?:[0-9]|last (?:dose|shot|1)\b|{MONTH_NAME}(?![a-z])))"
    r"|我|他|她|是|在|于|做|打|用|化验单?|报告|检验|送检|检查|采样|采血|抽血|放疗[0-9]{1,2}次|放疗|放化疗|手术|疫苗|最后[一1]次|最近[一1]次|末次(?:用药)?"
    r"|结束|完成|(?:dc|流感|新冠|带状疱疹|狂犬病?|肺炎(?:球菌)?|hpv|乙肝|(?:抗)?肿瘤|树突(?:状)?细胞|mrna(?:肿瘤)?)疫苗|心梗|心肌梗[死塞]|出院(?:那天)?|复发|转移|发现|日期|时间|的"
)
_AFTER = (
    r"上午|下午|早上|晚上|中午|凌晨|morning|afternoon|evening|night|做的?|打的?|查的?|用的?|出的?|抽的?|接种的?|发现的?|好的|愈合的?|治愈的?|痊愈的?|抽的血|[出拿]的?(?:报告|结果|化验单)|'s (?:bloods?(?: tests?)?|labs?|(?:lab )?reports?|results?)|出院的?|刚刚?(?:知道|得知|查出|打|用|做|抽|出)?的?"
    r"|就?(?:已经)?(?:治|长|全|完全)?好(?:了|的)|就(?:已经)?(?:治愈|痊愈|愈合|康复)|[打做用](?:的|了)?(?:最后|末)[1一]?(?:次|针|剂|支)"
    r"|心(?:梗|肌梗[死塞])后?,? ?(?:放|装|做|植入)(?:了|过)?(?:[1-9]个)?支架|心梗过?|心肌梗[死塞]|[打做](?:的|了|过)(?:流感|新冠|带状疱疹|(?:dc|流感|新冠|带状疱疹|狂犬病?|肺炎(?:球菌)?|hpv|乙肝|(?:抗)?肿瘤|树突(?:状)?细胞|mrna(?:肿瘤)?)疫苗)(?:疫苗)?"
    r"|(?<=[年月日号0-9])完成放疗(?:[0-9]{2}gy)?/?(?:[0-9]{2}f)?"
    r"|(?<=[年月日号0-9])(?:做的?|做了|打的?|打了)?(?:手术|(?:流感|新冠)?疫苗|化验|检查)"
    rf"|(?:{_ENDED}|做的|打的|接种)(?:的|了)?(?:全部|最后[一1]次|根治性)?{_TREATMENT}|{_TREATMENT}{_ENDED}(?:的|了)?"
    rf"|(?:(?:ct|mri?|pet-?ct|核磁|复查|检查)[ 时]?)?(?:发现|出现|确认|证实|查出)?(?:了|有)?(?:{_RELAPSE})"
    r"|(?<=[年月日号0-9])(?:复查|检查|做?(?:ct|mri?|pet-?ct)|做?核磁)时?(?:发现|查出|看到)的?"
    r"|(?<=[年月日号份]) ?(?:做的?)?(?:pet-?ct|ct|mri?|核磁)"
    r"|(?<=[年月日号0-9])[ ,]?(?:是)?(?:最后|末)[一1]?次(?:打|用|做)?的?"
    r"|(?<=[年月日号0-9])(?:打|用|做|参加|接种|注射)过的?"
    rf"|就?(?:已经)?{_ENDED}的?|停药的?|的时候|时候|那天|当天|那个月|期间|时|的|了|啊|吧"
    rf"| (?:(?:i|we|he|she|was|has|had|got|been|the|my|cancer|{_TREATMENT_EN}) )*{_ENDED_EN}(?: (?:my |the |with )?{_TREATMENT_EN})?"
    rf"| (?:the |my )?{_EVENT_EN}"
)
_FILLER = re.compile(
    rf"^(?:{_BEFORE})(?![a-z])[:：,]?"
    rf"|^the(?= \D*\d)|^{_WEEKDAY},|(?<=[0-9])[ ,(]+{_WEEKDAY}$|(?<=[日号0-9])[ (]*(?:周|星期|礼拜)[1-6日天]\)?$"
    rf"|(?:{_AFTER})$"
)
_PART = re.compile(
    r"^(?:the )?(?:very )?(?:early|late|mid|middle|end|beginning|start|first half|second half|spring|summer|autumn|fall)[ -]+"
    r"(?:(?:of|in) )?"
    r"|(?:年)?(?:初|底|末|中|上半年|下半年)$|(?:上旬|中旬|下旬)$|(?:的)?[春夏秋][天季]?$"
)


def bared(said: str) -> tuple[str, bool]:
    """The text without the words around a date, and whether one of them was "about"."""
    about = False
    while True:
        plain = _FILLER.sub("", said).strip(EDGE)
        bare = _ABOUT.sub("", plain).strip(EDGE)
        about |= bare != plain
        if bare == said:
            return bare, about
        said = bare


def without_part(said: str) -> str:
    """The text without "early", 底, or a season."""
    return _PART.sub("", said, count=1).strip(EDGE)
