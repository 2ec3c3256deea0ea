# The criteria of NCT06494995 in words, and why a point goes to the study team.
#   .label   short clinic label     .plain   the point, for a patient     .need   what the study asks for
#   .find    what to bring or find out, with its name on a Chinese report
# I11, I12, E11 and E15 stay discreet in .plain and .find: others may see the phone. I7 is never named to patients.

I1 =
    .label = Consent and willingness
    .plain = taking part and visits in Shanghai
    .need = The study takes people who are willing to sign a consent form and come to Shanghai for visits.
    .find = whether visits in Shanghai are possible

I2 =
    .label = Age 18–75
    .plain = age
    .need = The study takes people aged 18 to 75.
    .find = age in full years (周岁), from the ID card

I3 =
    .label = Histology: HNSCC or NPC
    .plain = type of cancer, proven from tissue
    .need = The study is for two cancers proven from tissue: squamous cell cancer of the head and neck, and nasopharyngeal cancer.
    .find = Pathology report (病理报告): diagnosis (病理诊断)

I4 =
    .label = Disease setting / line of therapy
    .plain = what happened after earlier treatment
    .need = The study is for cancer that came back or spread, and then grew after drug treatment. It also takes cancer that came back within 6 months after radiation meant to cure.
    .find = Discharge papers (出院小结): dates of radiation (放疗) and drug treatment (化疗、免疫治疗), and what the scans showed then

I5 =
    .label = Local recurrence: not suitable for local treatment (MDT)
    .plain = surgery or radiation for the tumour
    .need = If the cancer came back in the head or neck, a specialist team must first find that surgery or radiation is not suitable.
    .find = Specialist team note (多学科会诊记录, MDT): whether surgery or radiation is possible (能否手术或放疗)

I6 =
    .label = Measurable lesion (RECIST 1.1)
    .plain = a tumour that can be measured
    .need = The study needs at least one tumour that can be measured on a scan.
    .find = CT or MRI report (CT/磁共振报告): size of the tumour in mm or cm (病灶大小)

I7 =
    .label = Life expectancy > 3 months
    .plain = a point for the study doctor
    .need = This is a point for the study doctor.
    .find = a point for the study doctor

I8 =
    .label = ECOG 0–2
    .plain = daily activity
    .need = The study takes people who can care for themselves and are up more than half of the day.
    .find = Doctor's note (病历): ECOG score (体力状况评分)

I9a =
    .label = ANC ≥ 1.5 ×10⁹/L
    .plain = blood test: neutrophils
    .need = The study needs a neutrophil count of 1.5 ×10^9/L or more.
    .find = Blood count (血常规): neutrophils, NEUT# or ANC (中性粒细胞绝对值)

I9b =
    .label = Platelets ≥ 100 ×10⁹/L
    .plain = blood test: platelets
    .need = The study needs a platelet count of 100 ×10^9/L or more.
    .find = Blood count (血常规): platelets, PLT (血小板)

I9c =
    .label = Hemoglobin ≥ 9 g/dL
    .plain = blood test: hemoglobin
    .need = The study needs a hemoglobin of 9 g/dL (90 g/L) or more.
    .find = Blood count (血常规): hemoglobin, HGB (血红蛋白)

I9d =
    .label = Albumin ≥ 2.8 g/dL
    .plain = blood test: albumin
    .need = The study needs an albumin of 2.8 g/dL (28 g/L) or more.
    .find = Liver tests (肝功能): albumin, ALB (白蛋白)

I9e =
    .label = Bilirubin ≤ 1.5×ULN; ALT, AST, ALP ≤ 3×ULN
    .plain = blood test: liver values
    .need = The study needs a total bilirubin of up to 1.5 times the highest normal value, and other liver values of up to 3 times.
    .find = Liver tests (肝功能): TBIL (总胆红素), ALT (谷丙转氨酶), AST (谷草转氨酶), ALP (碱性磷酸酶), each with its highest normal value (参考范围上限)

I9f =
    .label = Creatinine ≤ 1.5×ULN and CrCl ≥ 60 mL/min
    .plain = blood test: kidney value
    .need = The study needs a creatinine of up to 1.5 times the highest normal value, and a kidney clearance of 60 mL/min or more.
    .find = Kidney tests (肾功能): creatinine, CREA (肌酐) with its highest normal value (参考范围上限); and the weight (体重)

I9g =
    .label = APTT and INR ≤ 1.5×ULN (anticoagulant exception)
    .plain = blood test: clotting values
    .need = The study needs clotting values of up to 1.5 times the highest normal value, or a steady blood thinner with the INR on target.
    .find = Clotting tests (凝血功能): APTT (活化部分凝血活酶时间) and INR (国际标准化比值), each with its highest normal value (参考范围上限)

I10 =
    .label = HBV DNA < 500 IU/mL; HCV RNA negative
    .plain = blood tests: hepatitis B and C
    .need = With hepatitis B the virus must be below 500 IU/mL (2500 copies/mL). With hepatitis C no virus may be found.
    .find = Hepatitis tests: hepatitis B five items (乙肝五项), HBV DNA, hepatitis C antibody (丙肝抗体), HCV RNA

I11 =
    .label = Women of child-bearing age: test and contraception
    .plain = a personal point; see the full list
    .need = The study asks women who can become pregnant for a negative pregnancy test and safe birth control.
    .find = a personal point to talk about with the study doctor

I12 =
    .label = Men not sterilised: contraception
    .plain = a personal point; see the full list
    .need = The study asks men who had no vasectomy to use safe birth control.
    .find = a personal point to talk about with the study doctor

E1 =
    .label = Prior CTLA-4 / checkpoint / co-stimulation drugs or TKIs
    .plain = cancer drugs taken before
    .need = The study does not take people who had certain immune drugs (such as CTLA-4 drugs) or targeted pills (TKI drugs).
    .find = Discharge papers (出院小结) or medicine boxes (药盒): names of all cancer drugs (抗肿瘤药物名称)

E2 =
    .label = Cord compression, fracture risk, emergency surgery/RT
    .plain = spine, bones or urgent treatment
    .need = The study asks for none of these: pressure on the spinal cord, a bone that may break, or a need for urgent surgery or radiation.
    .find = Spine or bone scan report (脊柱磁共振、骨扫描报告), and what the doctor says about urgent treatment (急诊手术或放疗)

E3 =
    .label = GI perforation/fistula within 6 months
    .plain = hole or fistula in the past
    .need = A hole or fistula of the stomach or bowel must have been removed by surgery, or have healed more than 6 months ago.
    .find = Discharge papers (出院小结): hole (穿孔) or fistula (瘘), date it healed, kind of surgery (切除或修补)

E4 =
    .label = Necrosis / invasion of airway, oesophagus or artery AND bleeding risk
    .plain = how the tumour looks on the scan
    .need = The study doctor checks whether the tumour could bleed.
    .find = CT or MRI report (CT/磁共振报告): dead tissue (坏死), growth into windpipe, food pipe or artery (侵犯气管、食管、动脉)

E5 =
    .label = Other cancer
    .plain = another cancer
    .need = The study asks that any other cancer is cured and has been gone for more than 3 years.
    .find = Papers of the other cancer (病历、病理报告): kind, end of treatment (治疗结束日期), last check (复查结果)

E6 =
    .label = Other uncontrolled heart symptoms/disease (heading)
    .plain = heart: other problems
    .need = The study does not take people with a heart problem that is not under control.
    .find = Heart doctor's note (心内科病历), ECG (心电图), heart ultrasound (心脏超声)

E6a =
    .label = Heart failure NYHA ≥ II
    .plain = heart: heart failure
    .need = The study does not take people with heart failure of class II or more.
    .find = Heart doctor's note (心内科病历): NYHA class (心功能分级)

E6b =
    .label = Unstable angina
    .plain = heart: chest pain
    .need = The study does not take people with chest pain from the heart that is new, worse or comes at rest.
    .find = Heart doctor's note (心内科病历): unstable angina (不稳定型心绞痛)

E6c =
    .label = Myocardial infarction within 1 year
    .plain = heart: heart attack
    .need = The study asks that a heart attack is more than 1 year ago.
    .find = Discharge papers (出院小结): heart attack (心肌梗死), date

E6d =
    .label = Arrhythmia requiring intervention
    .plain = heart: rhythm
    .need = The study does not take people with a heart rhythm problem that needs treatment.
    .find = ECG (心电图), 24-hour ECG (动态心电图): rhythm problem (心律失常)

E7a =
    .label = Research drug within 4 weeks
    .plain = study drug in the last weeks
    .need = The study asks that 4 weeks have passed since any other study drug.
    .find = Papers of the other study (研究资料): date of the last dose (末次用药日期)

E7b =
    .label = Concurrent clinical study
    .plain = another study now
    .need = The study does not take people who get treatment in another study now.
    .find = Papers of the other study (研究资料): treatment, or only follow-up (仅随访)

E7c =
    .label = Systemic steroids > 10 mg/day or immunosuppressants within 2 weeks
    .plain = steroids and immune-lowering medicines
    .need = In the 2 weeks before the first dose, the study asks for no immune-lowering medicine. It allows up to 10 mg of prednisone a day, or the same strength of another steroid.
    .find = Discharge papers (出院小结) or medicine boxes (药盒): steroid (激素) or immune-lowering medicine (免疫抑制剂), dose a day (每日剂量), last day (末次日期)

E7d =
    .label = Vaccines within 4 weeks / anti-tumour vaccine
    .plain = vaccines
    .need = The study asks that 4 weeks have passed since any vaccine.
    .find = Vaccine record (接种记录): name and date of the last vaccine (疫苗名称、日期)

E7e =
    .label = Major surgery / severe trauma within 4 weeks
    .plain = operation or injury
    .need = The study asks that 4 weeks have passed since a big operation or a bad injury.
    .find = Discharge papers (出院小结): operation (手术名称) and its date

E9 =
    .label = Infection within 4 weeks / active lung inflammation / antibiotics
    .plain = infection in the last weeks
    .need = The study asks that 4 weeks have passed since a severe infection, and that no antibiotics are needed now.
    .find = Discharge papers (出院小结): infection (感染), antibiotics (抗生素), last day; chest CT report (胸部CT报告)

E10 =
    .label = Autoimmune disease
    .plain = illness of the immune system
    .need = The study does not take people with an illness in which the immune system attacks the body, with a few exceptions.
    .find = Doctor's note (病历): name of the immune illness (自身免疫性疾病诊断) and its treatment now (目前用药)

E11 =
    .label = Immunodeficiency, HIV, transplant
    .plain = a personal health point; see the full list
    .need = The study does not take people with a weak immune system (such as HIV) or a transplant from a donor.
    .find = a personal point to talk about with the study doctor

E12 =
    .label = ILD / non-infectious pneumonitis
    .plain = lung inflammation or scarred lungs
    .need = The study does not take people who had scarring lung disease or lung inflammation not from germs (after radiation without steroids is fine).
    .find = Chest CT report (胸部CT报告), discharge papers (出院小结): interstitial lung disease (间质性肺病), lung inflammation after radiation (放射性肺炎), steroids (激素)

E13 =
    .label = Pulmonary tuberculosis
    .plain = TB of the lung
    .need = The study asks that TB of the lung is fully treated and has not been active for more than 1 year.
    .find = TB papers (结核病历): end of treatment (治疗结束日期); chest CT report (胸部CT报告)

E14 =
    .label = Active hepatitis B or C
    .plain = blood tests: hepatitis B and C
    .need = With hepatitis B the virus must be below 500 IU/mL (2500 copies/mL). With hepatitis C no virus may be found.
    .find = Hepatitis tests: hepatitis B five items (乙肝五项), HBV DNA, hepatitis C antibody (丙肝抗体), HCV RNA

E15 =
    .label = Drug abuse / alcoholism
    .plain = a private point; see the full list
    .need = The study does not take people with a known history of alcohol or drug addiction.
    .find = a private point to talk about with the study doctor

E16 =
    .label = Pregnant or breastfeeding
    .plain = pregnancy and breastfeeding
    .need = The study does not take women who are pregnant or breastfeeding.
    .find = Pregnancy test (妊娠试验, HCG)

E17 =
    .label = Other factors (investigator)
    .plain = other things that may matter
    .need = The study doctor looks at other things that could make it hard to stay in the study.
    .find = Papers on other serious illnesses (其他疾病的病历)

## Why a point goes to the study team

because-about_six_months =
    .plain = the cancer came back about 6 months after radiation; the team must look at the exact dates
    .clinician = I4: interval of exactly 6 months or dates too coarse; “within 6 months” does not say whether the last day counts

because-about_three_months =
    .plain = the study doctor decides on this point
    .clinician = I7: “>3 months” is strict; about 3 months satisfies it neither clearly nor not

because-alp_alone =
    .plain = only one liver value (ALP) is high; the public rules do not say clearly if that matters
    .clinician = I9e: ALP alone >3×ULN; “ALT, AST and/or ALP” is ambiguous, and bone or liver metastases are not mentioned

because-aptt_on_anticoagulant =
    .plain = a clotting value is high while on a blood thinner
    .clinician = I9g: APTT >1.5×ULN on a stable anticoagulant; the exception speaks of INR only

because-arrhythmia_controlled =
    .plain = there is a heart rhythm problem that is minor or under control
    .clinician = E6d: controlled or minor arrhythmia; whether it is “clinically significant … requiring clinical intervention” is a judgement

because-autoimmune_or_not =
    .plain = the team must see if this counts as an illness of the immune system
    .clinician = E10: irAE, adult asthma, thyroid disease without stable replacement, or topically treated skin disease; neither clearly listed nor exempted

because-betamethasone_factors =
    .plain = the strength of this steroid must be worked out by the team
    .clinician = E7c: the two usual betamethasone factors (0.75 and 0.6 mg) disagree about 10 mg prednisone a day

because-boundary_date =
    .plain = the date is on the edge of the time limit or not exact enough
    .clinician = Date exactly on the last day of the window or too coarse; “within” does not say whether the last day counts

because-clearance_constants =
    .plain = the kidney value is very close to the limit
    .clinician = I9f: Cockcroft-Gault gives ≥60 and <60 mL/min with the exact and the rounded constant; “Appendix 3” is not public

because-contraception_method =
    .plain = the team wants to talk about this personal point
    .clinician = I11/I12: abstinence, or no method needed; neither is among the methods named

because-cord_treated =
    .plain = the spine problem was treated; the team must look at it
    .clinician = E2: cord compression treated, no symptoms now; the text speaks of symptoms, not of history

because-cytology_only =
    .plain = there is only a needle test (cells), no tissue sample
    .clinician = I3: cytology only; the text says “histologically confirmed”

because-hcv_below_quantification =
    .plain = a very small amount of hepatitis C virus was found
    .clinician = I10/E14: HCV RNA detected below quantification lies between “negative” and “higher than the detection limit”

because-investigator_decides =
    .plain = only the study doctor can judge this
    .clinician = E4, E6, E17: reserved to the investigator's judgement, or an open list (“such as”)

because-irradiated_lesion =
    .plain = the tumour to measure was radiated before
    .clinician = I6: only previously irradiated lesions, progression not shown (RECIST 1.1)

because-kind_of_fistula =
    .plain = the team must see if this kind of fistula counts
    .clinician = E3: pharyngocutaneous or tracheo-oesophageal fistula; unclear whether it is “gastrointestinal”

because-kind_of_radiotherapy =
    .plain = the team must see if this kind of radiation counts
    .clinician = I4: postoperative RT or RT of an early stage; unclear whether it is “radical radiotherapy” of locally advanced disease

because-lmwh_target =
    .plain = the team must look at the clotting values while on heparin shots
    .clinician = I9g: LMWH has no INR target, but the exception asks for an INR in the therapeutic range

because-local_treatment_possible =
    .plain = surgery or radiation may still be possible; that comes first
    .clinician = I5: local treatment judged suitable (patient's report, or distant disease as well)

because-low_risk_cancer =
    .plain = the other cancer was a low-risk kind; the team looks at it case by case
    .clinician = E5: listed low-risk cancer cured ≤3 years ago; literally the 3 years bind it, most trials exempt it

because-mdt_not_done =
    .plain = a specialist team has not looked at surgery or radiation yet
    .clinician = I5: suitability for local treatment not yet assessed; an MDT evaluation is required

because-mild_infection =
    .plain = there was a mild infection, or antibiotics to prevent one
    .clinician = E9: mild infection without antibiotics, or prophylaxis only; “symptoms and signs of infection” sets no grade

because-minor_procedure =
    .plain = the team must see if this small procedure counts
    .clinician = E7e: minor procedure (PEG, tracheostomy) <28 days ago; “major” is not defined

because-never_disappeared =
    .plain = the cancer never went away; the team must see if that counts as coming back
    .clinician = I4: persistent disease only; neither recurrence nor metastasis in the literal sense

because-no_mdt =
    .plain = one doctor gave this view; the study asks for a specialist team
    .clinician = I5: local treatment judged unsuitable by the treating doctor only; the text asks for an MDT

because-no_uln =
    .plain = the highest normal value of the lab is missing
    .clinician = I9e–I9g: ULN not given, the value lies in the grey zone of plausible ULNs

because-nyha_class =
    .plain = the class of the heart failure is not known
    .clinician = E6a: heart failure, NYHA class unknown; class II or above is excluded

because-old_report =
    .plain = the report is more than 4 weeks old or has no date
    .clinician = Value out of range on a report older than 28 days or undated; the text sets no window for labs (28 days is our assumption)

because-old_scar =
    .plain = the scan shows an old TB scar; the team must look at it
    .clinician = E13: old scar on imaging only; activity and former treatment not stated

because-older_tumour_vaccine =
    .plain = there was a cancer vaccine before
    .clinician = E7d: anti-tumour vaccine longer ago; unclear whether “within 4 weeks” also binds it

because-only_repaired =
    .plain = the hole or fistula was stitched, not removed
    .clinician = E3: only repaired or closed; the exception says “surgically removed”

because-other_anticoagulant =
    .plain = the public rules do not name this kind of blood thinner
    .clinician = I9g: DOAC or other anticoagulant with a raised value; the exception names LMWH and warfarin only

because-prior_checkpoint_drug =
    .plain = the public rules are not clear about a drug that was given
    .clinician = E1: PD-1/PD-L1 (or another marked agent) alone: E1 literally excludes checkpoint drugs, the record's summary names patients after PD-1 therapy

because-replacement_with_autoimmune =
    .plain = the team must look at the steroid together with the immune illness
    .clinician = E7c: replacement >10 mg/day is allowed only “in the absence of active autoimmune diseases”

because-self_report =
    .plain = only a doctor can judge this
    .clinician = Reported by the patient or a relative; needs a doctor's finding

because-stopped_for_toxicity =
    .plain = the drugs were stopped because of side effects, not because the cancer grew
    .clinician = I4: first line stopped for toxicity without progression; the criterion says “progression”, the summary “failed”

because-test_contradicts =
    .plain = a test and an answer do not agree; the test should be repeated
    .clinician = E16: pregnancy test positive, pregnancy answered “no”

because-tissue_graft =
    .plain = the team wants to talk about this personal point
    .clinician = E11: cornea or tissue graft; the text names organ and allogeneic bone marrow transplantation

because-trial_follow_up =
    .plain = another study is only in follow-up; the team must see if that counts
    .clinician = E7b: interventional study, follow-up only; the text exempts observational studies only

because-tumour_site =
    .plain = the team must see if this type of cancer fits
    .clinician = I3: cutaneous SCC, neck nodes of unknown primary or cervical oesophagus; unclear whether it is HNSCC in the sense of the text

because-undiagnosed_use =
    .plain = the team wants to talk about this private point
    .clinician = E15: heavy use, never diagnosed; the text says “known history of … abuse”

because-unrecognised_drug =
    .plain = we do not know one of the drug names
    .clinician = E1, E7c: drug not recognised, not named or negated; it must be identified by name

because-vaccine_like_drug =
    .plain = the team must see if one of the drugs counts as a cancer vaccine
    .clinician = E7d: tumour vaccine, oncolytic virus or gene therapy among the drugs; unclear whether and how long E7d binds it

## Whether a failure can change

change-permanent = not expected to change
change-personal = the patient's own choice; no date
change-care_first = may change, but care comes first; no date
change-temporary = may change; no date
change-temporary_until = may change; earliest date { $date }

because-disagreement =
    .plain = the doctor and the patient or relative answered differently
    .clinician = the doctor's answer differs from the patient's or relative's; both are kept (clinical judgement)

because-contradiction =
    .plain = two answers do not go together
    .clinician = two answers contradict each other (clinical judgement)
