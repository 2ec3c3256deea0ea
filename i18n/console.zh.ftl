# 研究协调员（CRC）工作台的文字。

product = 预筛选工作台
skip = 跳到正文
nav = 页面
nav-list = 筛选列表
nav-figures = 统计
nav-rulings = 方案待议问题
nav-export = 导出
other-language = English
sign-out = 退出
footer = 预筛选仅依据公开的入选标准和排除标准，不作任何决定，是否入组由研究者判断。所有时间均为北京时间。

## 登录

sign-in = 登录
sign-in-title = 登录研究工作台
sign-in-lead = 仅供研究协调员使用。每次查看都会留下记录。
sign-in-name = 用户名
sign-in-password = 密码
sign-in-hint = 还没有账号？请联系本服务的管理员添加。
sign-in-wrong = 用户名或密码不正确。
sign-in-too-many = 尝试次数过多，请15分钟后再试。
link-lead = 此链接仅可登录一次。
link-used = 链接已失效，请向机器人重新获取。

## 出错

error-403 = 表单已失效
    .help = 可能已在其他窗口重新登录。请重新打开页面后再操作一次。
error-404 = 没有找到
    .help = 编号可能有误，或该筛选已被本人删除，或本人未同意提供给研究团队。
error-413 = 内容过长
    .help = 请缩短后再试。
error-500 = 出了点问题
    .help = 未作任何更改，请重试。
form-incomplete = 表单填写不完整，未保存。

## 结论、随访状态、标准状态

outcome-likely_eligible = 可能符合
outcome-needs_confirmation = 待团队确认
outcome-not_now = 暂不符合
outcome-likely_not_eligible = 可能不符合
outcome-unfinished = 未完成
outcome-stopped = 本人中止
follow-new = 待联系
follow-contacted = 已联系
follow-booked = 已预约
follow-consented = 已签知情同意
follow-screen_failure = 筛选失败
follow-withdrawn = 退出
status-met = 符合
status-failed = 不符合
status-review = 待判断
status-unknown = 信息不足
status-not_applicable = 不适用
status-hospital = 医院检查
role-patient = 患者本人
role-family = 家属
role-clinician = 医生
language-en = 英文
language-zh = 中文

## 筛选列表

filters = 筛选条件
filter-outcome = 结论
filter-follow_up = 随访状态
filter-assigned = 负责人
filter-role = 填写人
filter-language = 语言
filter-point = 待确认标准
filter-since = 活动日期从
filter-until = 至
filter-flagged = 有危险信号
filter-soon = 一周内可能符合
any = 全部
assigned-me = 我
assigned-none = 未分配
search = 搜索
search-hint = 编号或备注
search-words = 同时搜索对话原话
search-words-note = 原话仅搜索最近2,000例。
sort = 排序
sort-newest = 最近活动
sort-oldest = 最早活动
sort-begun = 最近开始
sort-earliest = 最早可入组日期
apply = 应用
clear = 清除
alert-soon = 例本周可能转为符合
alert-flagged = 例有危险信号，尚未联系
col-code = 编号
col-result = 结论
col-open = 待确认
col-who = 填写人
col-follow_up = 随访状态
col-updated = 最近活动
list-total = 共 { $number } 例
list-empty = 没有符合条件的筛选记录。
red-flag = 危险信号
ruled = 按裁定
from-day = { $day } 起
nothing-open = 无
pages = 翻页
page-before = ← 上一页
page-after = 下一页 →
page-of = 第 { $page } / { $pages } 页

## 单例筛选

case-begun = 开始
case-concluded = 出结果
case-earliest = 最早日期
case-version = 版本
case-wording = 用语版本 { $version }
other-version = 此例使用的是另一版本的标准或用语。当时的判断原样显示，说明文字和另一语言按现行版本显示。
red-flags = 危险信号
flag-RF_SUICIDE = 自杀念头
flag-RF_CORD = 脊髓压迫表现
flag-RF_BLEED = 出血
flag-RF_CHEST = 胸痛、晕厥或卒中表现
flag-RF_AIRWAY = 呼吸困难
flag-RF_INFECTION = 重症感染表现
after-review = 团队复核后：
told-person = 已告知本人：
on-this-page = 本页内容
part-findings = 逐条判断
part-answers = 回答
part-conversation = 对话
part-follow-up = 随访
group-review = 待研究者判断
group-unknown = 信息不足
group-failed = 不符合
group-judged = 团队已判定
group-hospital = 信息不足（医院会检查）
group-met = 符合
group-not_applicable = 不适用
finding-answer = 依据的回答
finding-missing = 待查
finding-reason = 原因
finding-change = 能否改变
finding-note = 说明
finding-lifted = 由医院检查确认，不影响结论。
findings-none = 尚无回答，暂无判断。
override = 人工判定
override-status = 判定为
override-reason = 理由
override-save = 保存判定
override-original = 规则判断：
answers-none = 尚无回答。
edited = 已修改
disagreement = 两者不一致
handed-over-patient = 由患者开始，医生接续。每项回答都注明是谁填写的。
handed-over-family = 由家属开始，医生接续。每项回答都注明是谁填写的。
conversation-note = 按本人所见显示，并附另一语言。从知情同意之后开始。
conversation-none = 知情同意之后还没有对话。
pressed = 点选按钮
read-as = 理解为
read-edited = 修改
read-asked = 向本人核对
read-differs = 与之前不同
to-team = 回复团队
letter-bot = 机器人消息
letter-due = 待发送，{ $at }
letter-sent = 已发送，{ $at }
letter-dropped = 未发送

## 随访

follow-state = 状态
assign = 负责人
assign-save = 分配
note = 备注
note-hint = 备注仅团队可见，请勿填写姓名和电话。
note-save = 添加备注
letter = 给本人发消息
letter-ready = 常用语
letter-own = 内容
letter-hint = 由机器人在北京时间08:00–21:00之间送达；回复本人消息时立即发送。您看不到对方是谁。
letter-send = 发送
letter-not-allowed = 本人未同意接收团队消息。
history = 随访记录
history-none = 还没有随访记录。
did-state = 状态改为
did-assign = 分配给
did-override = 人工判定
accesses = 查看记录
access-view = 查看
access-state = 更改状态
access-note = 添加备注
access-override = 人工判定
access-assign = 分配
access-letter = 发送消息
access-export = 导出

## 发给本人的常用语

ready-call = 感谢您的回答。请在方便时致电研究团队，并报上您的编号，我们会与您沟通下一步。
ready-documents = 感谢您的回答。请提前准备好：病理报告、最近的影像和化验单，以及所有抗肿瘤药物和使用日期。
ready-visit = 根据您的回答，可以考虑预约研究医生的门诊。请致电研究团队并报上您的编号，以便安排。
ready-question = 我们看了您的回答，有一处想与您核对。请致电研究团队并报上您的编号。
ready-closed = 感谢您的关注。目前看这项研究不太适合，请与主管医生商量其他治疗选择。如情况有变化，欢迎再联系我们。

## 统计

figures-span = 时间范围
figures-days = 近 { $days } 天
figures-note = 统计在此期间开始的筛选。只有前两步包含未同意提供给团队的人，仅计人数，不涉及任何回答。
screenings = 例数
chart-table = 查看数据表
chart-empty = 此期间没有数据。
chart-funnel = 从第一条消息到参加研究
    .note = 各步骤的例数，最后几步仅计可能符合或待确认者。
chart-outcomes = 按填写人和语言分布的结论
    .note = 全部已提供给团队的筛选。
chart-reasons = 不符合或待判断的标准
    .note = 已完成的筛选中最常见的标准。
chart-stops = 停在哪一题
    .note = 未完成的筛选中最后回答的问题。
chart-minutes = 从第一条消息到出结果的时间
    .note = 含中途停顿。
step-started = 开始
step-agreed = 同意回答问题
step-shared = 同意提供给团队
step-finished = 完成
step-hopeful = 可能符合或待确认
step-contacted = 已联系
step-booked = 已预约
step-consented = 已签知情同意
minutes-to = { $minutes } 分钟以内
minutes-over = 超过 { $minutes } 分钟

## 方案待议问题

rulings-lead = 公开登记信息没有写清楚的地方。团队的裁定连同姓名和时间登记在案，并重新计算涉及的筛选；原结果保留不变。
by-ruling = 按团队裁定：
rulings-waiting = 待裁定
rulings-ruled = 已裁定
rulings-quiet = 尚未涉及已完成的筛选
ruling-saved = 已登记：{ $title }。
ruling-touched = 涉及已完成的筛选 { $number } 例
ruling-which = 查看编号
ruling-give = 登记裁定
ruling-choice = 团队裁定为
ruling-source = 裁定内容及出处
ruling-save = 登记

## 导出

export-lead = 仅含已同意提供给团队的筛选。每次导出都会留下记录。
export-language = 导出语言
export-download = 下载
export-csv = 筛选日志（CSV）
    .help = 每例一行，列出未满足和待确认的标准、日期和随访状态，可直接用Excel打开。
export-json = 完整记录（JSON）
    .help = 全部问题、回答和判断，用于归档或分析。
export-fhir = HL7 FHIR R4
    .help = 中英文问卷，以及每例筛选的QuestionnaireResponse。
export-anonymous = 匿名数据集（CSV）
    .help = 用于研究：不含编号和具体日期，少于5人的组合不列出。
