//! Answers of the registers: one line per person and period.

use std::sync::Arc;

use jiff::Timestamp;

use super::lines;
use super::node::{Fields, Node};
use crate::{
    Address, AfDecision, AfPerson, AnswerLine, Answered, BenefitReply, Capital, Coordination, CsnPayment,
    Deregistered, FkDetail, FkPayment, MivAnswer, PersonRecord, RegisteredProtection, Relation, Remark,
    Reply, SkvAnswer, SoAnswer, SoPayment, Suspension, TaxRefund, Vehicle, VehicleAnswer,
};

/// The answers in a file's text, and remarks about lines that are refused.
pub fn answers(file: &str, text: &str) -> (Vec<AnswerLine>, Vec<Remark>) {
    let (taken, remarks) = lines(file, text, line);
    let file: Arc<str> = Arc::from(file);
    let placed =
        taken.into_iter().map(|(number, line)| AnswerLine { place: (Arc::clone(&file), number), ..line });
    (placed.collect(), remarks)
}

fn line(node: &Node<'_>) -> Option<AnswerLine> {
    let fields = node.object();
    let person = fields.person("person");
    let from = fields.need("fran", Node::date).unwrap_or_default();
    let to = fields.need("tom", |node| {
        let to = node.date();
        if to < from {
            node.wrong_value("ordning", "a day that is not before `fran`");
        }
        to
    });
    let (population, benefits) = fields
        .need("svar", |node| sources(&node.object()))
        .unwrap_or_else(|| (Answered::NotAsked, BenefitReply::not_asked(Timestamp::UNIX_EPOCH)));
    // What was cut from an answer that was kept as evidence.
    fields.may("avskuret", |node| node.list(Node::text));
    let to = to.unwrap_or_default();
    Some(AnswerLine { person: person?, from, to, population, benefits, place: (Arc::from(""), 0) })
}

fn sources(fields: &Fields<'_>) -> (Answered<PersonRecord>, BenefitReply) {
    let population = fields.may("folkbokforing", |node| answered(node, person)).unwrap_or_default();
    let benefits = BenefitReply {
        af: reply(fields, "af", af),
        csn: reply(fields, "csn", |fields| fields.list("utbetalningar", |node| csn(&node.object()))),
        fk: reply(fields, "fk", |fields| fields.list("utbetalningar", |node| fk(&node.object()))),
        skv: reply(fields, "skv", skv),
        so: reply(fields, "so", |fields| fields.list("svar", |node| so(&node.object()))),
        tns: reply(fields, "tns", tns),
        miv: reply(fields, "miv", |fields| fields.list("svar", |node| miv(&node.object()))),
    };
    (population, benefits)
}

/// The time of receipt is the question's; the reader does not know it.
fn reply<T>(fields: &Fields<'_>, key: &'static str, read: impl Fn(&Fields<'_>) -> T) -> Reply<T> {
    let answer = fields.may(key, |node| answered(node, &read)).unwrap_or_default();
    Reply { answer, received_at: Timestamp::UNIX_EPOCH }
}

#[derive(Clone, Copy)]
enum State {
    Data,
    None,
    Failed,
    Partial,
}

fn state(word: &str) -> Option<State> {
    match word {
        "data" => Some(State::Data),
        "none" => Some(State::None),
        "error" => Some(State::Failed),
        "partial" => Some(State::Partial),
        _ => None,
    }
}

fn answered<T>(node: &Node<'_>, read: impl Fn(&Fields<'_>) -> T) -> Answered<T> {
    let fields = node.object();
    let state = fields
        .need("lage", |node| node.word(|word| state(word).map(Some), "data, none, error, partial", None));
    let code = fields.may("orsak", Node::text);
    let part = fields.may("uppgifter", |node| read(&node.object()));
    match (state.flatten(), code, part) {
        (Some(State::Data), None, Some(part)) => Answered::Data(part),
        (Some(State::None), None, None) => Answered::Nothing,
        (Some(State::Failed), Some(code), None) => Answered::Failed { code },
        (Some(State::Partial), Some(code), Some(part)) => Answered::Partial { code, part },
        (Some(state), ..) => {
            let word = match state {
                State::Data => "data",
                State::None => "none",
                State::Failed => "error",
                State::Partial => "partial",
            };
            node.contradiction(word);
            Answered::NotAsked
        }
        (None, ..) => Answered::NotAsked,
    }
}

fn person(fields: &Fields<'_>) -> PersonRecord {
    let words = "inget, sekretessmarkering, skyddad_folkbokforing";
    let protection = fields.need("skydd", |node| {
        node.word(RegisteredProtection::from_word, words, RegisteredProtection::ProtectedRegistration)
    });
    PersonRecord {
        born: fields.need("fodd", |node| node.unless_null(Node::date)).flatten(),
        given_name: fields.need("fornamn", |node| node.unless_null(Node::text)).flatten(),
        family_name: fields.need("efternamn", |node| node.unless_null(Node::text)).flatten(),
        municipality: fields.need("kommun", |node| node.unless_null(Node::text)).flatten(),
        protection: protection.unwrap_or(RegisteredProtection::ProtectedRegistration),
        civil_status: fields.need("civilstand", |node| node.unless_null(Node::text)).flatten(),
        spouse: fields.may("maka", Node::person).flatten(),
        address: fields.may("adress", |node| {
            let fields = node.object();
            Address {
                street: fields.text("gata"),
                postal_code: fields.text("postnummer"),
                town: fields.text("postort"),
            }
        }),
        deregistered: deregistered(fields),
        referrals: fields
            .may("hanvisningar", |node| node.list(Node::person))
            .into_iter()
            .flatten()
            .flatten()
            .collect(),
        relations: fields
            .may("relationer", |node| node.list(|node| relation(&node.object())))
            .unwrap_or_default(),
        coordination: fields.may("samordning", |node| {
            let fields = node.object();
            Coordination { state: fields.text("lage"), level: fields.may("niva", Node::text) }
        }),
    }
}

fn deregistered(fields: &Fields<'_>) -> Option<Deregistered> {
    let on = fields.may("avregistrerad", Node::date);
    let reason = fields.may("avregistreringsorsak", Node::text);
    (on.is_some() || reason.is_some()).then_some(Deregistered { reason, on })
}

fn relation(fields: &Fields<'_>) -> Relation {
    Relation {
        kind: fields.text("slag"),
        person: fields.may("person", Node::person).flatten(),
        from: fields.may("fran", Node::date),
        ended: fields.truth("avslutad"),
        to: fields.may("tom", Node::date),
        deregistered: deregistered(fields),
    }
}

fn af(fields: &Fields<'_>) -> AfPerson {
    AfPerson {
        job_seeker: fields.truth("arbetssokande"),
        category: fields.may("skat", Node::text),
        registered: fields.may("registrerad", Node::date),
        extent: fields.may("omfattning", Node::number),
        deactivated: fields.may("avaktualiserad", Node::date),
        activity_report: fields.may("aktivitetsrapport", Node::date),
        secrecy: fields.truth("sekretess"),
        fund: fields.may("akassa", Node::text),
        status_code: fields.may("statuskod", Node::text),
        decisions: fields.list("beslut", |node| {
            let fields = node.object();
            AfDecision {
                benefit: fields.text("ersattningstyp"),
                extent: fields.may("omfattning", Node::number),
                from: fields.may("fran", Node::date),
                to: fields.may("tom", Node::date),
            }
        }),
    }
}

fn csn(fields: &Fields<'_>) -> CsnPayment {
    CsnPayment {
        support: fields.text("stodform"),
        amount_kind: fields.text("beloppstyp"),
        amount: fields.number("belopp"),
        paid_on: fields.may("utbetdatum", Node::date),
        status: fields.may("utbetstatus", Node::text),
        first_week: fields.may("startvecka", Node::text),
        last_week: fields.may("slutvecka", Node::text),
        from: fields.may("fran", Node::date),
    }
}

fn fk(fields: &Fields<'_>) -> FkPayment {
    FkPayment {
        paid_on: fields.date("datum"),
        net: fields.number("netto"),
        company: fields.text("foretag"),
        family: fields.text("formansfamilj"),
        kind: fields.may("typ", Node::text),
        preliminary: fields.truth("preliminar"),
        concerns_from: fields.may("avser_fran", Node::date),
        details: fields.list("detaljer", |node| {
            let fields = node.object();
            FkDetail {
                benefit: fields.text("forman"),
                amount_kind: fields.text("beloppstyp"),
                amount: fields.number("belopp"),
                deduction: fields.truth("avdrag"),
            }
        }),
    }
}

fn skv(fields: &Fields<'_>) -> SkvAnswer {
    SkvAnswer {
        capital: fields.list("kapital", |node| {
            let fields = node.object();
            Capital {
                year: fields.number("taxeringsar"),
                income: fields.number("intakter"),
                surplus: fields.number("overskott"),
            }
        }),
        refunds: fields.list("aterbetalning", |node| {
            let fields = node.object();
            TaxRefund { on: fields.date("datum"), amount: fields.number("belopp") }
        }),
    }
}

fn so(fields: &Fields<'_>) -> SoAnswer {
    SoAnswer {
        fund: fields.text("svarande"),
        status: fields.text("status"),
        payments: fields.list("utbetalningar", |node| {
            let fields = node.object();
            SoPayment {
                paid_on: fields.date("datum"),
                after_tax: fields.number("netto_efter_skatt"),
                after_deductions: fields.number("netto_efter_avdrag"),
                days: fields.may("dagar", Node::number),
                concerns_from: fields.may("avser_fran", Node::date),
                concerns_to: fields.may("avser_tom", Node::date),
            }
        }),
        suspensions: fields.list("avstangningar", |node| {
            let fields = node.object();
            Suspension { from: fields.date("fran"), to: fields.may("tom", Node::date) }
        }),
        applied: fields.may("ansokt", Node::truth),
    }
}

fn tns(fields: &Fields<'_>) -> VehicleAnswer {
    VehicleAnswer {
        result: fields.may("resultat", Node::text),
        vehicles: fields.list("fordon", |node| {
            let fields = node.object();
            Vehicle {
                plate: fields.text("regnr"),
                make: fields.may("fabrikat", Node::text),
                year: fields.may("fordonsar", Node::number),
                kind: fields.may("fordonsslag", Node::text),
                model: fields.may("handelsbeteckning", Node::text),
            }
        }),
    }
}

fn miv(fields: &Fields<'_>) -> MivAnswer {
    MivAnswer {
        matter: fields.text("arendetyp"),
        code: fields.may("beslutskod", Node::text),
        kind: fields.may("beslutstyp", Node::text),
        decided: fields.may("beslutsdatum", Node::date),
        from: fields.may("fran", Node::date),
        to: fields.may("tom", Node::date),
        duration: fields.may("giltighetstid", Node::text),
    }
}
