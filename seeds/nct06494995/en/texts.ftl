# What is said of this study around the questions: results, contacts, notice, consent, the study itself, safety.
# The lists of a result are put between these texts. Fixed texts of the clinical reading (sections 5 and 8): a change needs approval.

## Outcomes

outcome-likely_eligible = Likely eligible
outcome-needs_confirmation = Needs the study team to confirm
outcome-likely_not_eligible = Likely not eligible
outcome-not_now = Not now, but maybe later

## Result for each role

result-likely_eligible =
    .patient = ✅ Likely eligible. From your answers, you seem to fit the public rules of this study. This is not a promise of a place. Please call the study team. Have ready: pathology report, latest scan and blood tests, list of all cancer drugs with dates.
    .family = ✅ Likely eligible. From your answers, the patient seems to fit the public rules of this study. This is not a promise of a place. Please call the study team. Have ready: pathology report, latest scan and blood tests, list of all cancer drugs with dates.
    .clinician = ✅ Likely eligible. From your answers, the patient seems to meet the public criteria. This is not a promise of a place. Please call the study team. Have ready: pathology report, latest imaging and laboratory report, all anticancer drugs with dates.

result-hospital_checks =
    .patient = The hospital still has to check:
    .family = The hospital still has to check:
    .clinician = Still to be checked at the hospital:

result-needs_confirmation =
    .patient = 🟡 The study team needs to check. Nothing you told us clearly rules you out. These points are open:
    .family = 🟡 The study team needs to check. Nothing you told us clearly rules the patient out. These points are open:
    .clinician = 🟡 The study team needs to confirm. No criterion is clearly failed. Open points:

result-needs_confirmation_after =
    .patient = You can still call the team; they can check these points.
    .family = You can still call the team; they can check these points.
    .clinician = The study team can settle these points.

result-find_out =
    .patient = It helps to find out:
    .family = It helps to find out:
    .clinician = Missing information:

result-likely_not_eligible =
    .patient = 🔴 Likely not eligible. One or more of your answers do not fit the public rules:
    .family = 🔴 Likely not eligible. One or more of your answers do not fit the public rules:
    .clinician = 🔴 Likely not eligible. One or more answers contradict the public criteria:

result-likely_not_eligible_after =
    .patient = This does not mean there is no treatment or no other study for you. If an answer is wrong, use /edit. You may still ask the study team, and please talk with your own doctor.
    .family = This does not mean there is no treatment or no other study for the patient. If an answer is wrong, use /edit. You may still ask the study team, and please talk with the patient's doctor.
    .clinician = If an answer is wrong, use /edit. The study team decides; you may still ask them.

result-not_now =
    .patient = 🟠 Not now, but maybe later. These points do not fit today but can change:
    .family = 🟠 Not now, but maybe later. These points do not fit today but can change:
    .clinician = 🟠 Not now, but maybe later. These criteria are failed today but can change:

result-not_now_date =
    .patient = Counted from today, the earliest date is { $date }. The team counts from the first study dose, so their date may differ.
    .family = Counted from today, the earliest date is { $date }. The team counts from the first study dose, so their date may differ.
    .clinician = Counted from today, the earliest date is { $date }. The protocol counts to enrolment or first dose, so the team's date may differ.

result-not_now_after =
    .patient = You can call the team now to plan.
    .family = You can call the team now to plan.
    .clinician = You can call the team now to plan.

result-local_treatment =
    .patient = Please discuss local treatment with your doctor first.
    .family = Please discuss local treatment with the patient's doctor first.
    .clinician = Please consider local treatment first.

result-answer =
    .patient = You answered: { $answer }
    .family = Answer: { $answer }
    .clinician = Answer: { $answer }

# Not after result-likely_eligible, which says it itself.
result-bring =
    .patient = When you call, have ready: pathology report, latest scan and blood tests, list of all cancer drugs with dates.
    .family = When you call, have ready: the patient's pathology report, latest scan and blood tests, list of all cancer drugs with dates.
    .clinician = For the call, have ready: pathology report, latest imaging and laboratory report, all anticancer drugs with dates.

result-closing = This result comes from the public record { $nct }, last updated { $record }, and from your answers on { $date }. The record may be out of date: please ask the study team whether the study is still recruiting. The public text may not contain every rule of the protocol. Only the study doctors decide about taking part, after their own tests and signed consent. This is not medical advice. Do not stop, delay or change any treatment because of this result. /edit to correct an answer · /delete to erase your data.

## Clinician's summary

clinician-head = Pre-screen: { $outcome } ({ $date }; record { $record })
clinician-failed = Failed:
clinician-review = Review (the investigator decides):
clinician-unknown = Unknown:
clinician-not_applicable = Not applicable:
clinician-met = Met: { $count }
clinician-notes =
    Notes:
    – The public text has no exclusion criterion 8; the protocol may.
    – “Appendix 3” (Cockcroft-Gault) is not public.
    – PD-1/PD-L1 exposure is reviewed because E1 and the summary disagree.
    – Labs older than 28 days or undated are treated as old (our assumption).
    – Time windows are counted to today; the protocol counts to enrolment or first dose.
    – The public text may be incomplete: it says nothing of CNS metastases, washout after chemotherapy or radiotherapy, earlier radiation fields, DPD deficiency or swallowing (capecitabine arm), allergy to antibodies, or recovery from toxicity.
clinician-referral = Please contact the team before telling the patient about eligibility.

unofficial = unofficial translation

## Contacts, as the record gives them

contacts-site = Fudan University Shanghai Cancer Center, Shanghai, China (lead sponsor: Fudan University)
contact-central = Central contact: { $name }, M.D. { $phone } (inside Shanghai: { $local })
contact-primary = Site, primary: { $name }, M.D. (principal investigator) { $phone }
contact-backup = Site, backup: { $name }, M.D. { $phone }
contact-extension = { $number } ext. { $extension }
contacts-quote = Trial number to quote: { $nct } (sponsor id { $sponsor_id })

## Before the questions

underage = This study is for adults aged 18 to 75. We stop here and keep nothing.

notice =
    .patient =
        Before we start.
        Who: { $controller }. { $independence }
        What: your age, sex at birth and health answers, linked to a code, not to a name. Please do not send names, ID numbers, phone numbers or photos.
        Why: only to compare the answers with the public rules of study NCT06494995. We cannot do this without health answers, which are sensitive data; if they leaked, others could learn about your illness. You may say no; your care is not affected.
        Where: { $place }.
        How long: 7 days if unfinished, 30 days if finished, 90 days only if you allow it for the study team.
        Your rights: see, copy, correct, delete (/delete) and withdraw at any time; complain to { $authority }.
        No automatic decision: only study doctors decide.
        Not for emergencies: call 120 in mainland China or your local emergency number.
        You must be 18 or older.
    .family =
        Before we start.
        Who: { $controller }. { $independence }
        What: the patient's age, sex at birth and health answers, linked to a code, not to a name. Please do not send names, ID numbers, phone numbers or photos.
        Why: only to compare the answers with the public rules of study NCT06494995. We cannot do this without health answers, which are sensitive data; if they leaked, others could learn about the patient's illness. You may say no; the patient's care is not affected.
        Where: { $place }.
        How long: 7 days if unfinished, 30 days if finished, 90 days only if you allow it for the study team.
        Your rights: see, copy, correct, delete (/delete) and withdraw at any time; complain to { $authority }.
        No automatic decision: only study doctors decide.
        Not for emergencies: call 120 in mainland China or your local emergency number.
        The patient must be 18 or older.
    .clinician =
        Before we start.
        Who: { $controller }. { $independence }
        What: the patient's age, sex at birth and health data as you enter them, linked to a code, not to a name. Please enter no names, ID, phone or hospital numbers, photos or documents.
        Why: only to compare the data with the public criteria of study NCT06494995. This needs health data, which are sensitive personal information; a leak could disclose the patient's illness. Saying no does not affect the patient's care.
        Where: { $place }.
        How long: 7 days if unfinished, 30 days if finished, 90 days only if allowed for the study team.
        Rights: see, copy, correct, delete (/delete) and withdraw at any time; complain to { $authority }.
        No automatic decision: only study doctors decide.
        Not for emergencies: call 120 in mainland China or your local emergency number.
        The patient must be 18 or older.

notice-independent = This bot is not run by the study team.
notice-place-telegram = Telegram (not end-to-end encrypted, servers outside mainland China) and our server in { $country }, run by { $host }
notice-place-terminal = only in a database on this computer

consent-process =
    .patient = I agree that my health answers are processed for this check (separate consent, sensitive personal information).
    .family = I agree that the patient's health answers are processed for this check (separate consent, sensitive personal information).
    .clinician = I agree that the patient's health data I enter are processed for this check (separate consent, sensitive personal information).

consent-abroad =
    .patient = I agree that they are stored and processed outside mainland China as described (separate consent).
    .family = I agree that they are stored and processed outside mainland China as described (separate consent).
    .clinician = I agree that they are stored and processed outside mainland China as described (separate consent).

consent-coordinators =
    .patient = Optional: the study coordinators may see my coded answers for 90 days.
    .family = Optional: the study coordinators may see the patient's coded answers for 90 days.
    .clinician = Optional: the study coordinators may see the coded answers for 90 days.

consent-mandate =
    .patient = I am 18 or older.
    .family = The patient is 18 or older, knows about this check and asked me to answer.
    .clinician = I have the patient's permission, or I enter no identifying data.

## The study

study =
    .patient =
        This study tests an immune drug, cadonilimab, together with low-dose radiation. It is for cancer of the head and neck that came back or spread after earlier treatment. Cancer behind the nose (nasopharyngeal cancer) is included. The doctors want to learn how safe this treatment is and how well it works.
        There are two groups. Both get cadonilimab and low-dose radiation.
        Group 1 also gets focused radiation to some of the tumours (SBRT).
        Group 2 also takes a chemo pill (capecitabine) in small, regular doses.
        The groups are not drawn by lot. Everyone knows which treatment is given.
        It is a phase { $phase } study for { $size } people at Fudan University Shanghai Cancer Center in Shanghai. Start: { $start }. Planned end: { $completion }.
        The public record of { $record } says that the study is taking new people. Please ask the team whether this is still so.
        No one can say yet if this treatment will help. You are free to say no.
    .family =
        This study tests an immune drug, cadonilimab, together with low-dose radiation. It is for cancer of the head and neck that came back or spread after earlier treatment. Cancer behind the nose (nasopharyngeal cancer) is included. The doctors want to learn how safe this treatment is and how well it works.
        There are two groups. Both get cadonilimab and low-dose radiation.
        Group 1 also gets focused radiation to some of the tumours (SBRT).
        Group 2 also takes a chemo pill (capecitabine) in small, regular doses.
        The groups are not drawn by lot. Everyone knows which treatment is given.
        It is a phase { $phase } study for { $size } people at Fudan University Shanghai Cancer Center in Shanghai. Start: { $start }. Planned end: { $completion }.
        The public record of { $record } says that the study is taking new people. Please ask the team whether this is still so.
        No one can say yet if this treatment will help. The patient is free to say no.
    .clinician =
        Phase { $phase }, non-randomised, parallel-group, open-label treatment trial; enrolment { $size }. Ids: { $ids }.
        Population: recurrent/metastatic HNSCC after failure of first-line or later systemic therapy; the criteria also admit NPC, and relapse within 6 months after radical radiotherapy.
        Aim: safety and efficacy of cadonilimab (AK104, bispecific PD-1/CTLA-4 antibody) with low-dose radiotherapy (LDRT).
        Arm “Hybrid RT”: LDRT + cadonilimab + SBRT to selected lesions.
        Arm “Metronomic chemotherapy and LDRT”: LDRT + cadonilimab + metronomic capecitabine.
        Doses, schedules and endpoints are not in the public record.
        Sponsor: Fudan University. Site: Fudan University Shanghai Cancer Center, Shanghai. Start { $start }, completion { $completion }.
        Status in the record of { $record }: recruiting. Please confirm by phone.

study-references = References in the record:
study-related = Related trial in the record:

## Safety

flag-emergency =
    .patient = ⚠️ What you describe can be serious. Please seek emergency care now: call 120 in mainland China, or your local emergency number, or go to the nearest emergency department. This bot cannot judge emergencies and nobody is watching this chat. Your answers are saved; you can go on later.
    .family = ⚠️ What you describe can be serious. Please seek emergency care now: call 120 in mainland China, or your local emergency number, or go to the nearest emergency department. This bot cannot judge emergencies and nobody is watching this chat. Your answers are saved; you can go on later.
    .clinician = ⚠️ This may be an emergency. Please manage it by your local pathway first; pre-screening can wait.

flag-suicide =
    .patient = I am sorry you are in so much pain. You do not have to be alone with this. Please seek emergency care now: call 120 in mainland China, or your local emergency number, or tell someone near you at once. In mainland China the psychological support line is 12356. This bot cannot help in a crisis and nobody is watching this chat.
    .family = I am sorry you are in so much pain. You do not have to be alone with this. Please seek emergency care now: call 120 in mainland China, or your local emergency number, or tell someone near you at once. In mainland China the psychological support line is 12356. This bot cannot help in a crisis and nobody is watching this chat.
    .clinician = ⚠️ This may be an emergency. Please manage it by your local pathway first; pre-screening can wait.

## Answers that do not go together

contradiction-study_drug =
    .patient = You had a study drug in the last 4 weeks, and you said that you are not in another study now. Are both right?
    .family = The patient had a study drug in the last 4 weeks, and you said that the patient is not in another study now. Are both right?
    .clinician = Investigational drug within 4 weeks, but no other clinical study. Are both right?
contradiction-transplant =
    .patient = You had a transplant, and you said that you take no medicine that holds down the immune system. Are both right?
    .family = The patient had a transplant, and you said that the patient takes no medicine that holds down the immune system. Are both right?
    .clinician = Transplant, but no immunosuppressant. Are both right?
contradiction-menopause =
    .patient = You are under 45, and you said that your periods have ended for good. After chemo they can stop only for a time. Are both right?
    .family = The patient is under 45, and you said that her periods have ended for good. After chemo they can stop only for a time. Are both right?
    .clinician = Under 45 and postmenopausal (amenorrhoea after chemotherapy can be temporary). Are both right?
contradiction-antibiotic =
    .patient = You named an antibiotic, and you said that you had no infection in the last 4 weeks. Are both right?
    .family = You named an antibiotic, and you said that the patient had no infection in the last 4 weeks. Are both right?
    .clinician = Antibiotic named, but no infection within 4 weeks. Are both right?
contradiction-tb_drug =
    .patient = You named a medicine for tuberculosis, and you said that you never had tuberculosis. Are both right?
    .family = You named a medicine for tuberculosis, and you said that the patient never had tuberculosis. Are both right?
    .clinician = Anti-tuberculosis drug named, but no tuberculosis. Are both right?
contradiction-hepatitis_b_antiviral =
    .patient = You named a medicine for hepatitis B, and you said that you have no hepatitis B. Are both right?
    .family = You named a medicine for hepatitis B, and you said that the patient has no hepatitis B. Are both right?
    .clinician = Hepatitis B antiviral named, but no hepatitis B. Are both right?
