//! What answers become as facts of the case.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{ADULT, CO_ADULT, line, now, person, question, shown};
use expect_test::{Expect, expect};
use saklig_case::Answer;
use saklig_connect::facts::{
    agency_facts, benefit_facts, history_facts, household_is_masked, population_facts,
};
use saklig_connect::{Agency, BenefitRegister, FileRegisters, History, PersonRegister, Reply, read};

fn check(answer: &Answer, expected: &Expect) {
    expected.assert_eq(&shown(answer));
}

const PERSON: &str = r#""folkbokforing":{"lage":"data","uppgifter":{"fodd":"1981-01-15","fornamn":"Kim",
    "efternamn":"Exempel","kommun":"9999","skydd":"inget","civilstand":"OG","maka":null,
    "adress":{"gata":"Demogatan 1","postnummer":"999 01","postort":"Demo"},"avregistrerad":null}}"#;

/// The answers of one agency about the two adults, as `svar` members.
fn agency(agency: Agency, of_applicant: &str, of_co_applicant: &str) -> Answer {
    let of = |digits, answer: &str| {
        let line = line(
            digits,
            &if answer.is_empty() { String::new() } else { format!(r#""{}":{answer}"#, agency.word()) },
        );
        let (registers, _) = FileRegisters::new(vec![line]);
        BenefitRegister::ask(&registers, &question(digits), &Agency::ALL, now()).unwrap()
    };
    let adults =
        [("sokande".into(), of(ADULT, of_applicant)), ("medsokande".into(), of(CO_ADULT, of_co_applicant))];
    agency_facts(agency, &adults)
}

fn population(adult: &str, child: Option<&str>) -> Answer {
    let of = |digits, answer: &str| {
        let (registers, _) = FileRegisters::new(vec![line(digits, answer)]);
        PersonRegister::ask(&registers, &question(digits), now()).unwrap()
    };
    let children: Vec<_> = child.map(|answer| ("b1".into(), of(CO_ADULT, answer))).into_iter().collect();
    population_facts(&[("sokande".into(), of(ADULT, adult))], &children)
}

const BENEFIT: &str = r#"{"lage":"data","uppgifter":{"utbetalningar":[
    {"datum":"2025-10-20","netto":1250,"foretag":"1001","formansfamilj":"FK:ABB","typ":"1","preliminar":false,
     "avser_fran":null,"detaljer":[{"forman":"Barnbidrag","beloppstyp":"BB","belopp":1250,"avdrag":false},
     {"forman":"Kvittning","beloppstyp":"KVI","belopp":"10.50","avdrag":true}]},
    {"datum":"2025-10-20","netto":"401.50","foretag":"1001","formansfamilj":"FK:ABB","typ":"1","preliminar":true,
     "avser_fran":"2025-10-01","detaljer":[]}]}}"#;

#[test]
fn payments_get_ids_of_role_day_and_code() {
    check(
        &agency(Agency::Fk, BENEFIT, r#"{"lage":"none"}"#),
        &expect![[r#"
        Register("fk")
        ssbtek.fk.utbetalningar = [sokande-20251020-fk_abb, sokande-20251020-fk_abb-2]
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].person = sokande
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].datum = 2025-10-20
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].netto = 1250
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].foretag = 1001
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].formansfamilj = FK:ABB
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].typ = 1
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].preliminar = false
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].detaljer = [bb, kvi]
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].detaljer[bb].forman = Barnbidrag
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].detaljer[bb].beloppstyp = BB
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].detaljer[bb].belopp = 1250
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].detaljer[bb].avdrag = false
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].detaljer[kvi].forman = Kvittning
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].detaljer[kvi].beloppstyp = KVI
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].detaljer[kvi].belopp = 10.5
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb].detaljer[kvi].avdrag = true
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb-2].person = sokande
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb-2].datum = 2025-10-20
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb-2].netto = 401.5
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb-2].foretag = 1001
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb-2].formansfamilj = FK:ABB
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb-2].typ = 1
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb-2].preliminar = true
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb-2].avser_fran = 2025-10-01
        ssbtek.fk.utbetalningar[sokande-20251020-fk_abb-2].detaljer = []
    "#]],
    );
}

#[test]
fn sources_that_know_of_nothing_give_a_list_known_to_be_empty() {
    check(
        &agency(Agency::Fk, r#"{"lage":"none"}"#, r#"{"lage":"none"}"#),
        &expect![[r#"
        Register("fk")
        ssbtek.fk.utbetalningar = []
    "#]],
    );
}

#[test]
fn one_failure_makes_the_list_unknown_and_keeps_what_came() {
    check(
        &agency(
            Agency::Tns,
            r#"{"lage":"error","orsak":"BT-101"}"#,
            r#"{"lage":"data","uppgifter":{"resultat":"OK",
            "fordon":[{"regnr":"ABC 001","fabrikat":"Volvo","fordonsar":2012,"fordonsslag":"PERSONBIL",
            "handelsbeteckning":null}]}}"#,
        ),
        &expect![[r#"
            Register("tns")
            ssbtek.tns.fordon = okänd:fel [medsokande-abc_001]
            ssbtek.tns.fordon[medsokande-abc_001].person = medsokande
            ssbtek.tns.fordon[medsokande-abc_001].regnr = ABC 001
            ssbtek.tns.fordon[medsokande-abc_001].fabrikat = Volvo
            ssbtek.tns.fordon[medsokande-abc_001].fordonsar = 2012
            ssbtek.tns.fordon[medsokande-abc_001].fordonsslag = PERSONBIL
        "#]],
    );
}

#[test]
fn an_agency_that_was_not_asked_about_one_adult_is_unknown() {
    check(
        &agency(Agency::Miv, r#"{"lage":"none"}"#, ""),
        &expect![[r#"
        Register("miv")
        ssbtek.miv.svar = okänd:ej_frågad
    "#]],
    );
}

#[test]
fn failure_is_worse_than_partial_and_partial_worse_than_not_asked() {
    let (failed, partial) = (
        r#"{"lage":"error","orsak":"x"}"#,
        r#"{"lage":"partial","orsak":"obesvarad_kassa",
        "uppgifter":{"svar":[{"svarande":"Demokassan Öst","status":"all clear","utbetalningar":[{"datum":"2025-10-27",
        "netto_efter_skatt":9800,"netto_efter_avdrag":9700,"dagar":20,"avser_fran":"2025-09-29","avser_tom":null}],
        "avstangningar":[{"fran":"2025-10-01","tom":null}],"ansokt":null}]}}"#,
    );
    check(
        &agency(Agency::So, partial, ""),
        &expect![[r#"
        Register("so")
        ssbtek.so.utbetalningar = okänd:delvis [sokande-20251027-demokassan_ost]
        ssbtek.so.utbetalningar[sokande-20251027-demokassan_ost].person = sokande
        ssbtek.so.utbetalningar[sokande-20251027-demokassan_ost].svarande = Demokassan Öst
        ssbtek.so.utbetalningar[sokande-20251027-demokassan_ost].datum = 2025-10-27
        ssbtek.so.utbetalningar[sokande-20251027-demokassan_ost].netto_efter_skatt = 9800
        ssbtek.so.utbetalningar[sokande-20251027-demokassan_ost].netto_efter_avdrag = 9700
        ssbtek.so.utbetalningar[sokande-20251027-demokassan_ost].dagar = 20
        ssbtek.so.utbetalningar[sokande-20251027-demokassan_ost].avser_fran = 2025-09-29
        ssbtek.so.svarande = okänd:delvis [sokande-demokassan_ost]
        ssbtek.so.svarande[sokande-demokassan_ost].person = sokande
        ssbtek.so.svarande[sokande-demokassan_ost].svarande = Demokassan Öst
        ssbtek.so.svarande[sokande-demokassan_ost].status = all clear
        ssbtek.so.svarande[sokande-demokassan_ost].avstangd = true
    "#]],
    );
    check(
        &agency(Agency::So, failed, partial),
        &expect![[r#"
        Register("so")
        ssbtek.so.utbetalningar = okänd:fel [medsokande-20251027-demokassan_ost]
        ssbtek.so.utbetalningar[medsokande-20251027-demokassan_ost].person = medsokande
        ssbtek.so.utbetalningar[medsokande-20251027-demokassan_ost].svarande = Demokassan Öst
        ssbtek.so.utbetalningar[medsokande-20251027-demokassan_ost].datum = 2025-10-27
        ssbtek.so.utbetalningar[medsokande-20251027-demokassan_ost].netto_efter_skatt = 9800
        ssbtek.so.utbetalningar[medsokande-20251027-demokassan_ost].netto_efter_avdrag = 9700
        ssbtek.so.utbetalningar[medsokande-20251027-demokassan_ost].dagar = 20
        ssbtek.so.utbetalningar[medsokande-20251027-demokassan_ost].avser_fran = 2025-09-29
        ssbtek.so.svarande = okänd:fel [medsokande-demokassan_ost]
        ssbtek.so.svarande[medsokande-demokassan_ost].person = medsokande
        ssbtek.so.svarande[medsokande-demokassan_ost].svarande = Demokassan Öst
        ssbtek.so.svarande[medsokande-demokassan_ost].status = all clear
        ssbtek.so.svarande[medsokande-demokassan_ost].avstangd = true
    "#]],
    );
}

#[test]
fn the_other_agencies_become_their_lists() {
    let af = r#"{"lage":"data","uppgifter":{"arbetssokande":true,"skat":"Öppet arbetslös","registrerad":"2023-02-01",
        "omfattning":100,"avaktualiserad":null,"aktivitetsrapport":"2025-10-12","sekretess":false,"akassa":null,
        "statuskod":"0","beslut":[{"ersattningstyp":"AKS","omfattning":50,"fran":"2025-01-01","tom":null}]}}"#;
    check(
        &agency(Agency::Af, af, r#"{"lage":"none"}"#),
        &expect![[r#"
        Register("af")
        ssbtek.af.personer = [sokande]
        ssbtek.af.personer[sokande].arbetssokande = true
        ssbtek.af.personer[sokande].skat = Öppet arbetslös
        ssbtek.af.personer[sokande].registrerad = 2023-02-01
        ssbtek.af.personer[sokande].omfattning = 100
        ssbtek.af.personer[sokande].aktivitetsrapport = 2025-10-12
        ssbtek.af.personer[sokande].sekretess = false
        ssbtek.af.personer[sokande].statuskod = 0
        ssbtek.af.personer[sokande].beslut = [20250101-aks]
        ssbtek.af.personer[sokande].beslut[20250101-aks].ersattningstyp = AKS
        ssbtek.af.personer[sokande].beslut[20250101-aks].omfattning = 50
        ssbtek.af.personer[sokande].beslut[20250101-aks].fran = 2025-01-01
    "#]],
    );
    let csn = r#"{"lage":"data","uppgifter":{"utbetalningar":[{"stodform":"OSS","beloppstyp":"OSSLÅN","belopp":1000,
        "utbetdatum":null,"utbetstatus":"Planerad","startvecka":"202540","slutvecka":"202543","fran":"2025-09-29"}]}}"#;
    check(
        &agency(Agency::Csn, csn, r#"{"lage":"none"}"#),
        &expect![[r#"
        Register("csn")
        ssbtek.csn.utbetalningar = [sokande-20250929-oss-osslan]
        ssbtek.csn.utbetalningar[sokande-20250929-oss-osslan].person = sokande
        ssbtek.csn.utbetalningar[sokande-20250929-oss-osslan].stodform = OSS
        ssbtek.csn.utbetalningar[sokande-20250929-oss-osslan].beloppstyp = OSSLÅN
        ssbtek.csn.utbetalningar[sokande-20250929-oss-osslan].belopp = 1000
        ssbtek.csn.utbetalningar[sokande-20250929-oss-osslan].utbetstatus = Planerad
        ssbtek.csn.utbetalningar[sokande-20250929-oss-osslan].startvecka = 202540
        ssbtek.csn.utbetalningar[sokande-20250929-oss-osslan].slutvecka = 202543
        ssbtek.csn.utbetalningar[sokande-20250929-oss-osslan].fran = 2025-09-29
    "#]],
    );
}

#[test]
fn tax_and_residence_become_their_lists() {
    let skv = r#"{"lage":"data","uppgifter":{"kapital":[{"taxeringsar":2025,"intakter":5,"overskott":0}],
        "aterbetalning":[{"datum":"2025-10-03","belopp":1200}]}}"#;
    check(
        &agency(Agency::Skv, skv, r#"{"lage":"none"}"#),
        &expect![[r#"
        Register("skv")
        ssbtek.skv.kapital = [sokande-2025]
        ssbtek.skv.kapital[sokande-2025].person = sokande
        ssbtek.skv.kapital[sokande-2025].taxeringsar = 2025
        ssbtek.skv.kapital[sokande-2025].intakter = 5
        ssbtek.skv.kapital[sokande-2025].overskott = 0
        ssbtek.skv.aterbetalning = [sokande-20251003]
        ssbtek.skv.aterbetalning[sokande-20251003].person = sokande
        ssbtek.skv.aterbetalning[sokande-20251003].datum = 2025-10-03
        ssbtek.skv.aterbetalning[sokande-20251003].belopp = 1200
    "#]],
    );
    let miv = r#"{"lage":"data","uppgifter":{"svar":[{"arendetyp":"UT","beslutskod":"BIF","beslutstyp":"Uppehållstillstånd",
        "beslutsdatum":"2024-02-27","fran":"2024-03-04","tom":"2027-03-04","giltighetstid":"TIDBEGRANSAT"}]}}"#;
    check(
        &agency(Agency::Miv, r#"{"lage":"none"}"#, miv),
        &expect![[r#"
        Register("miv")
        ssbtek.miv.svar = [medsokande-20240227-ut]
        ssbtek.miv.svar[medsokande-20240227-ut].person = medsokande
        ssbtek.miv.svar[medsokande-20240227-ut].arendetyp = UT
        ssbtek.miv.svar[medsokande-20240227-ut].beslutskod = BIF
        ssbtek.miv.svar[medsokande-20240227-ut].beslutstyp = Uppehållstillstånd
        ssbtek.miv.svar[medsokande-20240227-ut].beslutsdatum = 2024-02-27
        ssbtek.miv.svar[medsokande-20240227-ut].fran = 2024-03-04
        ssbtek.miv.svar[medsokande-20240227-ut].tom = 2027-03-04
        ssbtek.miv.svar[medsokande-20240227-ut].giltighetstid = TIDBEGRANSAT
    "#]],
    );
}

#[test]
fn a_household_without_children_has_no_children_and_shows_its_address() {
    check(
        &population(PERSON, None),
        &expect![[r#"
        Register("folkbokforing")
        skydd sokande: ingen
        folkbokforing.vuxna = [sokande]
        folkbokforing.vuxna[sokande].fodd = 1981-01-15
        folkbokforing.vuxna[sokande].fornamn = Kim
        folkbokforing.vuxna[sokande].efternamn = Exempel
        folkbokforing.vuxna[sokande].kommun = 9999
        folkbokforing.vuxna[sokande].skydd = inget
        folkbokforing.vuxna[sokande].civilstand = OG
        folkbokforing.vuxna[sokande].adress.gata = Demogatan 1
        folkbokforing.vuxna[sokande].adress.postnummer = 999 01
        folkbokforing.vuxna[sokande].adress.postort = Demo
        folkbokforing.barn = []
    "#]],
    );
}

#[test]
fn a_protected_child_protects_the_address_of_all() {
    let child = PERSON.replace(r#""skydd":"inget""#, r#""skydd":"sekretessmarkering""#);
    check(
        &population(PERSON, Some(&child)),
        &expect![[r#"
        Register("folkbokforing")
        skydd sokande: ingen
        skydd b1: skyddad
        folkbokforing.vuxna = [sokande]
        folkbokforing.vuxna[sokande].fodd = 1981-01-15
        folkbokforing.vuxna[sokande].fornamn = Kim
        folkbokforing.vuxna[sokande].efternamn = Exempel
        folkbokforing.vuxna[sokande].kommun = 9999
        folkbokforing.vuxna[sokande].skydd = inget
        folkbokforing.vuxna[sokande].civilstand = OG
        folkbokforing.vuxna[sokande].adress.gata = okänd:ej_frågad
        folkbokforing.vuxna[sokande].adress.postnummer = okänd:ej_frågad
        folkbokforing.vuxna[sokande].adress.postort = okänd:ej_frågad
        folkbokforing.barn = [b1]
        folkbokforing.barn[b1].fodd = 1981-01-15
        folkbokforing.barn[b1].fornamn = Kim
        folkbokforing.barn[b1].efternamn = Exempel
        folkbokforing.barn[b1].kommun = 9999
        folkbokforing.barn[b1].skydd = sekretessmarkering
        folkbokforing.barn[b1].civilstand = OG
        folkbokforing.barn[b1].adress.gata = okänd:ej_frågad
        folkbokforing.barn[b1].adress.postnummer = okänd:ej_frågad
        folkbokforing.barn[b1].adress.postort = okänd:ej_frågad
    "#]],
    );
}

#[test]
fn until_the_register_has_answered_everybody_is_treated_as_protected() {
    check(
        &population(PERSON, Some(r#""folkbokforing":{"lage":"error","orsak":"timeout"}"#)),
        &expect![[r#"
            Register("folkbokforing")
            skydd sokande: ingen
            skydd b1: ej_fragad
            folkbokforing.vuxna = [sokande]
            folkbokforing.vuxna[sokande].fodd = 1981-01-15
            folkbokforing.vuxna[sokande].fornamn = Kim
            folkbokforing.vuxna[sokande].efternamn = Exempel
            folkbokforing.vuxna[sokande].kommun = 9999
            folkbokforing.vuxna[sokande].skydd = inget
            folkbokforing.vuxna[sokande].civilstand = OG
            folkbokforing.vuxna[sokande].adress.gata = okänd:ej_frågad
            folkbokforing.vuxna[sokande].adress.postnummer = okänd:ej_frågad
            folkbokforing.vuxna[sokande].adress.postort = okänd:ej_frågad
            folkbokforing.barn = okänd:fel
        "#]],
    );
    assert!(household_is_masked([&Reply::not_asked(now())]));
}

const EARLIER: &str = r#"{"id":"H1-2025-10","manad":"2025-10","beslutat":"2025-10-03","utfall":"bifall","belopp":7890,
    "arende":{"lage":"pagaende","avslutat":null},"sokande":"198805309948","medsokande":"198006189933",
    "civilstand":"sammanboende","hushallsgemenskap":false,
    "barn":[{"personnummer":"201009199827","boende":"delar","dagar":15}],"boende":{"form":"hyresratt","rum":2,"personer":3},
    "inkomster":[{"id":"i1","kalla":"ansokan","kod":"lon","person":"medsokande","belopp":"5000.25"}],
    "kostnader":[{"id":"k1","slag":"hyra","ansokt":6100,"godkant":6000}],"overskott":0,
    "betalning":{"clearing":"9999","konto":"1234567"},"fordon":["ABC001"],"tillgangar":["bankmedel"],
    "manader_i_rad":7,"jobbstimulans":[{"person":"medsokande","start":"2025-06"}]}"#;

fn earlier(lines: &[String]) -> History {
    let text: Vec<String> = lines.iter().map(|line| line.replace('\n', " ")).collect();
    let (months, remarks) = read::earlier("tidigare.jsonl", &text.join("\n"), "gamla");
    assert_eq!(remarks, [], "the test's own months are right");
    History::Months(months)
}

fn history(history: &History, month: &str) -> Answer {
    let adults = [("sokande".into(), person(ADULT)), ("medsokande".into(), person(CO_ADULT))];
    history_facts(history, &adults, month.parse().unwrap(), now())
}

#[test]
fn the_latest_month_is_told_and_roles_follow_the_persons() {
    let older = EARLIER.replace("2025-10", "2025-09").replace("bifall", "avslag");
    check(
        &history(&earlier(&[older, EARLIER.to_owned()]), "2025-11"),
        &expect![[r#"
        Import("gamla")
        historik.finns = true
        historik.arende.lage = pagaende
        historik.arende.avslutat = tom
        historik.manader_i_rad = 7
        historik.jobbstimulans = [sokande]
        historik.jobbstimulans[sokande].start = 2025-06
        historik.senaste.manad = 2025-10
        historik.senaste.utfall = bifall
        historik.senaste.belopp = 7890
        historik.senaste.civilstand = sammanboende
        historik.senaste.hushallsgemenskap = false
        historik.senaste.sokande = 198805309948
        historik.senaste.medsokande = 198006189933
        historik.senaste.boende.form = hyresratt
        historik.senaste.boende.personer = 3
        historik.senaste.boende.rum = 2
        historik.senaste.overskott = 0
        historik.senaste.betalning.clearing = 9999
        historik.senaste.betalning.konto = 1234567
        historik.senaste.barn = [201009199827]
        historik.senaste.barn[201009199827].personnummer = 201009199827
        historik.senaste.barn[201009199827].boende = delar
        historik.senaste.barn[201009199827].dagar = 15
        historik.senaste.inkomster = [i1]
        historik.senaste.inkomster[i1].kalla = ansokan
        historik.senaste.inkomster[i1].kod = lon
        historik.senaste.inkomster[i1].person = sokande
        historik.senaste.inkomster[i1].belopp = 5000.25
        historik.senaste.kostnader = [k1]
        historik.senaste.kostnader[k1].slag = hyra
        historik.senaste.kostnader[k1].ansokt = 6100
        historik.senaste.kostnader[k1].godkant = 6000
        historik.senaste.fordon = [abc001]
        historik.senaste.fordon[abc001].regnr = ABC001
        historik.senaste.tillgangar = [bankmedel]
        historik.senaste.tillgangar[bankmedel].slag = bankmedel
    "#]],
    );
}

#[test]
fn months_in_a_row_break_when_a_month_is_missing() {
    let answer = history(&earlier(&[EARLIER.to_owned()]), "2025-12");
    assert!(shown(&answer).contains("historik.manader_i_rad = 0\n"), "{}", shown(&answer));
}

#[test]
fn the_month_applied_for_and_later_ones_are_not_earlier() {
    check(
        &history(&earlier(&[EARLIER.to_owned()]), "2025-10"),
        &expect![[r#"
        Register("historik")
        historik.finns = okänd:ej_frågad
        historik.arende = okänd:ej_frågad
        historik.senaste = okänd:ej_frågad
        historik.manader_i_rad = okänd:ej_frågad
        historik.jobbstimulans = okänd:ej_frågad
    "#]],
    );
}

#[test]
fn silence_is_unknown_and_only_a_complete_source_says_none() {
    check(
        &history(&History::Silent, "2025-11"),
        &expect![[r#"
        Register("historik")
        historik.finns = okänd:ej_frågad
        historik.arende = okänd:ej_frågad
        historik.senaste = okänd:ej_frågad
        historik.manader_i_rad = okänd:ej_frågad
        historik.jobbstimulans = okänd:ej_frågad
    "#]],
    );
    check(
        &history(&History::None, "2025-11"),
        &expect![[r#"
        Register("historik")
        historik.finns = false
        historik.arende.lage = tom
        historik.arende.avslutat = tom
        historik.senaste.manad = tom
        historik.senaste.utfall = tom
        historik.senaste.belopp = tom
        historik.senaste.civilstand = tom
        historik.senaste.hushallsgemenskap = tom
        historik.senaste.sokande = tom
        historik.senaste.medsokande = tom
        historik.senaste.boende.form = tom
        historik.senaste.boende.personer = tom
        historik.senaste.boende.rum = tom
        historik.senaste.overskott = tom
        historik.senaste.betalning.clearing = tom
        historik.senaste.betalning.konto = tom
        historik.senaste.barn = []
        historik.senaste.inkomster = []
        historik.senaste.kostnader = []
        historik.senaste.fordon = []
        historik.senaste.tillgangar = []
        historik.manader_i_rad = 0
        historik.jobbstimulans = []
    "#]],
    );
}

#[test]
fn every_agency_gives_an_answer_of_its_own() {
    let adults = [("sokande".into(), saklig_connect::BenefitReply::not_asked(now()))];
    let sources: Vec<String> =
        benefit_facts(&adults).iter().map(|answer| format!("{:?}", answer.provenance.source)).collect();
    assert_eq!(sources.len(), Agency::ALL.len(), "{sources:?}");
}
