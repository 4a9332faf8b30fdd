//! What the readers make of the samples of the registers' contracts. They are read where they lie; without them this says
//! so and checks nothing.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot read has failed; says what is not checked"
)]

use std::fmt::Write;
use std::path::PathBuf;

use expect_test::{Expect, expect};
use saklig_connect::{Answered, PersonRecord};
use saklig_connect_se::navet;

fn folder(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/formats").join(name);
    if path.is_dir() {
        return Some(path);
    }
    println!("not checked: the samples of {name} are not here");
    None
}

fn check(asked: &str, file: &str, expect: &Expect) {
    let Some(folder) = folder("navet/samples") else { return };
    let bytes = std::fs::read(folder.join(file)).unwrap();
    let told = match navet::read(&bytes, asked) {
        Ok(Answered::Data(person)) => format!("data\n{}", shown(&person)),
        Ok(Answered::Partial { code, part }) => format!("partial {code}\n{}", shown(&part)),
        Ok(Answered::Nothing) => "nothing\n".to_owned(),
        Ok(other) => format!("{other:?}\n"),
        Err(error) => format!("{error}\n"),
    };
    expect.assert_eq(&told);
}

fn shown(person: &PersonRecord) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            writeln!(out, "{name}: {value}").unwrap();
        }
    };
    line("born", person.born.map(|day| day.to_string()));
    let names = [&person.given_name, &person.family_name].map(|name| name.as_deref().unwrap_or("-"));
    line("name", Some(names.join(" ")));
    line("municipality", person.municipality.as_deref().map(str::to_owned));
    line("protection", Some(person.protection.word().to_owned()));
    line("civil status", person.civil_status.as_deref().map(str::to_owned));
    line("spouse", person.spouse.as_ref().map(|spouse| spouse.reveal().to_owned()));
    let address = person.address.as_ref();
    line("address", address.map(|at| format!("{}, {} {}", at.street, at.postal_code, at.town)));
    line("deregistered", person.deregistered.as_ref().map(|gone| format!("{:?} {:?}", gone.reason, gone.on)));
    for number in &person.referrals {
        line("referral", Some(number.reveal().to_owned()));
    }
    for relation in &person.relations {
        let number = relation.person.as_ref().map_or("never registered", |number| number.reveal());
        line(
            "relation",
            Some(format!("{} {number} {}", relation.kind, if relation.holds() { "holds" } else { "ended" })),
        );
    }
    let coordination = person.coordination.as_ref();
    line("samordningsnummer", coordination.map(|at| format!("{} {:?}", at.state, at.level)));
    out
}

#[test]
fn a_family() {
    check(
        "199012119948",
        "01-family-married-two-children.xml",
        &expect![[r#"
        data
        born: 1990-12-11
        name: Prov Exempelsson
        municipality: 2281
        protection: inget
        civil status: G
        spouse: 198211059954
        address: PROVGATAN 1 LGH 1001, 851 80 SUNDSVALL
        relation: B 201509169858 holds
        relation: B 201903049813 holds
        relation: VF 201509169858 holds
        relation: VF 201903049813 holds
        relation: M 198211059954 holds
        relation: MO 196002249834 holds
        relation: FA never registered holds
    "#]],
    );
    check(
        "201509169858",
        "02-child-two-custodians.xml",
        &expect![[r#"
        data
        born: 2015-09-16
        name: Barn Exempelsson
        municipality: 2281
        protection: inget
        civil status: OG
        address: PROVGATAN 1 LGH 1001, 851 80 SUNDSVALL
        relation: FA 199012119948 holds
        relation: MO 198211059954 holds
        relation: V 199012119948 holds
        relation: V 198211059954 holds
    "#]],
    );
}

#[test]
fn the_two_protections_have_no_address() {
    check(
        "198211059954",
        "03-sekretessmarkering.xml",
        &expect![[r#"
        data
        born: 1982-11-05
        name: Skyddad Person
        municipality: 2281
        protection: sekretessmarkering
        civil status: S
    "#]],
    );
    check(
        "198211059954",
        "04-skyddad-folkbokforing.xml",
        &expect![[r#"
        data
        born: 1982-11-05
        name: Skyddad Person
        municipality: 2281
        protection: skyddad_folkbokforing
    "#]],
    );
}

#[test]
fn who_is_dead_or_has_moved_abroad() {
    check(
        "196002249834",
        "05-avregistrerad-avliden.xml",
        &expect![[r#"
        data
        born: 1960-02-24
        name: Avliden Exempelsson
        protection: inget
        civil status: Ä
        deregistered: Some("AV") Some(2026-08-12)
    "#]],
    );
    check(
        "199012119948",
        "06-avregistrerad-utvandrad-utlandsadress.xml",
        &expect![[r#"
        data
        born: 1990-12-11
        name: Ut Vandrad
        protection: inget
        deregistered: Some("UV") Some(1998-08-10)
    "#]],
    );
}

#[test]
fn another_number_of_the_same_person_in_both_places() {
    check(
        "198807079820",
        "07-gammalt-nummer-hanvisning-old-method.xml",
        &expect![[r#"
        data
        born: 1988-07-07
        name: - -
        protection: inget
        deregistered: Some("GN") Some(2024-05-15)
        referral: 198807099844
    "#]],
    );
    check(
        "198807099844",
        "08-hanvisningar-new-method.xml",
        &expect![[r#"
        data
        born: 1988-07-09
        name: Ny Nummersson
        municipality: 2281
        protection: inget
        civil status: OG
        address: PROVGATAN 1 LGH 1001, 851 80 SUNDSVALL
        referral: 198807079820
    "#]],
    );
    check(
        "198807079820",
        "08-hanvisningar-new-method.xml",
        &expect![[r#"
        data
        born: 1988-07-09
        name: Ny Nummersson
        municipality: 2281
        protection: inget
        civil status: OG
        address: PROVGATAN 1 LGH 1001, 851 80 SUNDSVALL
        referral: 198807079820
    "#]],
    );
}

#[test]
fn a_dormant_samordningsnummer() {
    check(
        "195705749959",
        "09-samordningsnummer-vilande.xml",
        &expect![[r#"
        data
        born: 1957-05-14
        name: Sam Ordnad
        protection: inget
        samordningsnummer: VILANDEFORKLARAT Some("SANNOLIK")
    "#]],
    );
}

#[test]
fn ended_custody_and_a_dead_spouse() {
    check(
        "199012119948",
        "10-relation-ended-and-deceased.xml",
        &expect![[r#"
        data
        born: 1990-12-11
        name: Prov Exempelsson
        municipality: 2281
        protection: inget
        civil status: Ä
        address: PROVGATAN 1 LGH 1001, 851 80 SUNDSVALL
        relation: VF 201509169858 ended
        relation: M 198211059954 ended
    "#]],
    );
}

#[test]
fn nobody_no_address_and_a_fault() {
    check(
        "199012119948",
        "11-no-hit.xml",
        &expect![[r#"
        nothing
    "#]],
    );
    check(
        "199012119948",
        "12-paa-kommunen-skriven-no-address.xml",
        &expect![[r#"
        data
        born: 1990-12-11
        name: Utan Adress
        municipality: 2281
        protection: inget
        civil status: OG
    "#]],
    );
    check(
        "199012119948",
        "13-fault-http500.xml",
        &expect![[r#"
        E1020: the service answers with a fault (fault-0)
    "#]],
    );
}

#[test]
fn the_answer_about_somebody_else_is_refused() {
    check(
        "198211059954",
        "01-family-married-two-children.xml",
        &expect![[r#"
        E1022: the answer is about another person than the one asked about
    "#]],
    );
}
