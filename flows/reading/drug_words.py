"""The words around the drug names of a typed list: what they do to the names, and a few more class words.

Every word here is closed vocabulary: a word that is neither here nor in the lexicon is kept as an unrecognised name.
Single Chinese characters are only listed where no drug name is known to need them.
"""

from __future__ import annotations

from flows.reading.scope import Word

_ENGLISH = {
    Word.ANY: """any of the a an at_all anticancer anti_cancer cancer_drug cancer_medicine cancer_medication
        for_cancer cancer_treatment cancer_therapy drug drugs medicine medicines medication medications treatment
        treatments ever i i've have has been patient he she yet taking take systemic whatsoever before therapy
        therapies so_far my mother father she's he's pt to with""",
    Word.YES: "had got took taken received used given gave yes did was were tried started treated",
    Word.NOT: """treatment_naive no not never none nothing without haven't hasn't didn't don't doesn't hadn't
        denies denied nil neither nor""",
    Word.AVOIDED: """considering consider considered plan plans planned planning going_to will will_get will_start will_have
        next next_week next_month tomorrow suggested suggests recommended recommends offered proposed discussed wanted want
        want_to refused refuse declined decline not_given never_given not_started too_expensive expensive except except_for
        can_i can_we may_i should_i could_i am_i_allowed is_it_ok takes_it scheduled to_start to_begin to_be_given
        about_to_start starting_next eligible ineligible candidate unfit contraindicated contraindication allergic allergy
        pending deferred withheld cancelled canceled prescribed waiting wait awaiting applied apply interested screening
        screen_fail screen_failure screen_failed naive naïve instead rather_than almost nearly""",
    Word.BUT: "but however then later afterwards afterward subsequently",
    Word.SEPARATOR: "and plus & alongside as_well_as",
    Word.MAYBE: """maybe perhaps possibly probably or think guess not_sure unsure might could don't_remember
        can't_remember cannot_remember do_not_remember don't_know forgot or_maybe either likely not_certain suspect forget i_forget think_so i_think_so""",
    Word.HARMLESS: """radiotherapy radiation rt imrt surgery operation dual_antiplatelet_therapy dual_antiplatelet
        radical proton tomotherapy""",
    Word.UNNAMED: "something another others other_drugs other_drug some_drug some_drugs unknown_drug unknown",
    Word.FILLER: """n/a so mommy daddy grandma grandpa grandmother grandfather in on by for all some cancer tumor tumour no_more no_other no_others no_other_drugs
        nothing_else no_other_drug that's_all that_is_all that's_it that_is_it not_any_more not_anymore from is are be
        am me his her we our they their mom dad mum husband wife son daughter doctor doctors dr hospital clinic get
        getting receive receiving use using pill pills tablet tablets capsule capsules drip drips injection injections
        infusion infusions shot shots iv oral orally po sc im weekly daily monthly bid tid qd qod qw biw pd pr cr sd
        mono q d w x c m g h cycle cycles course courses round rounds dose doses dosage time times week weeks month
        months day days year years yr yrs mg ml kg iu ug mcg auc line lines first second third fourth last st nd rd th
        one two three four five six seven eight nine ten twelve initial initially maintenance adjuvant neoadjuvant
        induction concurrent concurrently concomitant consolidation palliative salvage regimen regimens protocol
        combination combined combo since until till til_now now currently still ongoing ago after during about around
        approximately approx total up stopped stop start finished completed ended end continued switched changed
        because due side_effects side_effect progression progressed no_progression not_effective no_response no_effect
        did_not_work didn't_work not_tolerated response stable progressed_on failed after_that january february march
        april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
        dec brand name names trade called named generic only just also both each per every this that these those it
        which like list including such as too again followed_by fam ado based hcl hydrochloride mesylate tosylate
        malate maleate acetate phosphate sodium disodium citrate fumarate sulfate sulphate injected intravenous
        intravenously low high standard alone monotherapy single agent doublet prior previous previously ok okay early
        late spring summer autumn winter mid today yesterday recently once twice some_time and_then lung metastasis
        metastases recurrence relapse recurrent metastatic npc hnscc
        metronomic loading ivgtt gtt premed premedication concurrent 1l 2l 3l s/p kidney liver hearing bone brain neck node
        nodes mets loss problem problems rash nausea nauseous vomiting vomit diarrhea diarrhoea fever fatigue toxicity toxic
        reaction reactions neuropathy failure made gave sick tired bad worse worked work well help helped hair fell
        refractory resistant sensitive responded shrank grew growing tumour_grew beijing shanghai guangzhou shenzhen wuhan
        chengdu hangzhou nanjing fudan china india japan usa america germany hong_kong taiwan abroad home local city new old
        rheumatoid arthritis lupus transplant psoriasis colitis nephritis kidney_transplant liver_transplant anti_sickness
        every_day once_a_week everyday yes_i_had she's he's they've i'd we've it's wasn't tumor's and_now plus_minus little takes at
        bit few several many times in_total altogether per_week per_day iv_drip by_mouth capsules""",
}

_CHINESE = {
    Word.ANY: """任何 什么药 药 药物 抗肿瘤 抗癌 抗肿瘤药 抗癌药 抗肿瘤药物 肿瘤药 的 过 治疗 我 他 她 患者 病人
        以前 之前 从来 还 还没 一直 都 也 任何药 任何药物 任何抗肿瘤药 任何抗肿瘤药物 任何抗癌药 任何治疗 任何的药
        全身 系统 西药 既往 这些 这类 这种 全身治疗 系统治疗 抗肿瘤治疗 药品 用药""",
    Word.YES: "用过 用了 打过 打了 吃过 吃了 做过 做了 使用过 使用了 有用 服用过 接受过 输过 上过 上了 用的",
    Word.NOT: """没 没有 没用 没用过 没有用 没有用过 没打 没打过 没有打过 没吃 没吃过 没有吃过 没做 没做过
        没有做过 没使用 没使用过 没有使用 没有使用过 未 未用 未用过 未使用 未使用过 未曾 未接受 未接受过 未行 未做
        从未 从未用过 从没 从没用过 从来没 从来没有 从来没用过 没治 没治过 无 否认 否 不曾 没上 没上过 没接受 没接受过
        没有接受过 没输过 没服 没服过 没服用 没服用过 未服 未服用 并未 并没有 从没有 还没用 还没用过 还没有 没治疗
        没治疗过 未治疗 没经过""",
    Word.AVOIDED: """准备 准备用 准备打 准备吃 计划 计划用 计划使用 打算 打算用 下周 下周开始 下周用 下周打 下个月 下月 将 将要 将用
        即将 想用 想打 想吃 想参加 想试 要用 要打 建议 建议用 可以考虑 考虑 考虑用 推荐 推荐用 说可以考虑 说可以用 说可以 可以用 拒绝
        拒绝用 拒绝使用 没用上 没用成 没打成 没吃成 没能用 没打上 太贵 太贵没用上 太贵没用 太贵了 过敏 不含 不包括 除了 除外
        不能用 能不能用 能用 可不可以用 不能 拟 拟用 拟行 拟予 待 待用 等着 等待 报名 筛选 筛选失败 未入组 没入组 初治 差点 差一点
        还没开始 没开始 未开始 尚未 还没打 还没吃 还没做 听说 网上 医生说要""",
    Word.BUT: "但 但是 不过 后来 然后 之后 随后 接着 其后 而后 再后来 后面 后续 最后",
    Word.SEPARATOR: "和 及 以及 与 加 加上 还有 跟 联合 合并 联用 配合 另外 此外",
    Word.MAYBE: """可能 可能是 好像 好像是 应该 应该是 也许 大概是 不确定 记不清 记不清了 不记得 不记得了 不是 或
        或者 还是 似乎 疑似 想不起来 想不起 记不起来 不太确定 忘了 不清楚 不太清楚 不知道 估计 估计是""",
    Word.HARMLESS: """放疗 放射治疗 放射 放 手术 术后 术前 双联抗血小板 双联抗血小板治疗 同步放 质子 调强 根治""",
    Word.UNNAMED: "其他 其它 别的 另一种 另外一种 某种 有种",
    Word.FILLER: """没有了 没了 没有其他 没有其它 没有其他药 没有其他的 没有别的 没别的 没有别的药 没其他 没用了
        没再用 没有再用 不用了 就这些 就这些了 就是这些 肿瘤 癌症 我们 不再 不再用 老爸 老妈 我爸 我妈 爸 妈 奶奶 爷爷 外婆 外公 姥姥 姥爷 岳父 岳母 公公 婆婆 儿子 女儿 我爸爸
        我妈妈 老爸用了 我爸用了 说 妈妈 爸爸 母亲 父亲 老公 老婆 家人 医生 医院 用
        使用 采用 打 打针 吃 口服 服用 静脉 静滴 静脉滴注 输液 注射 做 做完 接受 进行 给予 曾 曾经 曾用 曾行 先 先用
        先打 先是 先后 首先 最早 最初 再用 再打 又用 又打 又 还用 还打 同时 换 换成 换用 换了 换药 改 改成 改用 改为
        转为 继续 维持 巩固 辅助 新辅助 诱导 同步 同期 序贯 姑息 挽救 一线 二线 三线 四线 后线 前线 线 第 个 周期 疗程
        程 次 期 周 月 年 日 天 号 星期 个月 剂量 毫克 克 片 粒 支 瓶 盒 袋 针 针剂 胶囊 胶囊剂 注射液 注射用 分散片
        肠溶片 颗粒 盐酸 甲磺酸 甲苯磺酸 马来酸 苹果酸 醋酸 磷酸 硫酸 富马酸 枸橼酸 方案 组合 疗法 了 是 在 从 到 至
        已 已经 目前 现在 最近 上个 去年 今年 前年 前 后 以后 开始 结束 停 停药 停用 停了 至今 期间 左右 大概 大约 约
        共 总共 一共 共计 累计 每 每天 每周 分别 全部 所有 只 只用 仅 单药 单用 单独 国产 进口 原研 仿制 商品名 通用名
        叫 叫做 名为 即 又名 也就是 例如 包括 有 主要 因 因为 由于 副作用 不良反应 耐药 进展 复发 转移 肺转移 效果
        效果不好 效果不错 没有效果 没效果 没什么效果 没有进展 无进展 未进展 未见进展 无效 有效 稳定 缩小 不耐受 没耐受
        未耐受 鼻咽癌 头颈 晚期 一 二 三 四 五 六 七 八 九 十 两 几 半 多 含 基础 为主 为基础 时 就 给 上半年
        下半年 年底 年初 月底 月初 间断 长期 低剂量 大剂量 小剂量 标准 同步放化 同步化 全程 一种 这个 那个 该 名字 名
        类 类的 节拍 皮下 皮下注射 出血 腹泻 皮疹 呕吐 反应大 受不了 吧 呢 啊 哪个 哪种 哪些 哪一种 牌子 什么牌子 名称
        呀 吗 首剂 负荷 听力 听力下降 耳鸣 肾不好 肾功能 肝功能 肾 肝 肺 骨 脑 脖子 淋巴结 不好 不行 恶心 吐 吐得厉害 吐得很厉害 脱皮
        手脚脱皮 手足综合征 脱发 掉头发 骨髓抑制 白细胞低 血小板低 贫血 便血 流鼻血 尿蛋白 血压高 高血压 甲减 肺炎 心肌炎 疼 痛 发烧
        乏力 没力气 没胃口 瘦了 难受 上海 北京 广州 深圳 武汉 成都 杭州 南京 天津 重庆 西安 长沙 香港 日本 美国 印度 德国 国外 老家 当地
        老人家 老人 具体 不详 药名 买 买的 来的 带回来的 代购 托人 类风湿 类风湿关节炎 红斑狼疮 狼疮 肾移植 肝移植 移植后 皮肌炎 肾炎
        刚 刚开始 才 就是 这次 那次 那时 当时 当地医院 省医院 省肿瘤医院 肿瘤医院 大医院 又长 又长了 长大 变大 变小 小了 大了 控制
        控制住 控制得 挺好 还行 还可以 很好 两个月 两年 丶""",
}

_SYMBOLS = {Word.SEPARATOR: "、 / + & |", Word.CLAUSE: ", ; 。 . !"}

# Class words that people use and the table does not list, by the name of their row.
CLASS_WORDS: dict[str, tuple[str, ...]] = {
    "chemotherapy (unspecified)": (
        "chemoradiation",
        "chemoradiotherapy",
        "chemo-radiotherapy",
        "chemo radiation",
        "CCRT",
        "CRT",
        "platinum",
        "taxane",
        "铂类",
        "含铂",
        "铂",
        "紫杉类",
        "chemotherapies",
        "chemo drug",
        "chemo drugs",
        "化疗药",
        "化疗药物",
    ),
    "immunotherapy (unspecified)": (
        "免疫",
        "免疫药物",
        "immune drug",
        "immune drugs",
        "immune shot",
        "immuno",
        "immunotherapies",
        "IO",
        "immune checkpoint inhibitor",
    ),
    "PD-1 inhibitor (unspecified)": ("PD-1抗体", "PD-1免疫治疗", "PD-1药", "PD-1 antibody", "PD-1免疫", "PD-1类"),
    "PD-L1 inhibitor (unspecified)": ("PD-L1抗体", "PD-L1 antibody", "PDL-1"),
    "targeted therapy (unspecified)": (
        "targeted pills",
        "targeted drugs",
        "target drug",
        "target pill",
        "targeted medicine",
        "targeted",
        "分子靶向",
    ),
    "TKI (unspecified)": ("TKI类", "替尼类药物", "某某替尼", "××替尼", "某替尼"),
    "Chinese herbal medicine (unspecified)": (
        "chinese medicine",
        "chinese medicines",
        "herbs",
        "herbal medicine",
        "chinese herbs",
        "中草药",
        "汤药",
        "中药汤剂",
    ),
    "investigational drug (unspecified)": ("clinical trial", "clinical trial drug", "trial", "临床试验", "临床试验药", "试验"),
    "cisplatin": ("cis",),
    "carboplatin": ("carbo",),
    "nab-paclitaxel": ("nab-PTX", "白蛋白结合紫杉醇", "紫杉醇(白蛋白结合型)", "紫杉醇白蛋白结合型", "紫杉醇(白蛋白)"),
    "trastuzumab deruxtecan": ("DS-8201a",),
}

# Words with two meanings, and the wordings to offer for them.
TWO_MEANINGS: dict[str, tuple[str, ...]] = {"双抗": ("bispecific antibody", "dual antiplatelet therapy")}


def meanings() -> list[tuple[str, Word]]:
    """Every word with what it does; later entries win over earlier ones."""
    tables = (_ENGLISH, _CHINESE, _SYMBOLS)
    return [
        (phrase.replace("_", " "), word) for table in tables for word, phrases in table.items() for phrase in phrases.split()
    ]
