"""Words of yes, no and maybe in both languages, and the little words between them. Words with content are not here:
"no spread" says no only to a question whose options speak of spread.
"""

from __future__ import annotations

from flows.reading.scope import Word

_ENGLISH = {
    Word.YES: """yes y yep yeah yup ya yea yess sure correct right true definitely absolutely affirmative
        certainly indeed of_course aye yes_yes i_do i_am i_have i_did he_does she_does he_is she_is he_has she_has
        he_did she_did i_would i_will agreed agree""",
    Word.CONSENT: "ok okay alright no_problem no_objection fine_with_me",
    Word.NOT: """no n no_way nope nah never none not nothing without neither nor haven't hasn't didn't don't doesn't
        isn't aren't wasn't won't wouldn't hadn't denies denied negative_for nil no_no cannot can't""",
    Word.MAYBE: """maybe perhaps possibly probably might could or think guess suspect suspected unsure not_sure
        likely unlikely not_really not_that_i_know not_that_i_know_of not_that_i_am_aware not_that_i'm_aware
        not_that_i_am_aware_of not_that_i'm_aware_of not_to_my_knowledge as_far_as_i_know don't_think i_don't_think_so
        i_don't_think i_think not_certain not_entirely not_only not_anymore no_longer not_any_more
        don't_know do_not_know hope not_yet kind_of sort_of hardly almost supposedly depends unclear uncertain
        can't_remember don't_remember sometimes used_to will going_to scheduled planned plan_to n/a""",
    Word.NOW: """now currently recently lately at_the_moment at_present presently these_days today right_now
        for_now""",
    Word.BUT: "but however then later though except",
    Word.SEPARATOR: "and plus & also as_well_as both",
    Word.FILLER: """the a an it its i i'm i've my me we he she his her they their them is are am was were be been
        has have had do does did would in on at to of for by with from please thanks thank you doctor doctors dr
        he's she's it's that there this these those any all only just some so very already me mine at_all ever in_all
        patient pt said told says what well oh um hmm uh as sir madam my_life listed above them apply applies problem
        problems thing things like kind if because option answer choice number item choose pick select it_is that's
        there's one ones whatsoever absolutely_none kinda really honestly much mg ml take takes taking use using on
        daily once twice tablet tablets shot shots bid qd i've_got got get my_own site sites stage stage_ii stage_iii stage_iv iva ivb
        ivc filling fill form years year""",
    Word.CONTEXT: """chemo chemotherapy gemcitabine cisplatin toripalimab drug drugs medicine medication treatment treated pill pills
        scan scans ct pet chest lung liver bone head neck mouth oral cavity oropharynx hypopharynx larynx maxillary sinus
        mucosal mucosa cervical node nodes lymph left right side upper lower lobe cm gy fractions month months mo week weeks
        day days during after_treatment at_first first second line 1l 2l proven shown shows showed found diagnosed
        specimen taken sample phase undifferentiated differentiated poorly moderately keratinizing keratinising
        nonkeratinizing non_keratinizing nonkeratinising squamous since assigned birth sex gender registered rate
        rhythm hospital child childhood steady stable dose head_and_neck r/m who_iii who_ii who_i dxm methylpred
        hydrocortisone dexamethasone prednisone premedication pituitary hypopituitarism prevent sickness more old
        hbsab_positive hbsab_negative hbeag_negative hbeag_positive hbeab_negative hbeab_positive hbcab_negative anti_hbs_positive
        anti_hbs_negative p16_positive p16_negative p16 tumor tumour t8 spine graft placement total bilateral""",
}

_CHINESE = {
    Word.ONCE: "用过 打过 吃过",
    Word.YES: """是 是的 有 有的 有过 可以 可以的 愿意 愿意的 行 没错 当然 肯定 肯定是 会 会的 确实 能 能的 得过
        做过 查过 是啊 有啊 是滴 患有 当然愿意 肯定有 确定 正是 同意""",
    Word.AGREE: "对 对的 对对 对对对 嗯 嗯嗯 恩 恩恩 嗯呢 对啊",
    Word.CONSENT: "好 好的 好啊 好吧 都行 都可以 没问题 没意见 没有意见 没啥意见 没什么意见",
    Word.NOT: """没 没有 没有的 没有过 没有啊 无 否 不 不是 不是的 不会 不愿意 不愿 不想 未 未曾 从未 从没 从没有
        从来没 从来没有 没得过 没做过 没用过 没打过 没吃过 没用 没做 没打 都没 都没有 不行 不能 不可以 否认 并没有
        并未 没啊 没有没有 不同意 没得 没患过 未见 未发现 均无 均未 都不是 都无 不存在 没有得过 没有做过 没有用过 未做
        未用 没受过 没出现 没出现过 未出现""",
    Word.MAYBE: """可能 可能是 可能有 好像 好像是 好像有 好像没有 应该 应该是 应该有 应该没有 应该不是 也许 大概
        估计 不确定 不太确定 不清楚 不太清楚 不知道 记不清 不记得 或 或者 还是 似乎 疑似 怀疑 有没有 是不是 吗 ?
        差不多 不一定 算是 算不算 没听说 没听说过 据我所知 我觉得 感觉 不是没有 偶尔 有时 有时候 看情况 希望
        还没有 还没 以前有 曾经有 有点 有一点 不太 不怎么 没怎么 以前 过去 曾经 曾 既往 病史 史 不再 已经没有
        已经没有了 没了 没有了 忘了 待查 待定 可疑 考虑 没说 没说过 没讲 没讲过 没告诉 没提 没有说 没有说过 吧 现在还有 将 将要 即将 准备 打算
        计划 下周 下个月 下月""",
    Word.NOW: "现在 目前 最近 近期 如今 眼下 暂时 暂 今天 此刻 当前",
    Word.BUT: "但 但是 不过 可是 后来 然后 只是 除了",
    Word.SEPARATOR: "和 及 以及 与 还有 跟 加 加上 也 以及 伴 伴有 合并 同时 并且 并 且",
    Word.FILLER: """的 了 过 着 我 他 她 我们 患者 病人 本人 这 那 这个 那个 这些 以上 上述 上面 都 全部 就 就是
        只 只有 仅 仅有 仅仅 在 呢 啊 呀 哦 啦 呃 那种 这种 任何 什么 情况 问题 不舒服 医生 大夫 说 说是 告诉 谢谢
        请问 您好 属于 选 选择 一直 从来 所有 出现 一个 一 个 种 处 里 里面 其中 几个 任何情况 相关 方面 已 已经 到 于
        因为 所以 如果 会有 最后 还 又 再 这样 那样 吃 用 服 服用 打 使用 在吃 在用 正在 毫克 片 每天 一天 天 日 次
        每日 针 周 用着 吃着 部位 地方 期 后 做 取 年 填 填写 iii期 ii期 iv期 iva期 ivb期 ivc期""",
    Word.CONTEXT: """化疗 药物 药 药膏 片 治疗 全身 一线 二线 三线 1线 2线 期间 胸部 胸 肺 肝 骨 上 下 左 右 双 双侧 叶 部 颈部 颈 口腔 鼻腔 喉
        声门型 声门上型 舌 舌根 黏膜 粘膜 低分化 未分化 高分化 中分化 分化型 分化 非角化 非角化型 角化 型 确诊 确认 证实 提示 显示
        发现 检查 病理 标本 切下来 登记 出生 性别 : 岁 周岁 月 周 天 早 大 新发 多发 单发 剂量 稳定 关节 ct mri 核磁
        核磁共振 五项 手术切下来 肾上腺 皮质功能 减退 得 心室率 房颤 早搏 室早 房早 术 仅骨转移""",
}

_SIGNS = {Word.SEPARATOR: "、 / + & |", Word.CLAUSE: ", ; 。 . !"}

# Said instead of an answer: stored as "rather not say" where the question offers it, else as "don't know".
DECLINES = frozenset(
    phrase.replace("_", " ")
    for phrase in """rather_not_say prefer_not_to_say prefer_not_to_answer i'd_rather_not_say skip skip_it pass no_comment
        private 跳过 不便说明 不便回答 不想说 不想回答 保密 隐私 不方便说 不方便回答 不方便 略过 不愿回答 不愿意回答
        不愿意说""".split()
)


def meanings() -> list[tuple[str, Word]]:
    """Every word with what it does; later entries win over earlier ones."""
    return [
        (phrase.replace("_", " "), word)
        for table in (_ENGLISH, _CHINESE, _SIGNS)
        for word, phrases in table.items()
        for phrase in phrases.split()
    ]
