//! The decision gate: every reason alone, all together, for the automated function, a person and a list.
#![allow(clippy::unwrap_used, reason = "tests")]

mod given;

use std::sync::Arc;

use expect_test::expect;
use given::{Given, TYPE, assessed, check, given, ground, mandate, mode, now, number, rates, warn};
use jiff::civil::date;
use saklig_case::authority::{Brake, Braked, Mandate, Mode, Principal};
use saklig_case::gate::{self, Delegation};
use saklig_case::spot_check::Draw;
use saklig_case::{
    AuthorityEvent, Communication, Confidence, Ground, Item, Outcome, Path, Reason, RuleResult, Severity,
    UnknownReason, WarningState,
};

#[test]
fn nothing_stands_in_the_way() {
    check(
        |_| {},
        &expect![[r#"
        automatiskt ja: M1, stickprov nej
        person      ja: H1
        bunt        ja: H1
    "#]],
    );
}

#[test]
fn a_mode_below_automatic() {
    for (word, expected) in [
        (
            Mode::Off,
            expect![[r#"
            automatiskt nej: lage_av
            person      ja: H1
            bunt        nej: lage_av
        "#]],
        ),
        (
            Mode::Shadow,
            expect![[r#"
            automatiskt nej: lage_skugga
            person      ja: H1
            bunt        nej: lage_skugga
        "#]],
        ),
        (
            Mode::Propose,
            expect![[r#"
            automatiskt nej: lage_foreslag
            person      ja: H1
            bunt        nej: lage_foreslag
        "#]],
        ),
        (
            Mode::Batch,
            expect![[r#"
            automatiskt nej: lage_bunt
            person      ja: H1
            bunt        ja: H1
        "#]],
        ),
    ] {
        check(|given| given.register.push(mode(Outcome::Granted, word)), &expected);
    }
}

#[test]
fn a_mode_that_was_never_set_is_off() {
    check(
        |given| drop(given.register.remove(0)),
        &expect![[r#"
        automatiskt nej: lage_av
        person      ja: H1
        bunt        nej: lage_av
    "#]],
    );
}

#[test]
fn a_package_made_for_less_than_the_mode() {
    check(
        |given| given.terms.highest_mode = Mode::Batch,
        &expect![[r#"
        automatiskt nej: lage_over_paketets
        person      ja: H1
        bunt        ja: H1
    "#]],
    );
    check(
        |given| given.terms.highest_mode = Mode::Propose,
        &expect![[r#"
        automatiskt nej: lage_over_paketets
        person      ja: H1
        bunt        nej: lage_over_paketets
    "#]],
    );
}

#[test]
fn no_mandate_for_the_outcome() {
    let withdrawn = |id: &str| AuthorityEvent::MandateWithdrawn { id: id.into(), reason: "slut".into() };
    check(
        |given| given.register.push(withdrawn("M1")),
        &expect![[r#"
        automatiskt nej: mandat_saknas
        person      ja: H1
        bunt        ja: H1
    "#]],
    );
    check(
        |given| given.register.push(withdrawn("H1")),
        &expect![[r#"
        automatiskt ja: M1, stickprov nej
        person      nej: mandat_saknas
        bunt        nej: mandat_saknas
    "#]],
    );
}

#[test]
fn a_mandate_that_has_not_begun_or_has_ended() {
    check(
        |given| given.today = date(2025, 10, 31),
        &expect![[r#"
        automatiskt nej: mandat_saknas
        person      nej: mandat_saknas
        bunt        nej: mandat_saknas
    "#]],
    );
    check(
        |given| given.today = date(2026, 11, 1),
        &expect![[r#"
        automatiskt nej: mandat_saknas
        person      nej: mandat_saknas
        bunt        nej: mandat_saknas
    "#]],
    );
    check(
        |given| given.today = date(2026, 10, 31),
        &expect![[r#"
        automatiskt ja: M1, stickprov nej
        person      ja: H1
        bunt        ja: H1
    "#]],
    );
}

#[test]
fn an_amount_above_the_mandate() {
    check(
        |given| given.proposal.amount = number("20000.01"),
        &expect![[r#"
        automatiskt nej: belopp_over_mandat
        person      nej: belopp_over_mandat
        bunt        nej: belopp_over_mandat
    "#]],
    );
    check(
        |given| given.proposal.amount = number("20000"),
        &expect![[r#"
        automatiskt ja: M1, stickprov nej
        person      ja: H1
        bunt        ja: H1
    "#]],
    );
}

#[test]
fn delegation_to_an_automated_function() {
    check(
        |given| given.terms.delegation = Delegation::Unconfirmed,
        &expect![[r#"
        automatiskt nej: delegering_obekraftad
        person      ja: H1
        bunt        ja: H1
    "#]],
    );
    check(
        |given| {
            let by = "KL (2017:725) 6 kap. 38 § första stycket 3".into();
            given.terms.delegation = Delegation::Forbidden(by);
        },
        &expect![[r#"
            automatiskt nej: delegering_forbjuden (KL (2017:725) 6 kap. 38 § första stycket 3)
            person      ja: H1
            bunt        ja: H1
        "#]],
    );
}

#[test]
fn execution_is_not_stated() {
    check(
        |given| given.terms.execution_stated = false,
        &expect![[r#"
        automatiskt nej: verkstallighet_saknas
        person      nej: verkstallighet_saknas
        bunt        nej: verkstallighet_saknas
    "#]],
    );
}

#[test]
fn no_grounds() {
    check(
        |given| given.grounds.clear(),
        &expect![[r#"
        automatiskt nej: skal_saknas
        person      nej: skal_saknas
        bunt        nej: skal_saknas
    "#]],
    );
}

#[test]
fn an_unclear_ground() {
    check(
        |given| given.grounds[0].result = RuleResult::Unclear,
        &expect![[r#"
        automatiskt nej: oklart_resultat (norm/vuxna)
        person      nej: oklart_resultat (norm/vuxna)
        bunt        nej: oklart_resultat (norm/vuxna)
    "#]],
    );
}

#[test]
fn an_unclear_ground_that_a_person_has_assessed() {
    check(
        |given| {
            given.grounds[0].result = RuleResult::Unclear;
            given.grounds[0] = assessed(given.grounds[0].clone());
        },
        &expect![[r#"
            automatiskt nej: handandrad_uppgift (norm/vuxna)
            person      ja: H1
            bunt        nej: handandrad_uppgift (norm/vuxna)
        "#]],
    );
}

#[test]
fn an_unconfirmed_lagrum() {
    check(
        |given| given.grounds[0].lagrum[0].confidence = Confidence::Unconfirmed,
        &expect![[r#"
        automatiskt nej: obekraftat_lagrum (SoF (2025:468) 12 kap. 2 §)
        person      ja: H1
        bunt        nej: obekraftat_lagrum (SoF (2025:468) 12 kap. 2 §)
    "#]],
    );
}

#[test]
fn an_unconfirmed_value() {
    check(
        |given| given.unconfirmed.push("parametrar.fackavgift".into()),
        &expect![[r#"
        automatiskt nej: obekraftat_varde (parametrar.fackavgift)
        person      ja: H1
        bunt        nej: obekraftat_varde (parametrar.fackavgift)
    "#]],
    );
}

#[test]
fn an_open_warning_that_blocks() {
    check(
        |given| drop(warn(given, "okand_inkomst", Severity::Blocks)),
        &expect![[r#"
        automatiskt nej: okand_inkomst (i1)
        person      ja: H1
        bunt        nej: okand_inkomst (i1)
    "#]],
    );
}

#[test]
fn a_notice_and_a_closed_warning_do_not_block_and_one_passed_over_is_a_persons() {
    check(
        |given| {
            warn(given, "notis", Severity::Notice);
            let closed = warn(given, "fritext", Severity::Blocks);
            given.warnings.set(&closed, WarningState::Closed);
            let seen = warn(given, "andrat_konto", Severity::Blocks);
            let by_hand = WarningState::Acknowledged {
                by: "handlaggare1".into(),
                reason: "kontrollerat".into(),
                at: now(),
            };
            given.warnings.set(&seen, by_hand);
        },
        &expect![[r#"
            automatiskt nej: handandrad_uppgift (andrat_konto)
            person      ja: H1
            bunt        nej: handandrad_uppgift (andrat_konto)
        "#]],
    );
}

#[test]
fn money_without_a_payee() {
    check(
        |given| given.proposal.payee = None,
        &expect![[r#"
        automatiskt nej: mottagare_saknas
        person      nej: mottagare_saknas
        bunt        nej: mottagare_saknas
    "#]],
    );
}

#[test]
fn a_fact_that_a_person_changed() {
    check(
        |given| given.touched.push("berakning.rader[kostnad_k1]".into()),
        &expect![[r#"
        automatiskt nej: handandrad_uppgift (berakning.rader[kostnad_k1])
        person      ja: H1
        bunt        nej: handandrad_uppgift (berakning.rader[kostnad_k1])
    "#]],
    );
}

#[test]
fn every_way_of_being_unknown() {
    let path = || Path::new("ssbtek.fk.utbetalningar").unwrap();
    let source = expect![[r#"
        automatiskt nej: okand_kalla (ssbtek.fk.utbetalningar)
        person      ja: H1
        bunt        nej: okand_kalla (ssbtek.fk.utbetalningar)
    "#]];
    for reason in [
        UnknownReason::Failed,
        UnknownReason::Partial,
        UnknownReason::Stale,
        UnknownReason::NotAsked,
        UnknownReason::Contradicted,
    ] {
        check(|given| given.unknown.push((path(), reason)), &source);
    }
    check(
        |given| given.unknown.push((path(), UnknownReason::Unclear)),
        &expect![[r#"
        automatiskt nej: oklart_resultat (ssbtek.fk.utbetalningar)
        person      ja: H1
        bunt        nej: oklart_resultat (ssbtek.fk.utbetalningar)
    "#]],
    );
}

#[test]
fn a_month_that_the_package_does_not_cover() {
    check(
        |given| given.month_covered = false,
        &expect![[r#"
        automatiskt nej: manad_ej_omfattad
        person      ja: H1
        bunt        nej: manad_ej_omfattad
    "#]],
    );
}

#[test]
fn a_case_without_the_claim() {
    check(
        |given| given.holds_claim = false,
        &expect![[r#"
        automatiskt nej: anspraket_saknas
        person      nej: anspraket_saknas
        bunt        nej: anspraket_saknas
    "#]],
    );
}

#[test]
fn two_persons_are_required() {
    let from = |amount: &str| AuthorityEvent::TwoPersonsSet {
        case_type: TYPE.into(),
        outcome: Outcome::Granted,
        from_amount: Some(number(amount)),
    };
    check(
        |given| given.register.push(from("7890")),
        &expect![[r#"
            automatiskt nej: tva_personer
            person      nej: tva_personer
            bunt        nej: tva_personer
        "#]],
    );
    check(
        |given| given.register.push(from("7890.01")),
        &expect![[r#"
        automatiskt ja: M1, stickprov nej
        person      ja: H1
        bunt        ja: H1
    "#]],
    );
}

#[test]
fn two_persons_decide_with_a_mandate_each() {
    let officers: (std::sync::Arc<str>, std::sync::Arc<str>) = ("handlaggare1".into(), "handlaggare2".into());
    let ask = |given: &Given, second: &std::sync::Arc<str>| {
        let answer =
            given.ask(|question, authority| gate::two_persons(question, authority, (&officers.0, second)));
        answer.map_or_else(
            |reasons| given::no(&reasons),
            |(first, second)| format!("{} {}", first.mandate, second.mandate),
        )
    };
    let mut given = given();
    assert_eq!(ask(&given, &officers.1), "nej: mandat_saknas");
    assert_eq!(ask(&given, &officers.0), "nej: tva_personer");
    let second = mandate("H2", Principal::Officer("handlaggare2".into()));
    given.register.push(AuthorityEvent::MandateGiven(second));
    assert_eq!(ask(&given, &officers.1), "H1 H2");
    given.grounds.clear();
    assert_eq!(ask(&given, &officers.1), "nej: skal_saknas");
}

#[test]
fn a_brake_on_decisions_stops_the_function_and_the_list() {
    let pulled = |case_type: Option<&str>, stops| AuthorityEvent::BrakePulled {
        id: "B1".into(),
        brake: Brake { case_type: case_type.map(Into::into), stops, reason: "fel i paketet".into() },
    };
    check(
        |given| given.register.push(pulled(Some(TYPE), vec![Braked::Decisions])),
        &expect![[r#"
        automatiskt nej: broms
        person      ja: H1
        bunt        nej: broms
    "#]],
    );
    check(
        |given| given.register.push(pulled(None, Braked::ALL.to_vec())),
        &expect![[r#"
        automatiskt nej: broms
        person      ja: H1
        bunt        nej: broms
    "#]],
    );
    check(
        |given| given.register.push(pulled(Some("annat"), Braked::ALL.to_vec())),
        &expect![[r#"
        automatiskt ja: M1, stickprov nej
        person      ja: H1
        bunt        ja: H1
    "#]],
    );
    check(
        |given| given.register.push(pulled(None, vec![Braked::Payments])),
        &expect![[r#"
        automatiskt ja: M1, stickprov nej
        person      ja: H1
        bunt        ja: H1
    "#]],
    );
    check(
        |given| {
            given.register.push(pulled(None, vec![Braked::Decisions]));
            given.register.push(AuthorityEvent::BrakeReleased { id: "B1".into(), reason: "rättat".into() });
        },
        &expect![[r#"
            automatiskt ja: M1, stickprov nej
            person      ja: H1
            bunt        ja: H1
        "#]],
    );
}

#[test]
fn a_case_drawn_before_after_or_not_at_all() {
    let set = |given: &mut Given, before, after| {
        given.draw = Some(Draw { period: "2025-11".into(), u: 1 << 63 });
        let (case_type, outcome) = (TYPE.into(), Outcome::Granted);
        let event =
            AuthorityEvent::RatesSet { case_type, outcome, rates: rates(before, after), reason: "".into() };
        given.register.push(event);
    };
    check(
        |given| set(given, "0.6", "0"),
        &expect![[r#"
        automatiskt nej: stickprov
        person      ja: H1
        bunt        nej: stickprov
    "#]],
    );
    check(
        |given| set(given, "0.4", "0.2"),
        &expect![[r#"
        automatiskt ja: M1, stickprov efter
        person      ja: H1
        bunt        ja: H1
    "#]],
    );
    check(
        |given| set(given, "0.5", "0"),
        &expect![[r#"
        automatiskt ja: M1, stickprov nej
        person      ja: H1
        bunt        ja: H1
    "#]],
    );
    check(
        |given| {
            set(given, "0.6", "0");
            given.already_checked = true;
        },
        &expect![[r#"
            automatiskt ja: M1, stickprov nej
            person      ja: H1
            bunt        ja: H1
        "#]],
    );
}

#[test]
fn the_package_gives_a_least_rate_and_a_case_without_a_draw_meets_it() {
    let least = |given: &mut Given| {
        given.terms.least_rates.insert(Outcome::Granted, rates("1", "0"));
    };
    check(
        least,
        &expect![[r#"
        automatiskt nej: stickprov
        person      ja: H1
        bunt        nej: stickprov
    "#]],
    );
    check(
        |given| {
            least(given);
            given.draw = None;
        },
        &expect![[r#"
            automatiskt nej: stickprov
            person      ja: H1
            bunt        nej: stickprov
        "#]],
    );
    check(
        |given| given.draw = None,
        &expect![[r#"
        automatiskt ja: M1, stickprov nej
        person      ja: H1
        bunt        ja: H1
    "#]],
    );
}

/// An outcome against the party, with mode and mandates for it.
fn against(given: &mut Given, outcome: Outcome) {
    given.proposal.outcome = outcome;
    if !outcome.carries_amount() {
        given.proposal.amount = number("0");
    }
    given.register.push(mode(outcome, Mode::Automatic));
    for (id, principal) in
        [("M2", Principal::AutomatedFunction), ("H2", Principal::Officer("handlaggare1".into()))]
    {
        given.register.push(AuthorityEvent::MandateGiven(Mandate {
            outcomes: vec![outcome],
            ..mandate(id, principal)
        }));
    }
}

#[test]
fn against_the_party_the_material_is_communicated_and_its_time_has_passed() {
    let uncommunicated = expect![[r#"
        automatiskt nej: ej_kommunicerat
        person      nej: ej_kommunicerat
        bunt        nej: ej_kommunicerat
    "#]];
    for outcome in [Outcome::PartlyRefused, Outcome::Refused, Outcome::Dismissed] {
        check(|given| against(given, outcome), &uncommunicated);
    }
    // A grant that does not give all that was applied for goes against the party too.
    let (applied, granted) = (Some(number("9200")), number("5000"));
    let cut = Item { id: "kostnad_k1".into(), text: "Hyra".into(), applied, granted };
    check(|given| given.proposal.items.push(cut), &uncommunicated);
    let until = |given: &mut Given, text: &str| {
        against(given, Outcome::Refused);
        let (at, until) = ("2025-11-10T08:00:00Z".parse().unwrap(), text.parse().unwrap());
        given.communication = Communication::Given { at, manner: "brev".into(), until };
    };
    check(
        |given| until(given, "2025-11-24T08:00:01Z"),
        &expect![[r#"
        automatiskt nej: ej_kommunicerat
        person      nej: ej_kommunicerat
        bunt        nej: ej_kommunicerat
    "#]],
    );
    check(
        |given| until(given, "2025-11-24T08:00:00Z"),
        &expect![[r#"
        automatiskt ja: M2, stickprov nej
        person      ja: H2
        bunt        ja: H2
    "#]],
    );
    check(
        |given| {
            against(given, Outcome::Refused);
            given.communication = Communication::Excepted("FL (2017:900) 25 § 2".into());
        },
        &expect![[r#"
            automatiskt ja: M2, stickprov nej
            person      ja: H2
            bunt        ja: H2
        "#]],
    );
}

#[test]
fn by_default_there_is_no_mandate_to_decide_against_the_party() {
    check(
        |given| {
            given.proposal.outcome = Outcome::Refused;
            given.proposal.amount = number("0");
        },
        &expect![[r#"
            automatiskt nej: ej_kommunicerat, lage_av, mandat_saknas
            person      nej: ej_kommunicerat, mandat_saknas
            bunt        nej: ej_kommunicerat, lage_av, mandat_saknas
        "#]],
    );
}

#[test]
fn a_refusal_without_amount_needs_no_claim() {
    check(
        |given| {
            against(given, Outcome::Refused);
            given.communication = Communication::Excepted("FL (2017:900) 25 § 2".into());
            given.holds_claim = false;
        },
        &expect![[r#"
            automatiskt ja: M2, stickprov nej
            person      ja: H2
            bunt        ja: H2
        "#]],
    );
}

#[test]
fn everything_at_once_is_listed_sorted_and_each_thing_once() {
    check(
        |given| {
            given.proposal.outcome = Outcome::PartlyRefused;
            given.proposal.amount = number("30000");
            given.terms.delegation = Delegation::Unconfirmed;
            given.terms.execution_stated = false;
            given.terms.least_rates.insert(Outcome::PartlyRefused, rates("1", "0"));
            given.grounds[0].lagrum[0].confidence = Confidence::Unconfirmed;
            given.grounds.push(Ground { result: RuleResult::Unclear, ..ground("inkomster/fk") });
            given.grounds.push(assessed(ground("kostnader/hyra")));
            given.grounds.push(given.grounds[0].clone());
            given.unknown.push((Path::new("ssbtek.so.utbetalningar").unwrap(), UnknownReason::Partial));
            given.unknown.push((Path::new("inkomster.poster").unwrap(), UnknownReason::Unclear));
            given.unconfirmed.push("parametrar.fackavgift".into());
            given.touched.push("ansokan.barn[b1].dagar".into());
            warn(given, "okand_inkomst", Severity::Blocks);
            given.month_covered = false;
            given.holds_claim = false;
            given.register.push(AuthorityEvent::TwoPersonsSet {
                case_type: TYPE.into(),
                outcome: Outcome::PartlyRefused,
                from_amount: Some(number("0")),
            });
            given.register.push(AuthorityEvent::BrakePulled {
                id: "B1".into(),
                brake: Brake { case_type: None, stops: vec![Braked::Decisions], reason: "prov".into() },
            });
        },
        &expect![[r#"
            automatiskt nej: anspraket_saknas, broms, delegering_obekraftad, ej_kommunicerat, handandrad_uppgift (ansokan.barn[b1].dagar), handandrad_uppgift (kostnader/hyra), lage_av, manad_ej_omfattad, mandat_saknas, obekraftat_lagrum (SoF (2025:468) 12 kap. 2 §), obekraftat_varde (parametrar.fackavgift), okand_inkomst (i1), okand_kalla (ssbtek.so.utbetalningar), oklart_resultat (inkomster.poster), oklart_resultat (inkomster/fk), stickprov, tva_personer, verkstallighet_saknas
            person      nej: anspraket_saknas, ej_kommunicerat, mandat_saknas, oklart_resultat (inkomster/fk), tva_personer, verkstallighet_saknas
            bunt        nej: anspraket_saknas, broms, ej_kommunicerat, handandrad_uppgift (ansokan.barn[b1].dagar), handandrad_uppgift (kostnader/hyra), lage_av, manad_ej_omfattad, mandat_saknas, obekraftat_lagrum (SoF (2025:468) 12 kap. 2 §), obekraftat_varde (parametrar.fackavgift), okand_inkomst (i1), okand_kalla (ssbtek.so.utbetalningar), oklart_resultat (inkomster.poster), oklart_resultat (inkomster/fk), stickprov, tva_personer, verkstallighet_saknas
        "#]],
    );
}

#[test]
fn the_warrant_names_mandate_delegation_and_register_entry() {
    let (warrant, _) = given().ask(gate::automatic).unwrap();
    assert_eq!(
        (warrant.mandate.as_ref(), warrant.delegation.as_ref(), warrant.authority_seq),
        ("M1", "SN 2025-10-15 § 112", 3)
    );
    let nobody: Arc<str> = "handlaggare2".into();
    let without = given().ask(|question, authority| gate::personal(question, authority, &nobody));
    assert_eq!(without, Err(vec![Reason::new("mandat_saknas")]));
}
