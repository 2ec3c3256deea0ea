# 数据导出和方案问题登记表：供研究协调员阅读。

## 筛选日志和匿名数据集的列名

column-code = 编号
column-trial = 试验
column-version = 规则和文字版本
column-role = 填写人
column-language = 语言
column-started = 开始时间
column-concluded = 完成时间
column-phase = 当前阶段
column-outcome = 结论
column-ruled_outcome = 按研究团队裁定的结论
column-not_now = 目前不符合，以后可能符合
column-earliest = 最早日期
column-failed = 不符合的标准
column-review = 待判断的标准
column-unknown = 信息不足的标准
column-overridden = 人工判定的标准
column-flags = 危险信号
column-follow_up = 随访状态
column-assigned = 负责人
column-last_contact = 最近一次跟进或信件
column-may_write = 同意接收信件
column-month = 得出结论的月份
column-sex = 性别
column-age = 年龄段
column-diagnosis = 诊断
column-days_to_earliest = 距最早日期的天数

## 取值

yes = 是
no = 否
role-patient = 患者
role-family = 家属
role-clinician = 医生
language-en = 英文
language-zh = 中文
phase-language = 选择语言
phase-role = 选择填写人
phase-age = 年龄
phase-consent = 知情同意
phase-asking = 回答中
phase-confirming = 核对答案
phase-concluded = 已完成
phase-declined = 未同意
phase-withdrawn = 已退出
follow_up-new = 新
follow_up-contacted = 已联系
follow_up-booked = 已预约
follow_up-consented = 已签署知情同意书
follow_up-screen_failure = 筛选失败
follow_up-withdrawn = 已退出
flag-RF_AIRWAY = 呼吸困难
flag-RF_SUICIDE = 自杀念头
flag-RF_CORD = 脊髓压迫
flag-RF_BLEED = 出血
flag-RF_CHEST = 胸痛
flag-RF_INFECTION = 严重感染

## FHIR

fhir-title = { $nct } 预筛选问卷
fhir-word = 无法填写数值时选择
fhir-uln = 化验单上的参考范围上限

## 方案问题登记表

ruling-allowed = 允许
ruling-excluded = 排除
ruling-noted = 已记录
ruling-withdrawn = 撤回
ruling-none = 待答复
ruling-touches = 涉及筛选：{ $count } 例
ruling-by = { $ruling } · { $name } · { $date }
ruling-note = 备注：{ $note }
ruling-recorded = 已登记：{ $title }：{ $ruling }。
ruling-flips = 结论发生变化：{ $count } 例
ruling-flip = { $code }：{ $before } → { $after }
ruling-rescored = 已重新评定：{ $count } 例
bad_ruling-no_question = 没有这个方案问题。“prescreen ruling list”可列出全部问题。
bad_ruling-no_ruling = 这个问题不能作此裁定。
bad_ruling-no_note = 请写明研究团队的答复。
bad_ruling-long_note = 备注过长。
bad_ruling-no_coordinator = 没有这个姓名的研究协调员。
