//! A small household for the tests: numbers with birth numbers 980–999 only.
#![allow(dead_code, clippy::unwrap_used, reason = "shared by several test files")]

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use saklig_case::{Answer, CaseKey, FactState, PersonId};
use saklig_connect::{AnswerLine, Question, read};

pub(crate) const ADULT: &str = "198006189933";
pub(crate) const CO_ADULT: &str = "198805309948";

pub(crate) fn now() -> Timestamp {
    "2025-11-24T08:00:00Z".parse().unwrap()
}

pub(crate) fn person(digits: &str) -> PersonId {
    PersonId::parse(digits, date(2025, 11, 24)).unwrap()
}

pub(crate) fn question(digits: &str) -> Question {
    question_for(digits, (date(2025, 9, 1), date(2025, 10, 31)))
}

pub(crate) fn question_for(digits: &str, period: (jiff::civil::Date, jiff::civil::Date)) -> Question {
    let (purpose, lagrum) =
        (Arc::from("Handläggning av ekonomiskt bistånd"), Arc::from("SoL (2025:400) 12 kap."));
    Question::new(CaseKey::new(1).unwrap(), &purpose, &lagrum, person(digits), period).unwrap()
}

/// A line whose `svar` is `sources`.
pub(crate) fn line(digits: &str, sources: &str) -> AnswerLine {
    let sources = sources.replace(char::is_control, " ");
    lines(&format!(r#"{{"person":"{digits}","fran":"2025-09-01","tom":"2025-10-31","svar":{{{sources}}}}}"#))
        .pop()
        .unwrap()
}

pub(crate) fn lines(text: &str) -> Vec<AnswerLine> {
    let (lines, remarks) = read::answers("svar.jsonl", text);
    assert_eq!(remarks, [], "the test's own answers are right");
    lines
}

/// An answer as lines: source, roots, protection, then one line per fact.
pub(crate) fn shown(answer: &Answer) -> String {
    let mut text = format!("{:?}\n", answer.provenance.source);
    for (role, protection) in &answer.protection {
        writeln!(text, "skydd {role}: {}", protection.word()).unwrap();
    }
    for fact in &answer.facts {
        let state = match &fact.state {
            FactState::Known(value) => value.to_string(),
            FactState::Empty => "tom".to_owned(),
            FactState::Unknown { reason, part: None } => reason.state_text().to_owned(),
            FactState::Unknown { reason, part: Some(part) } => format!("{} {part}", reason.state_text()),
        };
        writeln!(text, "{} = {state}", fact.path).unwrap();
    }
    text
}
