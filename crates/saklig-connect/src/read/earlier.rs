//! Earlier months: one finished decision per line.

use std::collections::BTreeSet;
use std::sync::Arc;

use saklig_case::Outcome;

use super::lines;
use super::node::{Fields, Node};
use crate::{
    Account, EarlierChild, EarlierCost, EarlierHousing, EarlierIncome, EarlierMonth, EarlierStanding, Remark,
    Stimulus,
};

/// The earlier months in a file's text as `system` wrote them, and remarks about lines that are refused.
pub fn earlier(file: &str, text: &str, system: &str) -> (Vec<EarlierMonth>, Vec<Remark>) {
    let system: Arc<str> = Arc::from(system);
    let (taken, mut remarks) = lines(file, text, |node| month(&node.object(), &system));
    let file: Arc<str> = Arc::from(file);
    let mut ids = BTreeSet::new();
    let mut months = Vec::with_capacity(taken.len());
    for (line, month) in taken {
        if ids.insert(Arc::clone(&month.id)) {
            months.push(month);
        } else {
            let remark = Remark::new(
                "E0909",
                (&file, line),
                "$.id",
                format!("the id `{}` stands on an earlier line too", month.id),
                "give each decision an id of its own, or take one of the lines away",
            );
            remarks.push(remark.with("id", &month.id));
        }
    }
    (months, remarks)
}

fn month(fields: &Fields<'_>, system: &Arc<str>) -> Option<EarlierMonth> {
    let Some(applicant) = fields.person("sokande") else {
        fields.leave();
        return None;
    };
    let outcome = fields.need("utfall", |node| {
        node.word(Outcome::from_word, "bifall, delavslag, avslag, avvisning", Outcome::Dismissed)
    });
    Some(EarlierMonth {
        system: Some(Arc::clone(system)),
        id: fields.text("id"),
        month: fields.month("manad"),
        decided: fields.date("beslutat"),
        outcome: outcome.unwrap_or(Outcome::Dismissed),
        amount: fields.number("belopp"),
        standing: standing(fields),
        applicant,
        co_applicant: fields.may("medsokande", Node::person).flatten(),
        civil_status: word(
            fields,
            "civilstand",
            &["ensamstaende", "sammanboende"],
            "ensamstaende, sammanboende",
        ),
        shared_household: fields.truth("hushallsgemenskap"),
        children: fields.list("barn", child).into_iter().flatten().collect(),
        housing: fields.may("boende", |node| {
            let fields = node.object();
            EarlierHousing {
                form: fields.text("form"),
                rooms: fields.may("rum", Node::number),
                persons: fields.may("personer", Node::number),
            }
        }),
        incomes: fields.list("inkomster", income),
        costs: fields.list("kostnader", |node| {
            let fields = node.object();
            EarlierCost {
                id: fields.need("id", id).unwrap_or_else(|| Arc::from("")),
                kind: fields.text("slag"),
                applied: fields.number("ansokt"),
                approved: fields.number("godkant"),
            }
        }),
        surplus: fields.number("overskott"),
        account: fields.may("betalning", |node| {
            let fields = node.object();
            Account { clearing: fields.text("clearing"), number: fields.text("konto") }
        }),
        vehicles: fields.list("fordon", id),
        assets: fields.list("tillgangar", id),
        months_in_a_row: fields.number("manader_i_rad"),
        stimulus: fields.list("jobbstimulans", |node| {
            let fields = node.object();
            Stimulus {
                person: fields.need("person", id).unwrap_or_else(|| Arc::from("")),
                start: fields.month("start"),
            }
        }),
    })
}

fn child(node: &Node<'_>) -> Option<EarlierChild> {
    let fields = node.object();
    let number = fields.person("personnummer");
    let living = word(&fields, "boende", &["hela", "delar"], "hela, delar");
    let days = fields.may("dagar", Node::number);
    Some(EarlierChild { number: number?, living, days })
}

fn standing(fields: &Fields<'_>) -> EarlierStanding {
    let read = |node: &Node<'_>| {
        let fields = node.object();
        EarlierStanding {
            state: word(&fields, "lage", &["pagaende", "avslutat"], "pagaende, avslutat"),
            closed: fields.may("avslutat", Node::date),
        }
    };
    fields.need("arende", read).unwrap_or_else(|| EarlierStanding { state: Arc::from(""), closed: None })
}

fn income(node: &Node<'_>) -> EarlierIncome {
    let fields = node.object();
    let sources = &["ansokan", "FK", "PM", "CSN", "SO", "SKV"];
    EarlierIncome {
        id: fields.need("id", id).unwrap_or_else(|| Arc::from("")),
        source: word(&fields, "kalla", sources, "ansokan, FK, PM, CSN, SO, SKV"),
        code: fields.text("kod"),
        person: fields.need("person", id).unwrap_or_else(|| Arc::from("")),
        amount: fields.number("belopp"),
    }
}

fn word(fields: &Fields<'_>, key: &'static str, words: &[&'static str], known: &'static str) -> Arc<str> {
    let read = |text: &str| words.iter().copied().find(|word| *word == text);
    fields.need(key, |node| node.word(read, known, "")).map_or_else(|| Arc::from(""), Arc::from)
}

/// A text that can be the id of an element.
fn id(node: &Node<'_>) -> Arc<str> {
    let text = node.text();
    let fits = !text.is_empty()
        && text.len() <= 40
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if !fits {
        node.wrong_value("id", "an id of letters a to z, digits, `-` and `_`");
    }
    text
}
