# Every word that is not about one trial.

## Choosing

ask-language = Please choose a language. / 请选择语言。
pick-en = English
pick-zh = 中文
pick-yes = Yes
pick-no = No, let me change it
pick-keep = Keep my answer
pick-see_result = See the result now
pick-go_on = Go on with the questions
pick-finish = All correct: show the result
pick-edit = Change an answer
pick-restart = Start again
pick-resume = Go on where I stopped
pick-agree = Agree and go on
pick-refuse = I do not agree
pick-both_right = Both are right
pick-done = Done
pick-stay = No, go back
pick-delete = Yes, delete everything
pick-contact = The study team may write to me here
pick-no_contact = No more messages
pick-handover = Code for the doctor
pick-answer = Answer
pick-leave = Not now
pick-check_again = Check again
pick-1 = 1
pick-2 = 2
pick-3 = 3
pick-4 = 4
pick-5 = 5
pick-6 = 6
pick-7 = 7
pick-8 = 8

## Around a question

control-back = ← Back
control-why = Why do you ask?
control-stop = Stop
welcome = Hello. I compare your answers with the public rules of one cancer study, { $nct }. It takes about 10 minutes. You can stop at any time. This chat is not for emergencies. If you need help at once, call 120 (mainland China) or your local emergency number.
progress = Question { $number } of about { $total }
choose-many = Tick what fits, then tap “{ $done }”.
type-or-choose = If you do not know the names, choose the kind of drug, then tap “{ $done }”.
type-or-choose-typed = If you do not know the names, type the letters of the kinds of drug, for example a b.
choose-many-typed = Type all numbers that fit, for example 1 3.
type-date = Type the date, for example 2026-11-15, or tap a button.
current-answer = Your answer so far: { $answer }
echo = ✓ { $label }: { $answer }
chosen = ✓ { $answer }
no-help = The answer is compared with the public rules of the study.
back-nothing = This is the first question. There is nothing to go back to.

## Reading back

read_back-stopper = Your answer: { $label }: { $answer }. Is that right?
read_back-unusual = { $label }: you wrote { $answer }. That is unusual. Is it right?
read_back-unit_needed = Which unit is on the report?
read_back-wrong_unit = Which of these do you mean?
read_back-ambiguous_date = Which date do you mean?
read_back-ambiguous_number = Which number do you mean?
read_back-number_needed = Which number do you mean?
read_back-ambiguous_choice = Do you mean this, or one of these?
read_back-ambiguous_drug = Which do you mean with “{ $typed }”?
read_back-did_you_mean = Did you mean one of these with “{ $typed }”?
read_back-not_a_drug = I do not know “{ $typed }” as a medicine. Keep it as you wrote it?
read_back-negated_drug = You wrote that “{ $typed }” was not given, so I leave it out. Is this list right?
read_back-birth_year = That looks like a date of birth. How old, in full years?
read_back-nominal_age = How old in full years, counted from birth?
read_back-out_of_range = Which of these do you mean?
read_back-future_date = Which date do you mean?

report-hint =
    .patient = You can also copy several values of the report in one message.
    .family = You can also copy several values of the report in one message.
    .clinician = You can also send everything in one message, for example: 62M NPC, lung mets, ECOG 1, ANC 3.2, PLT 180, Hb 112 g/L, TBIL 12/26, Cr 78, wt 60
result-also_open = The study team also needs to check:
report-read = This is what I read. Is it right?
report-doubtful = Not certain, so it is asked again:
report-changed = { $line } (before: { $before })
report-unread = Not read (please answer in the questions if it matters):
report-complete = All correct, and the drug list is complete
report-yes = Correct, but drugs may be missing
report-all = All correct
held = Thank you. I keep this message aside and read it after the consent.

## Not understood

reject-empty = That was empty. Please answer in words, or tap a button.
reject-too_long = That is too long for me. Please send a shorter answer.
reject-not_understood = Sorry, I did not understand that.
reject-not_a_number = Please send a number, for example 3.2.
reject-not_a_date = Please send a date like 2026-11-20, or only 2026-11. It cannot be in the future.
reject-not_an_option = Sorry, I could not match that to one of the choices. Please tap a button or type its number.
reject-out_of_range = That number does not fit this question. Please look at it once more.
reject-future_date = That day is still to come. Please send a date like 2026-11-20, or only 2026-11. It cannot be in the future.
reject-ambiguous_date = I am not sure which date you mean. Please send it like 2026-11-20, or only 2026-11.
reject-ambiguous_number = I am not sure which number you mean. Please send one number only.
reject-ambiguous_choice = I am not sure which choice you mean. Please tap a button or type its number.
reject-unit_needed = Please send the number with its unit, as printed on the report.
reject-wrong_unit = That unit does not fit this test. Please look at the report once more.
reject-wrong_test = That looks like another test. Please look for the name in the question.
reject-number_needed = I need the number and unit printed on the report, not only “normal” or “high”.
reject-birth_year = Please send the age in full years, not the date of birth.
reject-nominal_age = Please send the age in full years, counted from birth.
reject-negated_drug = Please list only the drugs that were given.
reject-did_you_mean = I am not sure about that name. Please look at the box or the discharge paper.
reject-ambiguous_drug = I am not sure which medicine you mean. Please write its full name.
reject-not_a_drug = I could not find the name of a medicine in that. Please write the name as on the box.
reject-nothing_ticked = Nothing is ticked yet. Please tick at least one line, or choose “don't know”.
reject-at_end = To change an answer, use /answers. For questions about the study: /study and /contact.
reject-exclusive_choice = “None” or “don't know” cannot go with another choice. Please choose again.
reject-relapse_before_end = That is before the radiation ended. Please look at both dates once more.

## Consent

consent-choose = Please tick the points you agree to. Points marked with * are needed to go on.
consent-incomplete = To go on, all points marked with * are needed. You may also say no: nothing is kept then.
consent-required = { $text } *

declined = That is fine. We stop here, and nothing is kept. Medical care is not affected.
begin-again = To begin again, send /start.

## On the way

stop-offer = One or more answers do not fit the public rules of the study:
stop-offer-choice = Do you want to see the result now, or answer the rest first?
review-title = Please check your answers before the result:
answers-title = Your answers so far:
change-answer = Change: { $label }
answers-none = There are no answers yet.
answers-change = Tap an answer to change it.
answers-change-typed = Type the number of the answer to change.
paused = The questions are paused. Tap “{ $go_on }” whenever you want to.
withdrawn = We have stopped here. Your answers are saved. You can go on later, or erase everything with /delete.
welcome-back = Welcome back. We go on where you stopped.
restart-confirm = Start again from the beginning? Your answers so far will be erased.
delete-confirm = Erase everything you told me, now and for good?
deleted = Everything is erased. Telegram keeps its own copy of this chat until you delete the chat there. To begin again: /start
deleted-terminal = Everything is erased. To begin again: /start
result-changed = Your change made a difference: before “{ $before }”, now “{ $after }”.
result-same = The overall result is the same as before.
result-rechecked = Checked again. On { $date }: “{ $before }”. Now: “{ $after }”.
result-gone = No longer in the way:
result-full-list = /points shows every point of the study with your answer.
points-title = Every point of the study:
points-met = fits
points-failed = does not fit
points-review = the team checks
points-unknown = open
points-not_applicable = does not apply
result-code = To quote to the study team: { $code }
result-code-private = Your screening code is { $code }. You have not let the study team see your answers, so they cannot look them up by it: please tell them what matters when you call.
change-label = Change: { $change }
your-answer = answer: { $answer }
language-changed = We go on in English.
role-doctor = You are answering as a doctor or other health worker.

## Messages from the study team

contact-offer =
    .patient = If you like, the study team can write to you here, in this chat. They see your code and your answers, not who you are. This is off until you allow it, and you can end it at any time.
    .family = If you like, the study team can write to you here, in this chat, about the patient. They see the code and the answers, not who you are. This is off until you allow it, and you can end it at any time.
    .clinician = If you like, the study team can write to you here, in this chat, about this patient. They see the code and the answers, not who you are. This is off until you allow it, and you can end it at any time.
contact-on = The study team may now write to you here. To end this: /contact, or the button under each message.
contact-off = The study team can no longer write to you here. Your answers stay as they are. To allow it again: /contact
contact-is_on = The study team may write to you here. To end this, tap the button.
letter = ✉️ A message from the study team:
letter-write = Please write your answer to the study team. Please do not send names or numbers that identify a person. This is not for emergencies.
letter-passed_on = Thank you. The study team will see your answer.
letter-gone = This message is no longer there, so it cannot be answered.
reminder = From today, these points should no longer stand in the way:
reminder-check = Do you want to check again? Only what may have changed is asked. This is not a promise of a place.
reminder-planned = I will write to you once, on { $date }, so that you can check again.
reminder-too_late = Please note this date: { $date }. Your answers are not kept that long, so I cannot remind you.
recheck = Time has passed since your result. I only ask again what may have changed.
recheck-nothing = Nothing in your result waits for a date. To correct an answer, use /answers.

## Handing over to a doctor

handover-code =
    .patient = Your code for your doctor: { $code }. Give it to your doctor: with it they can see your answers and add what is missing. They open this bot on their own phone and send: /code { $code }. It works once, for 7 days; an earlier code no longer works. Give it to nobody else. If you erase your data with /delete, your doctor's copy is erased, too.
    .family = Your code for the patient's doctor: { $code }. Give it to the doctor: with it they can see your answers and add what is missing. They open this bot on their own phone and send: /code { $code }. It works once, for 7 days; an earlier code no longer works. Give it to nobody else. If you erase your data with /delete, the doctor's copy is erased, too.
handover-patients = Only a patient or relative can hand over. To go on with a patient's answers, send /code and the code that they gave you.
code-hint = Did a patient give you a code? Then send it now instead.
code-how = Please send /code and the code that the patient gave you, for example /code 2345-6789.
code-invalid = This code is not valid.
code-too_many = There were too many wrong codes. Please try again in an hour.
code-doctors = This code is for doctors. You are answering as a patient or relative; to begin as a doctor, use /restart.
code-busy = Another check is open here. Please finish it, or use /restart, and then send the code.
code-taken =
    .patient = Thank you. You go on with the answers of the patient. You are asked only what is still open, and each answer keeps who gave it. Before that, please read the notice.
    .family = Thank you. You go on with the answers of a relative of the patient. You are asked only what is still open, and each answer keeps who gave it. Before that, please read the notice.
handed-over = These answers are there already. If one is not right, use /answers: both answers are kept then, and the study team looks at them.
by-patient = from the patient
by-family = from a relative
answer-by = { $line } ({ $who })
answer-other = { $line }; your answer: { $answer }
disagreed =
    .patient = The patient's answer was: { $answer }. Both answers are kept, and the study team looks at this point.
    .family = The relative's answer was: { $answer }. Both answers are kept, and the study team looks at this point.

## Things that are not answers

text-only = For your privacy please send text only, without names or numbers that identify a person.
edited = I cannot read changed messages. To change an answer, use /answers.
stale = This question has been answered already. To change it, use /answers.
group = Please write to me in a private chat: health answers do not belong in a group.
aside-how_long = About 10 minutes. You can stop at any time and go on later.
aside-thanks = You are welcome.
aside-hello = Hello.
masked = Please do not send phone numbers, ID numbers or e-mail addresses. I took out what looked like one (***); it is not kept.
unknown-command = I do not know that command. /help shows what I can do.
unavailable = We cannot write anything down at the moment, so we do not take answers. Nothing you sent before is lost. What you just sent is worked on as soon as this is mended; please do not send it again.
too-fast = You are sending very fast. Please wait a minute, then go on: what you sent in the last moments was not read.
error = Something went wrong on our side. Nothing you sent is lost. Please try again in a moment.
nothing-to-stop = There is nothing to stop yet.
help = What you can do here:
    /answers: see and change your answers
    /back: one question back
    /why: why we ask
    /study: what the study is
    /contact: phone numbers of the study team, and whether they may write to you
    /handover: a code with which your doctor can go on
    /code: go on with a patient's answers, for doctors
    /language: English or 中文
    /stop: stop here, go on later
    /restart: begin again
    /delete: erase everything
    /export: a copy of everything kept about you
    /privacy: what happens with your data
    At every question you may answer “don't know”.

## Commands

command-start = Begin, or go on
command-language = English / 中文
command-study = What the study is
command-back = One question back
command-why = Why we ask
command-answers = See and change answers
command-restart = Begin again
command-stop = Stop here
command-delete = Erase everything
command-export = A copy of your data
command-handover = A code for your doctor
command-contact = Phone numbers of the team
command-privacy = What happens with your data
command-help = What you can do here

## Values

unit-uln = { $value } { $unit } (upper limit of normal { $uln })
unit-plain = { $value } { $unit }
unit-converted = { $text } = { $value } { $unit }
unit-ratio = { $value }
unit-ratio-uln = { $value } (upper limit of normal { $uln })
value-years = { $value }
value-months = { $value } months
value-kg = { $value } kg
value-mg = { $value } mg a day
value-true = yes, complete
value-false = no, some are missing
value-unknown = don't know
value-nothing = none
list-separator = {", "}

fact-answer = { $label }: { $answer }
facts-separator = {"; "}
point-because = { $point } ({ $reason })
need-and-answer = { $need } { $answer }
missing-facts = to find out: { $facts }
clinician-all = Every other criterion with its registry sentence:

## Settings and the terminal

unset-controller = the people who run this bot (contact not given)
unset-authority = your data protection authority
unset-country = a country that has not been named
unset-host = a provider that has not been named

terminal-hint = Type a number or your own words. /help shows what else you can do. Ctrl-D leaves; your answers stay saved.
terminal-bye = Your answers are saved. Start again whenever you like: we go on where you stopped.

## A copy of one's data

copy-title = Everything that is kept of your screening { $code }:
copy-nothing = No answer is kept.
copy-consent = { $at } · you agreed (notice version { $version }):
copy-answer = { $at } · { $label }: { $answer }
copy-said = { "   " }your words: “{ $said }”
copy-flag = { $at } · a sign that needs a doctor: “{ $said }”
copy-contact_on = { $at } · you allowed the study team to write to you here
copy-contact_off = { $at } · you ended messages from the study team
copy-letter = { $at } · sent to you: “{ $text }”
copy-letter_answer = { $at } · your answer to the study team: “{ $text }”
copy-handed_over =
    .patient = { $at } · a patient handed these answers over to you:
    .family = { $at } · a relative handed these answers over to you:
copy-result = { $at } · result: { $outcome }
copy-also = Also kept: this conversation from your consent on, how each criterion came out, your language, and where to answer you: a keyed hash and an encrypted chat number, no name. /edit corrects an answer, /delete erases all of it.
