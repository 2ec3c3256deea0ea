# 与具体研究无关的全部用语。

## 选择

ask-language = Please choose a language. / 请选择语言。
pick-en = English
pick-zh = 中文
pick-yes = 是的
pick-no = 不对，我要修改
pick-keep = 保留原来的回答
pick-see_result = 现在看结果
pick-go_on = 继续回答
pick-finish = 都对，查看结果
pick-edit = 修改回答
pick-restart = 重新开始
pick-resume = 接着上次继续
pick-agree = 同意并继续
pick-refuse = 我不同意
pick-both_right = 两个都对
pick-done = 选好了
pick-stay = 不，返回
pick-delete = 是的，全部删除
pick-contact = 允许研究团队在这里给我发消息
pick-no_contact = 不再接收消息
pick-handover = 给医生的交接码
pick-answer = 回复
pick-leave = 暂不回复
pick-check_again = 重新核对
pick-1 = 1
pick-2 = 2
pick-3 = 3
pick-4 = 4
pick-5 = 5
pick-6 = 6
pick-7 = 7
pick-8 = 8

## 提问

control-back = ← 上一题
control-why = 为什么问
control-stop = 结束
welcome = 您好！我会把您的回答与一项肿瘤研究（{ $nct }）公开的入组条件逐条比对，大约需要10分钟，您可以随时停下来。本对话不用于急救。紧急情况请拨打120（中国大陆）或当地急救电话。
progress = 第 { $number } 题，共约 { $total } 题
choose-many = 勾选后请点“{ $done }”。
type-or-choose = 不知道药名的话，可以选药的种类，选完请点“{ $done }”。
type-or-choose-typed = 不知道药名的话，请输入药的种类前的字母，例如 a b。
choose-many-typed = 请输入所有符合的序号，例如 1 3。
type-date = 请输入日期，例如 2026-11-15，或点按钮。
current-answer = 您之前的回答：{ $answer }
echo = ✓ { $label }：{ $answer }
chosen = ✓ { $answer }
no-help = 您的回答会与研究公开的条件比对。
back-nothing = 这是第一题，前面没有问题了。

## 核对

read_back-stopper = 您的回答是——{ $label }：{ $answer }。对吗？
read_back-unusual = { $label }：您填写的是 { $answer }，这个数值不常见，确认无误吗？
read_back-unit_needed = 化验单上写的是哪个单位？
read_back-wrong_unit = 您指的是哪一个？
read_back-ambiguous_date = 您指的是哪个日期？
read_back-ambiguous_number = 您指的是哪个数值？
read_back-number_needed = 您指的是哪个数值？
read_back-ambiguous_choice = 您是指下面的意思吗？
read_back-ambiguous_drug = “{ $typed }”指的是哪一种？
read_back-did_you_mean = “{ $typed }”是指下面的药吗？
read_back-not_a_drug = 没有查到“{ $typed }”这种药。按您写的保留吗？
read_back-negated_drug = 您写的是没有用过“{ $typed }”，所以没有列入。下面的用药对吗？
read_back-birth_year = 您写的像是出生日期。请问今年多少周岁？
read_back-nominal_age = 请问周岁是多少？
read_back-out_of_range = 您指的是哪一个？
read_back-future_date = 您指的是哪个日期？

report-hint =
    .patient = 也可以把化验单上的几项数值放在一条消息里发送。
    .family = 也可以把化验单上的几项数值放在一条消息里发送。
    .clinician = 也可以一条消息写全，例如：男，62岁，鼻咽癌肺转移，ECOG 1分，中性粒3.2，血小板180，血红蛋白112g/L，总胆红素12/26，肌酐78，体重60
result-also_open = 研究团队还需要确认：
report-read = 从您的消息中读到以下内容，对吗？
report-doubtful = 以下内容不能确定，会再问一次：
report-changed = { $line }（之前：{ $before }）
report-unread = 以下内容没有读懂（如有必要，请在后面的问题中回答）：
report-complete = 都对，用药已写全
report-yes = 都对，但用药可能有遗漏
report-all = 都对
held = 收到。这条消息先放在一边，您同意之后再读取。

## 没有看懂

reject-empty = 没有收到内容，请直接输入回答，或点按钮。
reject-too_long = 内容太长了，请写短一些。
reject-not_understood = 抱歉，没有看懂。
reject-not_a_number = 请发送数字，例如 3.2。
reject-not_a_date = 请发送日期，例如 2026-11-20，或只写 2026-11；不能晚于今天。
reject-not_an_option = 抱歉，没能对应到下面的选项。请点按钮，或输入序号。
reject-out_of_range = 这个数值与问题不符，请再核对一下。
reject-future_date = 这个日期还没有到。请发送日期，例如 2026-11-20，或只写 2026-11；不能晚于今天。
reject-ambiguous_date = 不能确定是哪个日期，请写成 2026-11-20，或只写 2026-11。
reject-ambiguous_number = 不能确定是哪个数值，请只发送一个数字。
reject-ambiguous_choice = 不能确定您选的是哪一项，请点按钮，或输入序号。
reject-unit_needed = 请按化验单写上数值和单位。
reject-wrong_unit = 这个单位与该项目不符，请再看一下化验单。
reject-wrong_test = 这像是另一个化验项目，请找问题里写的那一项。
reject-number_needed = 请填写化验单上的数值和单位，不要只写“正常”或“偏高”。
reject-birth_year = 请填写周岁，不要写出生日期。
reject-nominal_age = 请填写周岁，不是虚岁。
reject-negated_drug = 请只写用过的药。
reject-did_you_mean = 不能确定是哪种药，请看一下药盒或出院小结。
reject-ambiguous_drug = 不能确定是哪种药，请写全名。
reject-not_a_drug = 没有看到药名，请按药盒上的名称填写。
reject-nothing_ticked = 还没有勾选。请至少勾选一项，或选“不清楚”。
reject-at_end = 要修改回答，请用 /answers。想了解研究，请用 /study 或 /contact。
reject-exclusive_choice = “都没有”或“不清楚”不能和其他选项一起选，请重新选择。
reject-relapse_before_end = 这个日期早于放疗结束的日期，请核对两个日期。

## 同意

consent-choose = 请勾选您同意的内容，带 * 的为必选。
consent-incomplete = 带 * 的各项都同意才能继续。您也可以选择不同意，我们不会保存任何信息。
consent-required = { $text } *

declined = 没关系，对话到此结束，不保存任何信息，也不影响任何诊疗。
begin-again = 要重新开始，请发送 /start。

## 进行中

stop-offer = 您的回答中有以下内容与研究公开的要求不一致：
stop-offer-choice = 您想现在看结果，还是先答完其余的问题？
review-title = 出结果之前，请核对您的回答：
answers-title = 您目前的回答：
change-answer = 修改：{ $label }
answers-none = 还没有回答。
answers-change = 点一项即可修改。
answers-change-typed = 请输入要修改的那一项的序号。
paused = 提问已暂停。您想继续时，请点“{ $go_on }”。
withdrawn = 已经停下，您的回答已保存。可以以后继续，也可以用 /delete 全部删除。
welcome-back = 欢迎回来，我们接着上次继续。
restart-confirm = 从头开始吗？之前的回答会被删除。
delete-confirm = 把您告诉我的全部内容立即永久删除吗？
deleted = 已全部删除。Telegram 会保留这个聊天的副本，请在 Telegram 中自行删除聊天。要重新开始，请发送 /start
deleted-terminal = 已全部删除。要重新开始，请输入 /start
result-changed = 修改后结果有变化：原来是“{ $before }”，现在是“{ $after }”。
result-same = 总体结果与之前相同。
result-rechecked = 已重新核对。{ $date } 的结果是“{ $before }”，现在是“{ $after }”。
result-gone = 以下几点已不再是障碍：
result-full-list = 发送 /points 可以看到研究的每一项要求和您的回答。
points-title = 研究的每一项要求：
points-met = 符合
points-failed = 与要求不一致
points-review = 由研究团队核对
points-unknown = 待确认
points-not_applicable = 不适用
result-code = 联系研究团队时请报编号：{ $code }
result-code-private = 您的预筛选编号是 { $code }。您没有同意把回答提供给研究团队，所以他们用编号查不到您的回答；联系时请直接说明情况。
change-label = 能否改变：{ $change }
your-answer = 回答：{ $answer }
language-changed = 我们接下来用中文。
role-doctor = 您是以医务人员的身份填写。

## 研究团队的消息

contact-offer =
    .patient = 如果您愿意，研究团队可以在这个聊天里给您发消息。他们能看到您的编号和回答，但不会知道您是谁。未经您允许不会发送，您也可以随时取消。
    .family = 如果您愿意，研究团队可以在这个聊天里就患者的情况给您发消息。他们能看到编号和回答，但不会知道您是谁。未经您允许不会发送，您也可以随时取消。
    .clinician = 如果您愿意，研究团队可以在这个聊天里就该患者与您联系。他们能看到编号和回答，但不会知道您是谁。未经您允许不会发送，您也可以随时取消。
contact-on = 研究团队现在可以在这里给您发消息。要取消，请用 /contact，或点每条消息下面的按钮。
contact-off = 研究团队不能再在这里给您发消息。您的回答不受影响。要重新允许，请用 /contact
contact-is_on = 研究团队可以在这里给您发消息。要取消，请点按钮。
letter = ✉️ 研究团队的消息：
letter-write = 请写下您给研究团队的回复。请不要包含姓名、证件号等可识别信息。紧急情况请勿在这里留言。
letter-passed_on = 谢谢，研究团队会看到您的回复。
letter-gone = 这条消息已不存在，无法回复。
reminder = 从今天起，以下几点应该不再是障碍：
reminder-check = 要重新核对吗？只会再问可能有变化的内容。这不代表一定能入组。
reminder-planned = 我会在 { $date } 给您发一次消息，提醒您重新核对。
reminder-too_late = 请您记下这个日期：{ $date }。您的回答不会保存到那时，所以我无法提醒您。
recheck = 距离上次的结果已过了一段时间，我只再问可能有变化的内容。
recheck-nothing = 您的结果中没有需要等待日期的内容。要更正回答，请用 /answers。

## 交给医生继续

handover-code =
    .patient = 给医生的交接码：{ $code }。请交给您的主管医生：医生凭此码可以看到您的回答，并补充缺少的内容。请医生在自己的手机上打开本机器人，发送：/code { $code }。此码只能使用一次，7天内有效；之前的交接码随即失效。请不要给其他人。如果您用 /delete 删除信息，医生那里的副本也会一并删除。
    .family = 给医生的交接码：{ $code }。请交给患者的主管医生：医生凭此码可以看到您的回答，并补充缺少的内容。请医生在自己的手机上打开本机器人，发送：/code { $code }。此码只能使用一次，7天内有效；之前的交接码随即失效。请不要给其他人。如果您用 /delete 删除信息，医生那里的副本也会一并删除。
handover-patients = 只有患者或家属可以交接。要接着患者的回答继续，请发送 /code 和患者给您的交接码。
code-hint = 如果患者给了您交接码，请现在直接发送。
code-how = 请发送 /code 和患者给您的交接码，例如 /code 2345-6789。
code-invalid = 交接码无效。
code-too_many = 错误的交接码太多，请一小时后再试。
code-doctors = 交接码供医生使用。您正以患者或家属的身份填写；要以医生的身份开始，请用 /restart。
code-busy = 这里还有一份未完成的核对。请先完成，或用 /restart 重新开始，再发送交接码。
code-taken =
    .patient = 谢谢。您将接着患者的回答继续，只需回答还缺少的内容；每个回答都会保留是谁填写的。请先阅读告知内容。
    .family = 谢谢。您将接着患者家属的回答继续，只需回答还缺少的内容；每个回答都会保留是谁填写的。请先阅读告知内容。
handed-over = 以下内容已经填写。如有不对，请用 /answers：两个回答都会保留，由研究团队核对。
by-patient = 患者填写
by-family = 家属填写
answer-by = { $line }（{ $who }）
answer-other = { $line }；您的回答：{ $answer }
disagreed =
    .patient = 患者的回答是：{ $answer }。两个回答都会保留，由研究团队核对这一点。
    .family = 家属的回答是：{ $answer }。两个回答都会保留，由研究团队核对这一点。

## 不是回答的内容

text-only = 为保护隐私，请只发送文字，不要包含姓名、证件号等可识别信息。
edited = 我看不到修改过的消息。要修改回答，请用 /answers。
stale = 这个问题已经回答过了。要修改，请用 /answers。
group = 请与我私聊：健康信息不适合在群里说。
aside-how_long = 大约10分钟，可以随时停下，以后再继续。
aside-thanks = 不客气。
aside-hello = 您好！
masked = 请不要发送电话号码、身份证号或电子邮箱。我已把疑似的内容去掉（显示为 ***），不会保存。
unknown-command = 没有这个命令。发送 /help 看看我能做什么。
unavailable = 系统暂时无法保存内容，所以现在不能接收回答。您之前发的内容都在；刚才这条会在恢复后处理，请不要重复发送。
too-fast = 您发送得太快了。请稍等一分钟再继续；刚才这几条没有读取。
error = 我们这边出了点问题，您发的内容没有丢失，请稍后再试。
nothing-to-stop = 现在还没有开始，不用结束。
help = 您可以这样做：
    /answers：查看和修改回答
    /back：上一题
    /why：为什么问这个
    /study：这是什么研究
    /contact：研究团队的电话，以及是否允许他们给您发消息
    /handover：给医生的交接码，由医生接着填写
    /code：接着患者的回答继续（供医生使用）
    /language：English 或 中文
    /stop：先停下，以后再继续
    /restart：重新开始
    /delete：删除全部信息
    /export：获取我们保存的全部内容
    /privacy：您的信息如何处理
    每个问题都可以回答“不清楚”。

## 命令

command-start = 开始或继续
command-language = English / 中文
command-study = 这是什么研究
command-back = 上一题
command-why = 为什么问这个
command-answers = 查看和修改回答
command-restart = 重新开始
command-stop = 先停下
command-delete = 删除全部信息
command-export = 导出我的信息
command-handover = 给医生的交接码
command-contact = 研究团队的电话
command-privacy = 您的信息如何处理
command-help = 我能做什么

## 数值

unit-uln = { $value } { $unit }（正常上限 { $uln }）
unit-plain = { $value } { $unit }
unit-converted = { $text } = { $value } { $unit }
unit-ratio = { $value }
unit-ratio-uln = { $value }（正常上限 { $uln }）
value-years = { $value } 岁
value-months = { $value } 个月
value-kg = { $value } 公斤
value-mg = 每天 { $value } 毫克
value-true = 已写全
value-false = 还有遗漏
value-unknown = 不清楚
value-nothing = 没有
list-separator = 、

fact-answer = { $label }：{ $answer }
facts-separator = ；
point-because = { $point }（{ $reason }）
need-and-answer = { $need }{ $answer }
missing-facts = 待查：{ $facts }
clinician-all = 其余各条标准及登记原文：

## 设置与终端

unset-controller = 本机器人的运营方（未提供联系方式）
unset-authority = 个人信息保护主管部门
unset-country = 尚未说明的国家或地区
unset-host = 尚未说明的服务商

terminal-hint = 请输入序号，或直接输入回答。/help 查看其他功能。按 Ctrl-D 离开，回答会保存。
terminal-bye = 您的回答已保存。再次打开时会接着上次继续。

## 信息副本

copy-title = 您的预筛选（编号 { $code }）目前保存的全部内容：
copy-nothing = 没有保存任何回答。
copy-consent = { $at } · 您已同意（告知书版本 { $version }）：
copy-answer = { $at } · { $label }：{ $answer }
copy-said = { "   " }您的原话：“{ $said }”
copy-flag = { $at } · 需要尽快就医的情况：“{ $said }”
copy-contact_on = { $at } · 您允许研究团队在这里给您发消息
copy-contact_off = { $at } · 您取消了研究团队的消息
copy-letter = { $at } · 发给您的消息：“{ $text }”
copy-letter_answer = { $at } · 您给研究团队的回复：“{ $text }”
copy-handed_over =
    .patient = { $at } · 患者把以下回答交给您继续：
    .family = { $at } · 患者家属把以下回答交给您继续：
copy-result = { $at } · 结果：{ $outcome }
copy-also = 另外还保存：您同意之后的对话、各项标准的判断结果、您选择的语言，以及用于回复您的聊天编号（仅以加密哈希和密文形式，不含姓名）。/edit 可更正回答，/delete 可全部删除。
