"""Questions and small talk in place of an answer. Only whole utterances count: whatever may be an answer is left alone."""

from __future__ import annotations

import re

from flows.reading.text import normalise

_LONGEST = 120  # a longer text is a story, not an aside

_POLITE = r"(?:(?:sorry|please|excuse me|ok|okay|well|hi|hello|but|and|so|hey)[, ]+)*"
_POLITE_ZH = r"(?:(?:请问|你好|您好|不好意思|麻烦问一下|那|想问一下|我想问|问一下|医生|那么|但是)[,，、 ]*)*"

_PATTERNS: dict[str, tuple[str, ...]] = {
    "why": (
        r"why(?: (?:do|are|would|does|did|is|must) (?:you|i|we|the bot|this|that|it)\b.*)?",
        r"why (?:this|that)(?: question)?",
        r"what(?:'s| is) (?:this|that|it) (?:question )?for",
        r"what for",
        r"(?:what|how) does (?:this|that|it) have to do with .*",
        r"(?:is|are) (?:this|that|it|these|those) (?:really )?(?:necessary|needed|important|relevant)",
        r"为什么(?:要|会)?(?:问|知道|了解|填|需要|这么问|这样问|关心)?.{0,12}",
        r"为啥.{0,12}",
        r"(?:问|填|要)(?:这个|这些|这)(?:干嘛|干什么|做什么|有什么用|有啥用).{0,2}",
        r"(?:这个|这)?(?:跟|和|与).{0,10}有什么关系",
        r"有(?:必要|什么用|啥用)(?:问|填)?(?:这个|吗)?",
    ),
    "what": (
        r"what(?:'s| is| are| does| do) (?!.*\b(?:study|trial|research|phone|number to call)\b).*",
        r"what(?: do you mean.*)?",
        r"(?:i |sorry,? i )?(?:do not|don'?t|didn't|cannot|can't) (?:understand|get (?:it|this|that)|follow)\b.*",
        r"not clear what.*|(?:it's|this is) (?:confusing|unclear)|i(?:'m| am) confused|confused|help|help me"
        r"|explain|please explain",
        r"(?:can|could) you (?:please )?(?:explain|rephrase|say that again|repeat).*",
        r"(?:meaning of|define|explain) .*",
        r"how do i (?:find|know|see|get|read|answer|measure|fill).*|where (?:do|can) i (?:find|see|get).*",
        r"(?!.*(?:不知道|不清楚|不记得|忘|没)).{1,16}(?:是什么(?:意思|东西|病|药|检查)?|是啥(?:意思)?|什么意思"
        r"|啥意思|指什么|指的是什么|是指什么|怎么看|在哪里看|怎么填|怎么查)",
        r"(?:这个|这)?(?:什么|啥)(?:意思|叫.{1,12})",
        r"(?:什么是|啥是|啥叫|什么叫).{1,16}",
        r"(?:我)?(?:看|听|搞|弄)?(?:不懂|不明白|没看懂|没听懂|没明白|看不明白|不理解|不太懂|不太明白|不太理解).{0,6}",
        r"(?:能|可以)?(?:解释|说明|说清楚)(?:一下|下)?.{0,6}|帮助|怎么填|怎么回答|怎么选|不会填",
    ),
    "how_long": (
        r"how long (?:will |does |is |do |would )?(?:this|it|that|the (?:questions?|survey|questionnaire"
        r"|screening|chat))\b.*",
        r"how long(?: (?:more|left|to go|still))?",
        r"how (?:many|much)(?: more)?(?: questions?)?(?: are)?(?: there)?(?: still)?(?: left| more| remaining| to go)?",
        r"(?:are|is) (?:there|it|this|we) (?:many |much )?(?:more(?: questions?)?|almost done|nearly done"
        r"|nearly finished|done|finished)(?: left)?",
        r"when (?:are we|will (?:this|it) be|is (?:this|it)) (?:done|finished|over)",
        r"(?:还|一共|总共|大概|到底)*(?:有|剩|要|需要|剩下)?(?:多少|几)(?:道|个)?(?:题|问题)(?:没答|没做|要答)?",
        r"(?:还|大概|一共|总共|这个|填完|全部|做完|问完)*(?:要|需要|得)?(?:花)?(?:多久|多长时间|多少时间"
        r"|几分钟)(?:能|才能)?(?:填完|结束|完|做完)?",
        r"(?:还有|有)(?:很多|多少)(?:吗|呢)?|(?:什么时候|何时|啥时候)(?:能|才能)?(?:完|结束|填完)|快(?:完|结束)了?",
        r"问题(?:太|好)多了?|(?:还)?有完没完|too many questions|so many questions",
    ),
    "contact": (
        r"(?:what(?:'s| is) )?(?:the |your |their )?(?:phone(?: number)?|telephone(?: number)?"
        r"|contact(?: details| number| info(?:rmation)?)?|number to call)",
        r"(?:who|whom|how) (?:can|do|should|could) (?:i|we) (?:call|contact|talk to|speak to|phone|reach|ask"
        r"|email|write to)\b.*",
        r"(?:can|could|may) i (?:talk|speak) (?:to|with) (?:a |the |someone|somebody|an? )?.{0,30}"
        r"|(?:is there )?(?:a )?real (?:person|human)",
        r"(?:where|which hospital) (?:is (?:it|this|the (?:hospital|study|trial))|do i (?:go|have to go))"
        r"|who is the (?:doctor|investigator)",
        r"(?:你们|研究|研究者|医院|医生)?的?(?:联系)?(?:电话|联系方式|手机号|邮箱|地址"
        r"|微信)(?:号码)?(?:是)?(?:多少|什么|几号|呢|在哪|在哪里|是多少)?",
        r"(?:我)?(?:可以|能|要|该|应该)?(?:打电话|联系|找|咨询|问)(?:给)?(?:谁|哪里|哪个医生|哪位医生|什么人)",
        r"(?:怎么|如何)(?:联系|找).{0,10}|(?:转)?人工(?:客服|服务)?|在哪(?:家|个|里)?(?:医院|做)",
    ),
    "study": (
        r"(?:what|which)(?:'s| is| kind of| sort of)? ?(?:this |the |your )?(?:study|trial|research)\b.*",
        r"(?:tell me|more|info|information|details) (?:more )?(?:about|on) (?:the|this|your) (?:study|trial"
        r"|research|drugs?)",
        r"(?:what|which) (?:drugs?|medicines?|treatment) (?:do|will|would|is|are) .*",
        r"(?:这|这个|你们这个|你们)(?:是|的)?(?:什么|啥|哪个)(?:研究|试验|项目|临床试验|临床研究|药)",
        r"(?:介绍|说说|讲讲)(?:一下|下)?(?:这个|你们的?)?(?:研究|试验|项目|临床试验)",
        r"(?:这个|你们的?)?(?:研究|试验|项目|临床试验)(?:是)?(?:做什么的?|干什么的?|怎么回事|什么内容|用什么药"
        r"|研究什么|是什么)",
        r"(?:用|试|吃|打)(?:的)?(?:是)?什么药|要(?:钱|花钱|收费)吗|(?:免费|收费)吗|is it free|does it cost .*"
        r"|do i have to pay.*",
    ),
    "privacy": (
        r"who (?:can |will |could )?(?:sees?|reads?|gets?|access(?:es)?|has access to|knows?) (?:my|this|the"
        r"|these|what i).*",
        r"(?:is|are|will) (?:this|it|my (?:data|answers?|information|messages?)|the data)(?: be)? (?:safe"
        r"|private|confidential|secure|anonymous|stored|shared|saved|kept).*",
        r"(?:what|where)(?: do you do| happens?| goes?| is| are)? ?(?:with |to )?(?:my|the) (?:data|answers?"
        r"|information).*",
        r"(?:how|where) (?:is|are|do you) (?:store|stored|save|saved|keep|kept|protect|use).*|privacy"
        r"|do you (?:store|save|sell|share|keep) .*",
        r"(?:我的)?(?:信息|资料|数据|隐私|回答|个人信息)?(?:会不会|会|是否会)?(?:被)?(?:泄露|泄漏|外传|保密"
        r"|公开)(?:出去)?(?:吗|么|嘛|呢)?",
        r"谁(?:能|会|可以)?(?:看到|看|知道)(?:我的|这些|我填的)?.{0,8}",
        r"(?:我的)?(?:信息|资料|数据|隐私|个人信息)(?:安全|保密|怎么处理|怎么保存|存在哪|存在哪里|有保障)(?:吗|么|呢)?",
    ),
    "thanks": (
        r"(?:ok|okay|great|good|fine|perfect|many|alright)?[, ]*(?:thanks?|thank you|thx|ty|cheers"
        r"|much appreciated)(?: (?:a lot|so much|very much|you|doctor|again|all|for .{1,30}))*",
        r"(?:好的|嗯|好|太|非常|十分|多)?[,， ]*(?:谢谢|感谢|多谢|谢了|辛苦了|谢谢谢谢)(?:你|您|你们|医生|大夫"
        r"|啦|了|啊|哦|您了|帮助)*",
    ),
    "hello": (
        r"(?:hi|hello|hey|hallo|hiya|greetings|good (?:morning|afternoon|evening|day))(?: (?:there|doctor|bot"
        r"|everyone|all|again|to you))*",
        r"(?:你好|您好|哈喽|嗨|早上好|上午好|下午好|晚上好|早|大家好|在吗|在么|有人吗|医生好|你好你好)(?:啊|呀"
        r"|医生|大夫)*",
    ),
}
_ASIDES = {kind: re.compile(rf"(?:{_POLITE}|{_POLITE_ZH})(?:{'|'.join(patterns)})") for kind, patterns in _PATTERNS.items()}
_ORDER = ("study", "contact", "privacy", "how_long", "why", "what", "thanks", "hello")

# "It should be fine" and "应该是肺癌" are answers: such words correct only after an "oops" or a "打错了".
_SOUND = r"(?:(?:oh|ah|hm+|uh|um|ok|but|no|sorry|wait)[,. ]+)*"
_OOPS = (
    r"(?:wait|oops|hold on|typo|correction|my mistake|wrong|(?:i was|that was|that's|this was) (?:wrong|mistaken|a typo)"
    r"|(?:i )?made a (?:mistake|typo)|i mistyped)"
)
_SHOULD_BE = r"(?:it should be|should be|it's|it is|it was|i'm|i am|make it|to)"
_SOUND_ZH = r"(?:(?:啊|哦|呃|哎|等等|等一下|等下|对不起|抱歉|不好意思|嗯|唉)[,。! ]*)*"
_WRONG_ZH = (
    r"(?:不对|(?:我|刚才|刚刚|前面|上面|上一题|那个|答案)*(?:答|打|写|输|说|填|选|点|按|弄|搞|记)?错了?了"
    r"|更正(?:一下)?|纠正(?:一下)?|我?改一下)"
)
_SHOULD_BE_ZH = r"(?:应该是|应当是|应为|改成|改为|更正为|正确的是|实际是|其实是|我是想说|我想说的是|我是|是)"
_NO_NUMBER = r"(?:sorry|no)[,.] ?([0-9]+(?:\.[0-9]+)?)"
_ONLY_NO = re.compile(_NO_NUMBER)
_CORRECTIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_SOUND}{_OOPS}",
        rf"{_SOUND}(?:{_OOPS}[,.:;! -]+)*i (?:meant|mean|wanted to (?:say|write|type))(?: to say)?[,: ]+(?:it's |it is )?(.+)",
        rf"{_SOUND}(?:{_OOPS}[,.:;! -]+)*(?:(?:change|correct) (?:it|that) to|make (?:it|that)(?= [0-9])) (.+)",
        rf"{_SOUND}{_OOPS}(?:[,.:;! -]+{_SHOULD_BE} |[,.:;!-]+ ?| (?=[0-9]))(.+)",
        rf"(?:sorry|actually),? {_SHOULD_BE} (.+)",
        r"(?:sorry|no)[,. ]+([0-9]+(?:\.[0-9]+)?)[,. ]+(?:and )?not [0-9]+(?:\.[0-9]+)?",
        _NO_NUMBER,
        rf"{_SOUND_ZH}{_WRONG_ZH}(?:[,。:! ]*{_WRONG_ZH})*",
        rf"{_SOUND_ZH}{_WRONG_ZH}(?:[,。:! ]*{_WRONG_ZH})*(?:[,。:! ]*{_SHOULD_BE_ZH}|[,。:! ]+|(?=[0-9]))[,。:! ]*(.+)",
        r"(?:我是想说|我想说的是|我的意思是|改成|改为)[,: ]*(.+)",
    )
)


def aside(text: str) -> str | None:
    """The kind of aside: why, what, how_long, contact, study, privacy, thanks, hello or correction. None for the rest."""
    plain = _plain(text)
    if plain is None:
        return None
    if _correction(plain):
        return "correction"
    return next((kind for kind in _ORDER if _ASIDES[kind].fullmatch(plain)), None)


_QUESTION = re.compile(
    r"(?:what|why|how (?:much|many|long|do|does|is|are)|which|who) .*|(?:is|are|does|do|can|could|should|may) (?!not ).*"
    r"(?:\?|\b(?:ok|okay|good|bad|counts?|counted|allowed|fine|included|matters?|means?|helpful|enough|necessary)"
    r"|\ban? .*\ban? \w+)"
    r"|.*(?:要不要|算不算|行不行|能不能|可不可以|好不好|多少钱).*"
)


def is_question(text: str) -> bool:
    """Whether a text asks or greets instead of answering. Only whole utterances count."""
    return aside(text) not in (None, "correction") or (
        len(text) <= _LONGEST and bool(_QUESTION.fullmatch(normalise(text).casefold()))
    )


def correction(text: str) -> str | None:
    """What a correction puts in place of the last answer ("58" in "wait, I meant 58"), "" when it only says that the
    last answer was wrong; None when the text is no correction.
    """
    plain = _plain(text)
    match = _correction(plain) if plain is not None else None
    return (match[1] if match.re.groups else "").strip(" ,") if match else None


def only_no(text: str) -> bool:
    """Whether a correction is nothing but "no, 58": one only where the last question takes a number."""
    plain = _plain(text)
    return plain is not None and _ONLY_NO.fullmatch(plain) is not None


def _plain(text: str) -> str | None:
    """The text without closing signs, or None when it is too long for an aside."""
    plain = normalise(text[: 4 * _LONGEST]).casefold().strip(" ?!.。~…")
    return plain if 0 < len(plain) <= _LONGEST and len(text) <= 4 * _LONGEST else None


def _correction(plain: str) -> re.Match[str] | None:
    return next(filter(None, (pattern.fullmatch(plain) for pattern in _CORRECTIONS)), None)


_NO_BUT = re.compile(
    r"(?:no|nope|not? (?:right|quite)|wrong|不是的?|不对|不|错了?)[,.:;! 、。]+(?:it is |it's |i am |i'm |是|应该是|我)?[ ]*(.+)"
)


_PLAIN_YES = frozenset(
    "yes y yep yeah yup correct right ok okay sure true 对 对的 是 是的 没错 正确 嗯 好 好的 确认 无误 对对 嗯嗯 1".split()
) | {"that's right", "that is right", "yes it is", "yes that's right", "yes please", "all right"}
_PLAIN_NO = frozenset("no n nope wrong incorrect 不 不是 不对 错 错了 否 没有 2".split()) | {
    "not right",
    "no it isn't",
    "not correct",
}


def plain_reply(text: str) -> str | None:
    """ "yes" or "no" where a text is nothing but that; None for everything that may be an answer of its own."""
    plain = (_plain(text) or "").replace(",", "")
    return "yes" if plain in _PLAIN_YES else "no" if plain in _PLAIN_NO else None


def after_no(text: str) -> str | None:
    """What follows a "no" that answers "is that right?" ("61" in "no, 61"); None when nothing does."""
    plain = _plain(text)
    match = _NO_BUT.fullmatch(plain) if plain is not None else None
    return match[1].strip(" ,") if match else None
