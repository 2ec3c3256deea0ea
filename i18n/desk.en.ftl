# What the bot says to coordinators: notices in their chat, and the answers to their commands. No health details.

notice-finished = { $code }: { $outcome }. Open points: { $points }
notice-flag = ⚠️ { $code }: red flag { $flag }. Please look at once.
notice-answer = ✉️ { $code }: the person has answered a message.
notice-digest = { $day }. In the last 24 hours: likely eligible { $likely_eligible }, team to check { $needs_confirmation }, not now { $not_now }, red flags { $flags }. Waiting for the team: { $waiting }. May fit within 7 days: { $soon }.
none = none

queue-title = Waiting for the team, newest first:
queue-line = { $code } · { $outcome } · open points: { $count } · { $state }
queue-empty = Nobody is waiting.
case = { $code }: { $outcome }. Follow-up: { $state }. Open points: { $points }
case-source = A doctor goes on with { $code } here.
case-missing = There is no screening with this code that you may see.
case-how = Please send /case and a code, for example /case 7K4-2QM.
mark-how = Please send /mark, a code and one of: { $states }. For example: /mark 7K4-2QM contacted
mark-done = { $code }: { $state }.
console = Your link to the console. It works once, for 10 minutes: { $link }
console-private = Please ask me for the link in a private chat.

follow-new = new
follow-contacted = contacted
follow-booked = visit booked
follow-consented = consented
follow-screen_failure = screen failure
follow-withdrawn = withdrawn
result-unfinished = not finished
result-stopped = stopped by the person
