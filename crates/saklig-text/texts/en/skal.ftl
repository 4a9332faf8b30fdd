# Reasons why a person takes over: a sentence, and what takes the reason away (bort).

skal-lage_av = Automation is off for this outcome.
    .bort = An officer decides.

skal-lage_skugga = Automation only computes beside people for this outcome.
    .bort = An officer decides.

skal-lage_foreslag = Automation may only propose this outcome.
    .bort = An officer decides.

skal-lage_bunt = This outcome is decided by a person who signs a list.
    .bort = An officer signs the list, or decides the case by itself.

skal-lage_over_paketets = The package is not made for so high a mode.
    .bort = An officer decides, or the mode is lowered in the authority register.

skal-mandat_saknas = No mandate covers the outcome today.
    .bort = Somebody with a mandate decides, or a mandate is given.

skal-belopp_over_mandat = The amount is above the mandate.
    .bort = Somebody with a higher mandate decides.

skal-delegering_obekraftad = The municipality has not confirmed that the decision may be delegated to an automated function (KL chapter 6 section 38).
    .bort = The municipality confirms the delegation in its overlay, or an officer decides.

skal-delegering_forbjuden = The decision may not be delegated to an automated function: { $avser }.
    .bort = An officer decides.

skal-verkstallighet_saknas = The municipality has not stated when the decision may be executed.
    .bort = The municipality fills in execution in its overlay.

skal-oklart_resultat = A result that the decision rests on is unclear: { $avser }.
    .bort = What is unknown becomes known, or an officer assesses it, with provision and reason.

skal-skal_saknas = The proposal has no ground.
    .bort = An officer assesses, with provision and reason.

skal-handandrad_uppgift = A person has changed { $avser }, which the decision rests on.
    .bort = An officer decides.

skal-okand_kalla = A source that the decision rests on is unknown: { $avser }.
    .bort = The source answers, or an officer finds out.

skal-obekraftat_varde = A value that the decision rests on is not confirmed: { $avser }.
    .bort = The municipality confirms the value with source and name, or an officer decides.

skal-obekraftat_lagrum = A provision that the decision rests on is not confirmed: { $avser }.
    .bort = The municipality confirms the provision with source and name, or an officer decides.

skal-tva_personer = Two persons must take part in the decision.
    .bort = An officer decides, and another one attests (task attest).

skal-ej_attesterat = The second person did not attest the decision: { $avser }
    .bort = An officer decides anew.

skal-mottagare_saknas = It is not said where the money goes.
    .bort = State an account in the decision (--payee clearing-account).

skal-stickprov = The case was drawn for a check before the decision.
    .bort = An officer checks and decides.

skal-ej_kommunicerat = The material was not communicated to the party, or the time to answer has not passed (FL section 25).
    .bort = Communicate and wait for the time to pass, or state why it is not needed.

skal-broms = A brake is pulled.
    .bort = The brake is released, or an officer decides.

skal-manad_ej_omfattad = The package does not cover the month.
    .bort = An officer tries the case under the law of that month.

skal-anspraket_taget = Another case already concerns the same household and month.
    .bort = Settle whether it is a supplementary application, or end one of the cases.

skal-anspraket_saknas = The case does not hold the claim on the household’s month, so nothing is paid.
    .bort = The other case ends, or the payment is tried there.

skal-oklart_vagval = The process cannot choose its way: { $avser } is unknown.
    .bort = The fact becomes known, or an officer takes over.

skal-uppdrag_misslyckat = A job has failed and trying again does not help: { $avser }.
    .bort = Correct the fault and resolve the incident.

skal-arbetsuppgift = A step of the process is done by a person: { $avser }.
    .bort = An officer does the step.

skal-driftstopp = The process has stopped at a fault: { $avser }.
    .bort = Correct the package or the facts and resolve the incident.

skal-forslag_oanvandbart = The proposal cannot be used.
    .bort = An officer decides; the package’s owner corrects the rule.

skal-skyddad_uppgift = The case needs special handling.
    .bort = An officer with the right to it takes the case.

skal-inget_tidigare_arende = The household has no earlier case, so it is a new application.

skal-andrat_hushall = The household differs from the latest month.

skal-tillaggsansokan = There is already a case or a decision for the month.

skal-nyligen_avslutat = A case was closed recently.

skal-kalla_saknas = A required source has not answered.

skal-delvist_svar = A required source has answered only in part.

skal-ej_folkbokford = An adult is not registered in the municipality.

skal-ofullstandig = The application is incomplete.

skal-medsokande_ej_signerat = The co-applicant has not attested.

skal-fritext = The applicant has written something that a person must read.

skal-nytt_fordon = A vehicle was not there in the latest month.

skal-ny_tillgang = An asset was not there in the latest month.

skal-andrat_konto = The account differs from the latest month, or the money is to be paid in another way.

skal-andrat_boende = Housing has changed.

skal-vantad_ersattning = The applicant expects a benefit.

skal-vistas_utanfor = The applicant does not stay in the municipality.

skal-annan_norm = Another norm than the national norm is applied for.

skal-planering_till_person = The plan must be tried by a person.

skal-okand_inkomst = An income is not on the list.

skal-inkomst_till_person = An income must be tried by a person.

skal-avdrag_i_utbetalning = A payment has a deduction that a person must assess.

skal-andrad_inkomst = An income has changed much since the month before.

skal-ny_inkomst = An income was not there the month before.

skal-inkomst_saknas = An income was there the month before but is missing now.

skal-studiehjalp_saknas = Study assistance was paid in June but not in September.

skal-kostnad_nedsatt = A cost is over the cap and is lowered.

skal-andrad_kostnad = A cost is clearly higher than the previous one.

skal-ny_kostnad = A cost is new.

skal-okand_kostnad = A cost is not on the list.

skal-kostnad_till_person = A cost must be tried by a person.

skal-oprovad_hushallsgemenskap = A shared household with children or a partner is tried by a person.

skal-barn_over_20 = A child is older than the rules on children cover.
