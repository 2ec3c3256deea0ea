"""The words of the red flags (section 5 of the clinical reading, and how people really write them), as concepts.

A rule fires when one clause holds all its concepts, in any order: "coughed up some blood", "咳出好多血", "痰里有血".
"""

from __future__ import annotations

from enum import Enum

CODES = ("RF_SUICIDE", "RF_CORD", "RF_BLEED", "RF_CHEST", "RF_AIRWAY", "RF_INFECTION")


class Cue(Enum):
    """What a word does to the complaints of its clause."""

    FILLER = "nothing: a denial reaches over it"
    DENY = "denies what follows, or at the end of a clause what comes before"
    OVER = "what comes before is over"
    PAST = "long ago"
    STILL = "now, again or worse: whatever was denied or past before this word"
    BREAK = "a new sentence"
    COMMA = "a new clause, unless the sentence is a list"
    LIST = "makes the sentence a list, so that a denial reaches over its commas: no fever, chills or chest pain"


CUES = {
    Cue.DENY: """no not never without denies denied deny none don't doesn't didn't haven't hasn't isn't wasn't
        hadn't nor neither no_longer no_signs_of free_of negative_for no_more no_new no_further no_history_of
        cannot_have 没 没有 无 未 不 否认 从未 从没 未见 没再 不再 未再 没有再 不是 并没有 未出现 没出现 没有出现
        没发生 从来没有 从来没 未发生 没了 没有了 没有过 没有什么 未诉 已经不 已不 现在不 已无 没怎么 不怎么 below
        under less_than 低于 不超过 没超过 没到 不到 未超过""",
    Cue.OVER: """gone anymore any_more resolved went_away disappeared subsided stopped recovered healed better
        settled 退了 退烧了 烧退了 消失 消失了 停了 好了 缓解 缓解了 止住 止住了 止血了 控制住了 好转 好转了 痊愈
        恢复了 已经好 已停止 以下""",
    Cue.PAST: """ago last_month last_year years_ago months_ago year_ago previously in_the_past as_a_child history
        history_of hx past many_years long_ago 年前 月前 个月前 上个月 上月 去年 前年 以前 曾 曾经 曾有 既往 小时候
        病史 史 很久以前 多年前 年轻时 手术前 治疗前 确诊前""",
    Cue.STILL: """now again still today currently worse worsening getting_worse suddenly since_yesterday
        this_morning tonight right_now not_better not_gone not_stopped hasn't_stopped won't_stop doesn't_stop
        doesn't_go_away won't_go_away not_going_away not_resolved not_improving not_improved can't_stop cannot_stop
        isn't_gone came_back is_back no_relief not_getting_better never_stopped not_only keeps 现在 又 再次 仍 仍然
        还在 还是 今天 刚才 加重 越来越 突然 目前 正在 今早 昨晚 没停 没好 没缓解 没有缓解 不缓解 不见好 不好转 没好转
        没有好转 没退 不退 没有停 没止住 止不住 退不下来 未缓解 没消失 没有消失 不仅 不但 不光 没完全好 没见好 忍不住
        反复 一直 不停 不止""",
    Cue.COMMA: ",",
    Cue.BREAK: "; 。 . ! ? ： but however except then 但 但是 不过 可是 只是 然后 而是 就是 后来",
    Cue.LIST: "or nor denies denied 否认 或 或者 等",
    Cue.FILLER: """bleeding_risk risk_of_bleeding 大出血风险 大出血的风险 出血风险 出血倾向 confused_by
        confused_about i'm_confused i_am_confused hay_fever 皮肤发热 发热感 the a an any of my his her in and to have
        had has having feel feels feeling with is was are been be being such as like also at all significant severe
        bad major obvious recent currently_any symptoms symptom signs sign i he she we ever really very much 的 过 了
        任何 什么 也 再 明显 感到 感觉 觉得 发生 出现 出现过 特别 剧烈 严重 持续 发作 有 到 和 及 与 或 或者 、 / 以及
        症状 现象 情况 等 他 她 我 会 这些 那种 是 啊 呢 吧 above over reached to up_to 超过 达到 高于""",
}

CONCEPTS = {
    "RF_SUICIDE": """ending_it_all end_it want_to_end_it no_point_living no_point_in_living no_point_in_life overdose overdose_of
        overdosed 跳下去 从楼上跳 结束这一切 结束一切 一瓶安眠药 整瓶安眠药 吞安眠药 很多安眠药 一把安眠药 半瓶安眠药 kill_myself killing_myself kill_himself kill_herself end_my_life ending_my_life
        end_my_own_life suicide suicidal want_to_die wants_to_die wanna_die wanted_to_die wish_to_die wish_i_was_dead
        wish_i_were_dead wish_to_be_dead hurt_myself hurting_myself harm_myself harming_myself self_harm cut_myself
        don't_want_to_live do_not_want_to_live don't_wanna_live dont_want_to_live not_want_to_live
        doesn't_want_to_live don't_want_to_be_alive no_reason_to_live nothing_to_live_for better_off_dead
        better_off_without_me take_my_own_life take_my_life end_it_all end_myself tired_of_living tired_of_life
        not_worth_living don't_want_to_go_on don't_want_to_be_here_anymore want_to_be_dead rather_be_dead rather_die
        would_rather_die just_die let_me_die want_to_disappear_forever overdose_myself jump_off_a_building
        jump_off_a_bridge hang_myself 不想活 不想再活 想死 自杀 轻生 自残 自伤 不如死 不如死了 死了算 死了算了 死了好
        活不下去 结束生命 结束自己 结束我的生命 活着没意思 活着没意义 活着没有意义 活着没什么意思 活着没劲 活着没用
        活够 活腻 生不如死 想不开 寻死 寻短见 一死了之 跳楼 割腕 了结自己 了结生命 了断 不想继续活 没有活下去 没勇气活
        不愿意活 不愿活 不要活 不活了 想一了百了 一了百了 伤害自己 早点死 死了一了百了 死掉算 去死 让我死 不想再撑下去
        活着太累 活着是负担 活着受罪""",
    "RF_CORD": """cannot_walk can't_walk can_not_walk couldn't_walk unable_to_walk can_no_longer_walk
        not_able_to_walk cant_walk can't_feel_when_i_pee cannot_feel_when_i_pee can't_feel_myself_pee 下半身没知觉 下半身没有知觉
        双腿没知觉 腿没知觉 大便控制不住 小便控制不住 大小便控制不住 控制不住大便 控制不住小便 控制不住大小便 saddle_numbness saddle_anesthesia numb_between_the_legs incontinence incontinent
        paralysed paralyzed paraplegia cannot_pass_urine can't_pass_urine cannot_urinate can't_urinate
        unable_to_urinate can't_pee cannot_pee cant_pee unable_to_pee cannot_hold_urine can't_hold_urine
        can't_hold_my_urine cannot_hold_my_urine can't_hold_my_pee cannot_hold_stool can't_hold_stool
        can't_control_my_bladder cannot_control_my_bladder can't_control_bladder lost_control_of_bladder
        lost_bladder_control loss_of_bladder_control lost_bowel_control wet_myself urinary_retention
        can't_move_my_legs cannot_move_my_legs can't_feel_my_legs cannot_feel_my_legs can't_stand_up cannot_stand_up
        走不动 走不了路 走不了 不能走路 不能行走 无法行走 无法走路 站不起来 站不住 站不稳 下不了地 大小便失禁 小便失禁
        大便失禁 尿失禁 失禁 尿不出 尿不出来 小便不出 小便解不出 解不出小便 解不出尿 排不出尿 大小便控制不住
        控制不住大小便 憋不住尿 憋不住大便 尿潴留 会阴麻木 会阴部麻木 瘫痪 截瘫 瘫了 不会走路了""",
    "LEGS": "leg legs 双腿 两腿 2腿 两条腿 2条腿 腿 下肢 双下肢 两下肢 2下肢 双脚 两只脚 2只脚",
    "WEAK": """gone_numb gone_weak went_numb weak weakness numb numbness no_strength no_feeling giving_way
        gave_way give_way paralysis 无力 没力气 没有力气 没力 没劲 没有劲 发软 软 麻木 没知觉 没有知觉 不能动 动不了
        失去知觉 使不上劲 抬不起来 抬不起""",
    "RF_BLEED": """hemoptysis haemoptysis hematemesis haematemesis melena melaena hemorrhage haemorrhage
        black_stool black_stools tarry_stool tarry_stools blood_won't_stop blood_does_not_stop massive_bleeding
        coffee_ground_vomit nosebleed nose_bleed nosebleeds bleeding_out bloody_stool blood_in_stool blood_in_my_stool
        blood_in_the_stool bloody_sputum bloody_phlegm bloody_vomit 咯血 咳血 吐血 呕血 大出血 喷血 黑便 柏油样便
        柏油便 像柏油 柏油一样 大便是黑色 大便是黑色的 大便黑色 黑色大便 黑色的大便 stool_is_black stools_are_black 拉黑便 便血 血便 大便发黑 大便是黑的 大便黑 血止不住 止不住血 流血不止 出血不止 血流不止 咳出血 吐出血
        流鼻血 鼻子流血 鼻出血 鼻子出血 鼻血 痰中带血 痰里带血 痰带血 血痰 口吐鲜血 呕吐带血 满口是血 嘴里出血
        口腔出血 嘴里流血 口鼻出血 伤口出血 造口出血 造瘘口出血 颈部出血 脖子出血 消化道出血 胃出血 呕咖啡样 大量出血
        出好多血""",
    "COUGH": """cough coughs coughed coughing sputum phlegm spit spitting spat 咳 咳嗽 咳出 咳了 痰 咳出来 吐 吐了
        吐出 吐出来""",
    "VOMIT": """vomit vomits vomited vomiting threw_up throw_up throwing_up puke puking puked 呕 呕吐 呕出
        吐出来的""",
    "BLOOD": "blood bloody 血 鲜血 血块 血丝 血水 blood_clots",
    "BLEEDING": "bleed bleeds bleeding bled 出血 流血 冒血 渗血",
    "MUCH": """heavy heavily lots a_lot much profuse profusely pouring gushing won't_stop not_stopping nonstop
        non_stop serious can't_stop cannot_stop doesn't_stop hasn't_stopped not_stopped massive severe neck wound
        stoma mouth nose throat tracheostomy tumor tumour 大量 很多 好多 很多次 不停 不止 止不住 厉害 一直 伤口 颈部
        脖子 造口 造瘘口 嘴里 口腔 鼻子 鼻腔 鼻咽 喉咙 肿瘤 没止住""",
    "NOWISH": "now right_now currently am today still again keeps 现在 正在 在 目前 今天 又 还在",
    "RF_CHEST": """passed_out passing_out fainted fainting faint syncope collapsed blacked_out lost_consciousness
        unconscious slurred_speech speech_slurred speech_is_slurred slurring_words mouth_is_drooping mouth_droops 叫不醒
        face_drooping facial_droop drooping_face face_is_drooping mouth_drooping
        crooked_mouth having_a_heart_attack having_a_stroke stroke_signs signs_of_stroke can't_speak_suddenly
        one_side_weak weakness_on_one_side one_sided_weakness weak_on_one_side one_arm_is_weak numb_on_one_side 胸痛
        胸口痛 胸口疼 胸疼 胸口好痛 心口痛 心口疼 胸口很痛 胸闷 胸口闷 胸口压迫感 胸部压迫感 胸闷压迫感 压榨感
        胸前区疼 心前区痛 心前区疼痛 心绞痛发作 晕倒 昏倒 晕过去 昏过去 晕厥 昏厥 不省人事 失去意识 口角歪斜 口角歪
        嘴歪 嘴巴歪 嘴角歪 口眼歪斜 面瘫 一侧肢体无力 1侧肢体无力 单侧肢体无力 半边身子没力 半边身体无力 半身不遂
        半边身子麻 一侧肢体麻木 说话不清 口齿不清 说话含糊 言语不清 突发失语 大汗 大汗淋漓 冒冷汗 出冷汗 一身冷汗""",
    "CHEST": "chest breastbone 胸 胸口 胸部 胸前 心口 前胸",
    "PAIN": """pain pains painful hurt hurts hurting ache aching pressure tight tightness squeezing crushing
        heaviness sore 痛 疼 疼痛 压迫 闷 压迫感 发紧 刺痛 绞痛 压 压着 压了 压得慌 闷得慌 剧痛 很痛 很疼 疼得厉害
        痛得厉害""",
    "ONESIDE": """one_side left_side right_side left_arm right_arm one_arm 左胳膊 右胳膊 左边胳膊 右边胳膊 左侧胳膊 右侧胳膊 左手臂 右手臂 左臂
        右臂 左侧肢体 右侧肢体 左边身子 右边身子 左半边身子 右半边身子 左半身 右半身""",
    "SUDDEN": "sudden suddenly 突然 突发 忽然 一下子",
    "BREATHING": "breath breathing breathe breathes 呼吸",
    "HARD": "noisy hard harder difficult struggling struggle laboured labored 费力 困难 费劲 很响 有响声",
    "BREATHLESS": """breathless breathlessness short_of_breath shortness_of_breath out_of_breath dyspnea dyspnoea
        气短 气急 气促 气喘 喘 憋气 胸憋""",
    "RF_AIRWAY": """cannot_breathe can't_breathe cant_breathe can_not_breathe couldn't_breathe unable_to_breathe
        hard_to_breathe trouble_breathing difficulty_breathing difficult_to_breathe breathing_difficulty
        difficulty_in_breathing struggling_to_breathe can_barely_breathe can_hardly_breathe hardly_breathe
        barely_breathe gasping choking choke suffocating suffocate noisy_breathing stridor blocked_tracheostomy
        tracheostomy_blocked tracheostomy_is_blocked trach_blocked trach_is_blocked trach_tube_blocked tube_is_blocked
        blocked_trach lips_are_blue blue_lips lips_turning_blue lips_blue 嘴唇发紫 嘴唇紫 嘴唇发青 喘得厉害 喘得很厉害 喘的厉害
        can't_get_air cannot_get_air not_getting_air gasping_for_air can't_catch_my_breath
        cannot_catch_my_breath breathing_is_hard breathing_problem problems_breathing 喘不上气 喘不过气 喘不过气来
        喘不上来气 上不来气 气喘不上来 喘不上 喘不上来 透不过气 憋得慌 呼吸困难 呼吸不了 呼吸费力 不能呼吸 无法呼吸
        没法呼吸 呼吸不上来 窒息 喉鸣 喘鸣 气管套管堵 气管套管堵塞 套管堵了 套管堵塞 套管堵 气切管堵 气切口堵 气切堵了
        呛住 噎住 卡住气管 快憋死 憋死了 吸不上气 吸不进气 上气不接下气""",
    "RF_INFECTION": """chills rigors rigor shivering shaking_chills confused confusion delirious disoriented
        delirium no_urine hardly_any_urine very_little_urine low_urine septic_shock 寒战 寒颤 打寒战 打寒颤 打冷战
        打摆子 畏寒发热 意识模糊 神志不清 意识不清 说胡话 胡言乱语 糊涂了 神志模糊 尿很少 尿少 少尿 无尿 没有尿 没尿
        高烧 高热 冷得发抖 浑身发抖""",
    "FEVER": "fever fevers feverish febrile 发烧 发热 发高烧 烧起来 烧得 烧了",
    "LOW": "low_grade_fever low_grade slight_fever mild_fever 低烧 低热 微热 微烧",
    "HOT": "hightemperature",
    "WARM": "normaltemperature",
}

# A rule fires with all of its first concepts and none of its second.
RULES: tuple[tuple[str, frozenset[str], frozenset[str]], ...] = (
    *((code, frozenset({code}), frozenset[str]()) for code in CODES),
    ("RF_CORD", frozenset({"LEGS", "WEAK"}), frozenset()),
    ("RF_BLEED", frozenset({"COUGH", "BLOOD"}), frozenset()),
    ("RF_BLEED", frozenset({"VOMIT", "BLOOD"}), frozenset()),
    ("RF_BLEED", frozenset({"BLEEDING", "MUCH"}), frozenset()),
    ("RF_BLEED", frozenset({"BLOOD", "MUCH"}), frozenset()),
    ("RF_BLEED", frozenset({"BLEEDING", "NOWISH"}), frozenset()),
    ("RF_CHEST", frozenset({"CHEST", "PAIN"}), frozenset()),
    ("RF_CHEST", frozenset({"ONESIDE", "WEAK"}), frozenset()),
    ("RF_CHEST", frozenset({"SUDDEN", "BREATHLESS"}), frozenset()),
    ("RF_AIRWAY", frozenset({"BREATHING", "HARD"}), frozenset()),
    ("RF_INFECTION", frozenset({"HOT"}), frozenset()),
    ("RF_INFECTION", frozenset({"FEVER"}), frozenset({"WARM", "LOW"})),
)
