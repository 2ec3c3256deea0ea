# Exports and the register of protocol questions: what coordinators read.

## Columns of the screening log and of the anonymised set

column-code = Code
column-trial = Trial
column-version = Version of rules and wording
column-role = Who answered
column-language = Language
column-started = Begun
column-concluded = Finished
column-phase = Where it stands
column-outcome = Result
column-ruled_outcome = Result under the team's rulings
column-not_now = Not now, maybe later
column-earliest = Earliest date
column-failed = Criteria failed
column-review = Criteria to review
column-unknown = Criteria unknown
column-overridden = Criteria judged by hand
column-flags = Red flags
column-follow_up = Follow-up
column-assigned = Assigned to
column-last_contact = Last step or letter
column-may_write = May be written to
column-month = Month of the result
column-sex = Sex
column-age = Age
column-diagnosis = Diagnosis
column-days_to_earliest = Days to the earliest date

## Values

yes = yes
no = no
role-patient = Patient
role-family = Family
role-clinician = Doctor
language-en = English
language-zh = Chinese
phase-language = Choosing the language
phase-role = Choosing who answers
phase-age = Age
phase-consent = Consent
phase-asking = Answering
phase-confirming = Checking the answers
phase-concluded = Finished
phase-declined = Declined
phase-withdrawn = Withdrawn
follow_up-new = New
follow_up-contacted = Contacted
follow_up-booked = Appointment booked
follow_up-consented = Consent signed
follow_up-screen_failure = Screen failure
follow_up-withdrawn = Withdrawn
flag-RF_AIRWAY = Breathing
flag-RF_SUICIDE = Thoughts of suicide
flag-RF_CORD = Spinal cord
flag-RF_BLEED = Bleeding
flag-RF_CHEST = Chest pain
flag-RF_INFECTION = Severe infection

## FHIR

fhir-title = Pre-screening for { $nct }
fhir-word = Instead of a value
fhir-uln = Upper limit of normal on the report

## The register of protocol questions

ruling-allowed = Allowed
ruling-excluded = Excluded
ruling-noted = Noted
ruling-withdrawn = Withdrawn
ruling-none = open
ruling-touches = screenings: { $count }
ruling-by = { $ruling } · { $name } · { $date }
ruling-note = note: { $note }
ruling-recorded = Recorded: { $title }: { $ruling }.
ruling-flips = Results that changed: { $count }
ruling-flip = { $code }: { $before } → { $after }
ruling-rescored = Scored again: { $count }
bad_ruling-no_question = There is no such protocol question. “prescreen ruling list” shows them all.
bad_ruling-no_ruling = This question cannot be ruled that way.
bad_ruling-no_note = Please write down what the team said.
bad_ruling-long_note = The note is too long.
bad_ruling-no_coordinator = There is no coordinator of this name.
