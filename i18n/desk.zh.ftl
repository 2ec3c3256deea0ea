# 机器人对协调员说的话：通知和命令的回复。不含健康信息。

notice-finished = { $code }：{ $outcome }。待确认：{ $points }
notice-flag = ⚠️ { $code }：危险信号 { $flag }，请立即查看。
notice-answer = ✉️ { $code }：对方已回复消息。
notice-digest = { $day }。过去24小时：可能符合 { $likely_eligible }，需团队确认 { $needs_confirmation }，目前不符合 { $not_now }，危险信号 { $flags }。等待团队处理：{ $waiting }。7天内可能符合：{ $soon }。
none = 无

queue-title = 等待团队处理（新的在前）：
queue-line = { $code } · { $outcome } · 待确认：{ $count } · { $state }
queue-empty = 目前没有人在等待。
case = { $code }：{ $outcome }。随访：{ $state }。待确认：{ $points }
case-source = 由医生接着 { $code } 填写。
case-missing = 没有您可以查看的、使用该编号的筛查。
case-how = 请发送 /case 和编号，例如 /case 7K4-2QM。
mark-how = 请发送 /mark、编号和以下之一：{ $states }。例如：/mark 7K4-2QM contacted
mark-done = { $code }：{ $state }。
console = 您的控制台登录链接，只能使用一次，10分钟内有效：{ $link }
console-private = 请与我私聊获取链接。

follow-new = 新
follow-contacted = 已联系
follow-booked = 已预约
follow-consented = 已签署知情同意
follow-screen_failure = 筛选失败
follow-withdrawn = 已退出
result-unfinished = 未完成
result-stopped = 本人已停止
