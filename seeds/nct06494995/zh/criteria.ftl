# NCT06494995 各条标准的文字，以及为何需要研究团队判断。
#   .label 临床简称；.plain 给患者看的名称；.need 研究的要求；.find 需要准备或查找的资料
# I11、I12、E11、E15 的 .plain 和 .find 不写具体内容，以免旁人看到；I7 不向患者说明。

I1 =
    .label = 知情同意及依从意愿
    .plain = 参加意愿和到上海随访
    .need = 研究要求愿意签署知情同意书并到上海的医院随访。
    .find = 能否按时到上海随访

I2 =
    .label = 年龄18～75周岁
    .plain = 年龄
    .need = 研究入组年龄为18～75周岁。
    .find = 周岁年龄（以身份证为准）

I3 =
    .label = 病理确诊的头颈部鳞癌或鼻咽癌
    .plain = 肿瘤类型和病理确诊
    .need = 研究针对经组织病理确诊的头颈部鳞状细胞癌或鼻咽癌。
    .find = 病理报告：“病理诊断”一栏

I4 =
    .label = 复发转移后一线及以上治疗进展，或根治性放疗后6个月内复发转移
    .plain = 治疗后的病情变化
    .need = 研究针对复发或转移后经全身药物治疗仍进展，或根治性放疗后6个月内复发转移的患者。
    .find = 出院小结：放疗起止日期，化疗、免疫治疗等用药及之后的复查结果

I5 =
    .label = 局部复发者经多学科评估不适合局部治疗
    .plain = 头颈部病灶能否手术或放疗
    .need = 头颈部局部复发时，研究要求经多学科会诊认为不适合手术或放疗。
    .find = 多学科会诊（MDT）记录：能否手术或再放疗

I6 =
    .label = 至少一个可测量病灶（RECIST 1.1）
    .plain = 可以测量的病灶
    .need = 研究要求影像上至少有一个可以测量的病灶。
    .find = CT或磁共振报告：病灶大小（毫米或厘米）

I7 =
    .label = 预计生存期超过3个月
    .plain = 由研究医生判断的一项
    .need = 这是由研究医生判断的一项。
    .find = 由研究医生判断的一项

I8 =
    .label = ECOG体力状况评分0～2分
    .plain = 日常活动能力
    .need = 研究要求生活能够自理，白天一半以上时间能起床活动。
    .find = 病历：ECOG体力状况评分

I9a =
    .label = 中性粒细胞≥1.5×10⁹/L
    .plain = 血常规：中性粒细胞
    .need = 研究要求中性粒细胞不低于1.5×10^9/L。
    .find = 血常规：中性粒细胞绝对值（NEUT#、ANC）

I9b =
    .label = 血小板≥100×10⁹/L
    .plain = 血常规：血小板
    .need = 研究要求血小板不低于100×10^9/L。
    .find = 血常规：血小板（PLT）

I9c =
    .label = 血红蛋白≥9 g/dL（90 g/L）
    .plain = 血常规：血红蛋白
    .need = 研究要求血红蛋白不低于90 g/L（9 g/dL）。
    .find = 血常规：血红蛋白（HGB）

I9d =
    .label = 白蛋白≥2.8 g/dL（28 g/L）
    .plain = 肝功能：白蛋白
    .need = 研究要求白蛋白不低于28 g/L（2.8 g/dL）。
    .find = 肝功能：白蛋白（ALB）

I9e =
    .label = 总胆红素≤1.5×ULN；ALT、AST、ALP≤3×ULN
    .plain = 肝功能：胆红素和转氨酶等
    .need = 研究要求总胆红素不超过正常值上限的1.5倍，其他肝功能指标不超过3倍。
    .find = 肝功能：总胆红素（TBIL）、谷丙转氨酶（ALT）、谷草转氨酶（AST）、碱性磷酸酶（ALP），连同参考范围上限

I9f =
    .label = 肌酐≤1.5×ULN且肌酐清除率≥60 mL/min
    .plain = 肾功能：肌酐
    .need = 研究要求肌酐不超过正常值上限的1.5倍，且肌酐清除率不低于60 mL/min。
    .find = 肾功能：肌酐（CREA）及参考范围上限；现在的体重

I9g =
    .label = APTT和INR≤1.5×ULN（稳定抗凝者例外）
    .plain = 凝血功能
    .need = 研究要求凝血指标不超过正常值上限的1.5倍；稳定使用抗凝药且INR达标者例外。
    .find = 凝血功能：活化部分凝血活酶时间（APTT）、国际标准化比值（INR），连同参考范围上限

I10 =
    .label = HBV DNA<500 IU/mL；HCV-RNA阴性
    .plain = 化验：乙肝和丙肝
    .need = 有乙肝者，病毒量须低于500 IU/mL（或2500拷贝/mL）；有丙肝者，须查不到病毒。
    .find = 乙肝五项、HBV DNA、丙肝抗体、HCV-RNA

I11 =
    .label = 育龄期妇女：妊娠试验及避孕
    .plain = 一项个人事项（详见完整清单）
    .need = 可能怀孕的女性须妊娠试验阴性，并采取可靠的避孕措施。
    .find = 一项个人事项，可与研究医生沟通

I12 =
    .label = 未绝育男性：避孕
    .plain = 一项个人事项（详见完整清单）
    .need = 未绝育的男性须采取可靠的避孕措施。
    .find = 一项个人事项，可与研究医生沟通

E1 =
    .label = 既往CTLA-4、免疫检查点/共刺激药物或小分子TKI
    .plain = 用过的抗肿瘤药
    .need = 用过某些免疫药（如CTLA-4类）或小分子靶向药（“××替尼”类，即TKI）者不能入组。
    .find = 出院小结或药盒：所有抗肿瘤药物名称

E2 =
    .label = 脊髓压迫症状、病理性骨折风险、需急诊手术/放疗
    .plain = 脊髓、骨骼或急诊治疗
    .need = 研究要求没有以下情况：脊髓受压症状、肿瘤引起的骨折风险、需要急诊手术或放疗。
    .find = 脊柱磁共振或骨扫描报告；医生是否安排急诊手术或放疗

E3 =
    .label = 6个月内胃肠道穿孔和/或瘘
    .plain = 穿孔或瘘
    .need = 研究要求胃肠道穿孔或瘘已手术切除，或愈合已超过6个月。
    .find = 出院小结：穿孔或瘘的愈合日期、手术方式（切除或修补）

E4 =
    .label = 坏死病灶或侵犯气道/食管/动脉且有大出血风险
    .plain = 影像上的肿瘤情况
    .need = 由研究医生评估肿瘤有无出血风险。
    .find = CT或磁共振报告：有无坏死，有无侵犯气管、食管、动脉

E5 =
    .label = 其他恶性肿瘤
    .plain = 其他癌症
    .need = 研究要求其他癌症已治愈，且无瘤超过3年。
    .find = 另一种癌症的病历和病理报告：类型、治疗结束日期、最近复查结果

E6 =
    .label = 其他未控制的心脏症状或疾病
    .plain = 心脏：其他问题
    .need = 有未控制的心脏问题者不能入组。
    .find = 心内科病历、心电图、心脏超声

E6a =
    .label = NYHA II级及以上心力衰竭
    .plain = 心脏：心力衰竭
    .need = 心功能II级及以上的心力衰竭患者不能入组。
    .find = 心内科病历：心功能分级（NYHA）

E6b =
    .label = 不稳定型心绞痛
    .plain = 心脏：胸痛
    .need = 有不稳定型心绞痛（新发、加重或静息时胸痛）者不能入组。
    .find = 心内科病历：有无不稳定型心绞痛

E6c =
    .label = 1年内心肌梗死
    .plain = 心脏：心肌梗死
    .need = 研究要求心肌梗死已过1年以上。
    .find = 出院小结：心肌梗死的日期

E6d =
    .label = 需临床干预的有意义心律失常
    .plain = 心脏：心律
    .need = 有需要治疗的心律失常者不能入组。
    .find = 心电图、24小时动态心电图：心律失常

E7a =
    .label = 4周内使用研究药物
    .plain = 近期用过的研究药物
    .need = 使用其他研究药物后须间隔4周。
    .find = 其他研究的资料：末次用药日期

E7b =
    .label = 同时参加其他临床研究
    .plain = 正在参加的其他研究
    .need = 正在其他研究中接受试验治疗者不能入组。
    .find = 其他研究的资料：是否仍在治疗，还是仅随访

E7c =
    .label = 2周内全身激素>10 mg/日或免疫抑制剂
    .plain = 激素和抑制免疫的药
    .need = 首次用药前2周内，激素量折合泼尼松每天不超过10毫克，且不用抑制免疫的药。
    .find = 出院小结或药盒：激素或免疫抑制剂的药名、每日剂量、末次日期

E7d =
    .label = 4周内接种疫苗／抗肿瘤疫苗
    .plain = 疫苗接种
    .need = 接种任何疫苗后须间隔4周。
    .find = 接种记录：疫苗名称和末次接种日期

E7e =
    .label = 4周内大手术或严重外伤
    .plain = 手术或外伤
    .need = 大手术或严重外伤后须间隔4周。
    .find = 出院小结：手术名称和日期

E9 =
    .label = 4周内严重感染、活动性肺部炎症或需抗生素
    .plain = 近期感染
    .need = 严重感染后须间隔4周，且目前不需要用抗生素。
    .find = 出院小结：感染和抗生素的结束日期；胸部CT报告

E10 =
    .label = 自身免疫性疾病
    .plain = 免疫系统疾病
    .need = 有自身免疫性疾病或既往史者，除少数情况外不能入组。
    .find = 病历：自身免疫性疾病的诊断和目前用药

E11 =
    .label = 免疫缺陷、HIV、器官/异基因骨髓移植
    .plain = 一项个人健康事项（详见完整清单）
    .need = 有免疫缺陷（如HIV感染）或接受过他人器官、骨髓移植者不能入组。
    .find = 一项个人健康事项，可与研究医生沟通

E12 =
    .label = 间质性肺病／非感染性肺炎
    .plain = 肺部炎症或间质性肺病
    .need = 有间质性肺病或非感染性肺炎病史者不能入组（未用激素的放射性肺炎除外）。
    .find = 胸部CT报告、出院小结：间质性肺病、放射性肺炎，是否用过激素

E13 =
    .label = 肺结核
    .plain = 肺结核
    .need = 研究要求肺结核已正规治疗，且不活动已超过1年。
    .find = 结核病历：治疗是否足疗程、结束日期；胸部CT报告

E14 =
    .label = 活动性乙肝或丙肝
    .plain = 化验：乙肝和丙肝
    .need = 有乙肝者，病毒量须低于500 IU/mL（或2500拷贝/mL）；有丙肝者，须查不到病毒。
    .find = 乙肝五项、HBV DNA、丙肝抗体、HCV-RNA

E15 =
    .label = 精神类药物滥用、酗酒或吸毒史
    .plain = 一项个人情况（详见完整清单）
    .need = 有酒精依赖、吸毒或滥用精神类药物病史者不能入组。
    .find = 一项个人情况，可与研究医生沟通

E16 =
    .label = 妊娠或哺乳期
    .plain = 怀孕和哺乳
    .need = 怀孕或哺乳期妇女不能入组。
    .find = 妊娠试验（HCG）

E17 =
    .label = 研究者判断的其他因素
    .plain = 其他可能有影响的情况
    .need = 由研究医生判断其他可能影响完成研究的情况。
    .find = 其他严重疾病的病历

## 需要研究团队判断的原因

because-about_six_months =
    .plain = 复发时间在放疗后6个月左右，需要团队核对具体日期
    .clinician = I4：间隔恰为6个月或日期不精确；原文“6个月内”未说明是否含最后一天

because-about_three_months =
    .plain = 此项由研究医生判断
    .clinician = I7：原文为“>3个月”，约3个月处于界值，由研究者判断

because-alp_alone =
    .plain = 仅碱性磷酸酶（ALP）偏高，公开内容没有写清是否有影响
    .clinician = I9e：仅ALP>3×ULN；原文“和/或”有歧义，未提及骨转移或肝转移

because-aptt_on_anticoagulant =
    .plain = 使用抗凝药期间一项凝血指标偏高
    .clinician = I9g：稳定抗凝下APTT>1.5×ULN；例外条款仅提及INR

because-arrhythmia_controlled =
    .plain = 心律失常轻微或已控制，需要医生判断
    .clinician = E6d：心律失常已控制或轻微；是否属于有临床意义且需干预，须由研究者判断

because-autoimmune_or_not =
    .plain = 需要团队判断这是否属于自身免疫性疾病
    .clinician = E10：免疫相关不良反应、成人哮喘、未稳定替代的甲状腺疾病或仅外用药的皮肤病；既未明确列入，也未明确豁免

because-betamethasone_factors =
    .plain = 这种激素的剂量需要团队换算
    .clinician = E7c：倍他米松的两种换算系数（0.75与0.6 mg）对是否超过泼尼松10 mg/日结论不一

because-boundary_date =
    .plain = 日期正好在期限边缘，或不够精确
    .clinician = 日期恰在时间窗最后一天或不精确；原文“以内”未说明是否含最后一天

because-clearance_constants =
    .plain = 肾功能数值非常接近界值
    .clinician = I9f：Cockcroft-Gault公式的精确常数与常用常数对≥60和<60 mL/min结论不一；“附录3”未公开

because-contraception_method =
    .plain = 这项个人事项需要与团队沟通
    .clinician = I11/I12：禁欲或无需避孕；均不在原文所列方法之中

because-cord_treated =
    .plain = 脊髓问题已治疗，需要团队了解情况
    .clinician = E2：脊髓压迫已治疗、现无症状；原文只提症状，未提病史

because-cytology_only =
    .plain = 只有细针穿刺细胞学，没有组织标本
    .clinician = I3：仅有细胞学；原文要求组织学确诊

because-hcv_below_quantification =
    .plain = 查到极少量丙肝病毒，需要团队判断
    .clinician = I10/E14：HCV-RNA检出但低于定量下限，介于“阴性”与“高于检测限”之间

because-investigator_decides =
    .plain = 此项须由研究医生判断
    .clinician = E4、E6、E17：由研究者判断，或为开放式列举（“如”）

because-irradiated_lesion =
    .plain = 能测量的病灶以前放疗过
    .clinician = I6：仅有既往放疗过的病灶，未证实进展（RECIST 1.1）

because-kind_of_fistula =
    .plain = 需要团队判断这种瘘是否在要求之内
    .clinician = E3：咽皮肤瘘或气管食管瘘；是否属于“胃肠道”瘘不明确

because-kind_of_radiotherapy =
    .plain = 需要团队判断这种放疗是否符合要求
    .clinician = I4：术后放疗或早期肿瘤放疗；是否属于局部晚期的“根治性放疗”不明确

because-lmwh_target =
    .plain = 使用低分子量肝素期间的凝血指标需要团队判断
    .clinician = I9g：低分子量肝素没有INR目标值，而例外条款要求INR在治疗范围内

because-local_treatment_possible =
    .plain = 可能还可以手术或放疗，应先考虑
    .clinician = I5：认为适合局部治疗（患者转述，或同时有远处转移）

because-low_risk_cancer =
    .plain = 另一种癌症属于低危类型，由团队个别判断
    .clinician = E5：所列低危肿瘤治愈≤3年；按字面须满3年，多数研究不受此限

because-mdt_not_done =
    .plain = 还没有经过多学科会诊评估能否手术或放疗
    .clinician = I5：尚未评估是否适合局部治疗；原文要求多学科评估

because-mild_infection =
    .plain = 有轻微感染，或仅为预防使用抗生素
    .clinician = E9：轻微感染未用抗生素，或仅预防用药；原文“感染的症状和体征”未限定级别

because-minor_procedure =
    .plain = 需要团队判断这项小操作是否有影响
    .clinician = E7e：28天内的小操作（胃造瘘、气管切开）；原文未定义“大手术”

because-never_disappeared =
    .plain = 肿瘤一直没有消失，需要团队判断是否算复发
    .clinician = I4：仅为残留/未控；按字面既非复发也非转移

because-no_mdt =
    .plain = 目前是主管医生的意见，研究要求多学科会诊
    .clinician = I5：仅主管医生认为不适合局部治疗；原文要求多学科评估

because-no_uln =
    .plain = 缺少化验单上的参考范围上限
    .clinician = I9e～I9g：未提供ULN，数值处于可能范围的灰区

because-nyha_class =
    .plain = 心力衰竭的分级还不清楚
    .clinician = E6a：有心力衰竭，NYHA分级不明；II级及以上须排除

because-old_report =
    .plain = 化验单已超过4周或没有日期
    .clinician = 数值超限，但报告超过28天或无日期；原文未规定化验时限（28天为本工具的假设）

because-old_scar =
    .plain = 影像上有陈旧性结核病灶，需要团队判断
    .clinician = E13：仅影像提示陈旧性病灶；活动性及既往治疗不明

because-older_tumour_vaccine =
    .plain = 以前打过肿瘤疫苗
    .clinician = E7d：较早前用过抗肿瘤疫苗；“4周内”是否也适用于抗肿瘤疫苗不明确

because-only_repaired =
    .plain = 穿孔或瘘是缝合、修补的，没有切除
    .clinician = E3：仅修补或闭合；例外条款为“手术切除”

because-other_anticoagulant =
    .plain = 公开内容没有提到这种抗凝药
    .clinician = I9g：使用DOAC或其他抗凝药且指标升高；例外条款仅举低分子量肝素和华法林

because-prior_checkpoint_drug =
    .plain = 公开内容对用过的某种药没有写清楚
    .clinician = E1：仅用过PD-1/PD-L1（或其他标记药物）：按字面排除免疫检查点药物，而登记摘要又提及PD-1治疗后的患者

because-replacement_with_autoimmune =
    .plain = 激素和自身免疫性疾病需要团队一并判断
    .clinician = E7c：替代治疗>10 mg/日仅在无活动性自身免疫性疾病时允许

because-self_report =
    .plain = 此项需要医生判断
    .clinician = 由患者或家属转述，需要医生确认

because-stopped_for_toxicity =
    .plain = 停药是因为副作用，而不是肿瘤进展
    .clinician = I4：因毒性停药而未进展；标准写“进展”，摘要写“失败”

because-test_contradicts =
    .plain = 检测结果与回答不一致，需要复查
    .clinician = E16：妊娠试验阳性，但回答未妊娠

because-tissue_graft =
    .plain = 这项个人健康事项需要与团队沟通
    .clinician = E11：角膜或组织移植；原文指器官移植和异基因骨髓移植

because-trial_follow_up =
    .plain = 另一项研究只在随访，需要团队判断是否有影响
    .clinician = E7b：干预性研究仅随访；原文仅豁免观察性研究

because-tumour_site =
    .plain = 需要团队判断这种肿瘤是否符合要求
    .clinician = I3：皮肤鳞癌、原发灶不明的颈部转移癌或颈段食管癌；是否属于原文所指的头颈部鳞癌不明确

because-undiagnosed_use =
    .plain = 这项个人情况需要与团队沟通
    .clinician = E15：用量较大但未被诊断；原文为“已知”的滥用史

because-unrecognised_drug =
    .plain = 有一种药名无法识别
    .clinician = E1、E7c：有无法识别、未写明或表述为否定的药物；须核实药名

because-vaccine_like_drug =
    .plain = 需要团队判断用过的某种药是否算肿瘤疫苗
    .clinician = E7d：用药中有肿瘤疫苗、溶瘤病毒或基因治疗；是否受E7d限制及时限不明确

## 不符合项是否可能改变

change-permanent = 预计不会改变
change-personal = 取决于患者本人意愿，无日期
change-care_first = 可能改变，但应以当前治疗为先，无日期
change-temporary = 可能改变，无日期
change-temporary_until = 可能改变，最早日期：{ $date }

because-disagreement =
    .plain = 医生与患者或家属的回答不一致
    .clinician = 医生与患者或家属的回答不一致，两者均保留，需人工判断

because-contradiction =
    .plain = 两处回答不一致
    .clinician = 两处回答相互矛盾，需人工判断
