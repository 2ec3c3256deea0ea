# The words of the coordinators' console.

product = Pre-screening
skip = Skip to the content
nav = Pages
nav-list = Work list
nav-figures = Figures
nav-rulings = Protocol questions
nav-export = Export
other-language = 中文
sign-out = Sign out
footer = Pre-screening against the public criteria. It decides nothing: eligibility is for the investigators. All times are Shanghai time.

## Signing in

sign-in = Sign in
sign-in-title = Sign in to the study console
sign-in-lead = For study coordinators. Everything you open is recorded.
sign-in-name = Name
# pragma: allowlist nextline secret
sign-in-password = Password
sign-in-hint = No access yet? Whoever runs this service adds coordinators.
sign-in-wrong = Name or password is not right.
sign-in-too-many = Too many attempts. Please wait 15 minutes.
link-lead = This link signs you in once.
link-used = This link is no longer valid. Ask the bot for a new one.

## What goes wrong

error-403 = This form is no longer valid
    .help = Perhaps you have signed in again in another window. Open the page anew and repeat the step.
error-404 = There is nothing here
    .help = The code may be mistyped, the person may have erased the screening or may not share it with the study team.
error-413 = That is too long
    .help = Please shorten the text.
error-500 = Something went wrong
    .help = Nothing was changed. Please try again.
form-incomplete = Something is missing in the form. Nothing was saved.

## Outcomes, follow-up, statuses

outcome-likely_eligible = Likely eligible
outcome-needs_confirmation = Team to check
outcome-not_now = Not now, maybe later
outcome-likely_not_eligible = Likely not eligible
outcome-unfinished = Not finished
outcome-stopped = Stopped by the person
follow-new = New
follow-contacted = Contacted
follow-booked = Visit booked
follow-consented = Consented
follow-screen_failure = Screen failure
follow-withdrawn = Withdrawn
status-met = Met
status-failed = Does not fit
status-review = To be judged
status-unknown = Not known
status-not_applicable = Does not apply
status-hospital = Hospital examines
role-patient = Patient
role-family = Family member
role-clinician = Doctor
language-en = English
language-zh = Chinese

## Work list

filters = Filters
filter-outcome = Result
filter-follow_up = Follow-up
filter-assigned = Assigned to
filter-role = Who answers
filter-language = Language
filter-point = Open point
filter-since = Active from
filter-until = until
filter-flagged = With a red flag
filter-soon = Eligible within a week
any = All
assigned-me = Me
assigned-none = Nobody
search = Search
search-hint = Code or note
search-words = Also in what people said
search-words-note = Words are searched in the 2,000 newest screenings.
sort = Sort by
sort-newest = Latest activity
sort-oldest = Oldest activity
sort-begun = Latest begun
sort-earliest = Earliest possible date
apply = Apply
clear = Clear
alert-soon = may become eligible this week
alert-flagged = with a red flag, not contacted yet
col-code = Code
col-result = Result
col-open = Open points
col-who = Who
col-follow_up = Follow-up
col-updated = Last activity
list-total = { $number } screenings
list-empty = No screening fits these filters.
red-flag = Red flag
ruled = after rulings
from-day = from { $day }
nothing-open = none
pages = Pages of the list
page-before = ← Newer
page-after = Older →
page-of = Page { $page } of { $pages }

## One screening

case-begun = Begun
case-concluded = Result
case-earliest = Earliest date
case-version = Version
case-wording = wording { $version }
other-version = This screening was made with another version of the trial or its wording. What was found then is shown unchanged; explanations and the other language follow the present version.
red-flags = Red flags
flag-RF_SUICIDE = Suicidal thoughts
flag-RF_CORD = Signs of spinal cord compression
flag-RF_BLEED = Bleeding
flag-RF_CHEST = Chest pain, fainting or stroke signs
flag-RF_AIRWAY = Trouble breathing
flag-RF_INFECTION = Signs of a severe infection
after-review = After review by the team:
told-person = The person was told:
on-this-page = On this page
part-findings = Findings
part-answers = Answers
part-conversation = Conversation
part-follow-up = Follow-up
group-review = To be judged by the team
group-unknown = Not known yet
group-failed = Does not fit
group-judged = Judged by the team
group-hospital = Not known, examined at the hospital anyway
group-met = Met
group-not_applicable = Does not apply
finding-answer = Answer
finding-missing = To find out
finding-reason = Why
finding-change = Can it change?
finding-note = Note
finding-lifted = The hospital settles this; it does not stand in the way.
findings-none = There are no findings before the first answers.
override = Override
override-status = Judge as
override-reason = Reason
override-save = Save the override
override-original = By the rules:
answers-none = No answers yet.
edited = edited
disagreement = they do not agree
handed-over-patient = Begun by the patient, continued by a doctor. Each answer says who gave it.
handed-over-family = Begun by a family member, continued by a doctor. Each answer says who gave it.
conversation-note = As the person saw it, with the other language beside it. It begins after the consent.
conversation-none = Nothing has been said after the consent.
pressed = chosen with a button
read-as = Read as
read-edited = Changed
read-asked = Asked back
read-differs = Not as before
to-team = for the team
letter-bot = Message of the bot
letter-due = Waiting until { $at }
letter-sent = Sent { $at }
letter-dropped = Not sent

## Following up

follow-state = State
assign = Assigned to
assign-save = Assign
note = Note
note-hint = Only the team sees notes. Please no names or phone numbers.
note-save = Add the note
letter = Write to the person
letter-ready = Ready texts
letter-own = Text
letter-hint = The bot delivers it between 08:00 and 21:00 Shanghai time; an answer goes out at once. You never see who it is.
letter-send = Send
letter-not-allowed = This person has not allowed messages from the team.
history = History
history-none = Nothing has been done yet.
did-state = State set to
did-assign = Assigned to
did-override = Override
accesses = Who opened this record
access-view = opened
access-state = set the state
access-note = wrote a note
access-override = made an override
access-assign = assigned
access-letter = wrote to the person
access-export = exported

## Ready texts for the person

ready-call = Thank you for your answers. Please call the study team at your convenience and quote your code, so that we can talk about the next step.
ready-documents = Thank you for your answers. Could you please have these at hand: the pathology report, the latest scan report and blood tests, and a list of all cancer drugs with dates?
ready-visit = From your answers, an appointment with the study doctor could make sense. Please call the study team and quote your code to arrange it.
ready-question = We have looked at your answers and have a question about one of them. Please call the study team and quote your code.
ready-closed = Thank you for your interest. At present this study does not seem to be the right one. Please talk with your doctor about other options. You can contact us again if something changes.

## Figures

figures-span = Period
figures-days = { $days } days
figures-note = Screenings begun in this period. Only the first two steps also count people who do not share their answers with the team, without looking at any answer.
screenings = Screenings
chart-table = As a table
chart-empty = Nothing to show for this period.
chart-funnel = From the first message to the study
    .note = How many come how far. The last steps are of those who may fit.
chart-outcomes = Results by who answers and by language
    .note = All shared screenings.
chart-reasons = Criteria that fail or need judgement
    .note = The most frequent ones among finished screenings.
chart-stops = Where people stop
    .note = The last question answered in screenings that are not finished.
chart-minutes = Time from the first message to the result
    .note = Pauses included.
step-started = Started
step-agreed = Consented to the questions
step-shared = Shared with the team
step-finished = Finished
step-hopeful = Likely eligible or to be checked
step-contacted = Contacted
step-booked = Visit booked
step-consented = Consented to the study
minutes-to = up to { $minutes } min
minutes-over = more than { $minutes } min

## Protocol questions

rulings-lead = What the public record leaves open. A ruling of the team is recorded with name and time and scores the screenings it touches anew. The original results stay.
by-ruling = Under the team's ruling:
rulings-waiting = Waiting for a ruling
rulings-ruled = Ruled
rulings-quiet = Touching no finished screening so far
ruling-saved = Recorded: { $title }.
ruling-touched = { $number } finished screenings touched
ruling-which = Which ones
ruling-give = Record a ruling
ruling-choice = The team ruled
ruling-source = What was said, and where it is written
ruling-save = Record the ruling

## Export

export-lead = Only screenings shared with the team. Every export is recorded.
export-language = Language of the export
export-download = Download
export-csv = Screening log (CSV)
    .help = One row a screening, with open and failed criteria, dates and follow-up. Opens in Excel.
export-json = Full records (JSON)
    .help = Everything that was asked, said and found, for archiving or analysis.
export-fhir = HL7 FHIR R4
    .help = The questionnaire in both languages and a QuestionnaireResponse for each screening.
export-anonymous = Anonymised set (CSV)
    .help = For research: no codes, no days, and nobody in a group of fewer than five.
