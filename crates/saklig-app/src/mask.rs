//! What is kept out of sight when a household is, or may be, protected: numbers, names, addresses, accounts, plates
//! and whatever else the parties or registers have written in words.

use std::collections::BTreeSet;

use saklig_case::{Case, Fact, FactState, Path, Source, Value};
use saklig_package::{FactKind, Package};
use saklig_text::Texts;

/// Shorter texts than this are not looked for inside others.
const LEAST: usize = 3;

/// Hides what must not be seen of one case.
pub(crate) struct Mask {
    hidden: Option<String>,
    secrets: Vec<String>,
}

impl Mask {
    /// The mask of a case; it hides nothing when nobody in the household is, or may be, protected.
    pub(crate) fn of(case: &Case, package: &Package, texts: &Texts) -> Self {
        if !case.is_masked() {
            return Self { hidden: None, secrets: Vec::new() };
        }
        let mut secrets = BTreeSet::new();
        for party in &case.parties {
            for (number, _) in &party.numbers {
                secrets.insert(number.reveal().to_owned());
                secrets.extend(number.reveal().get(2..).map(ToOwned::to_owned));
            }
            for (name, _) in &party.names {
                secrets.insert(name.to_lowercase());
                secrets.extend(name.split_whitespace().map(str::to_lowercase));
            }
        }
        for (path, fact) in case.facts.iter() {
            if is_personal(path, fact, package)
                && let Some(Value::Text(text)) = value(fact)
                && !is_word(text)
            {
                secrets.insert(text.to_lowercase());
            }
        }
        let mut secrets: Vec<String> =
            secrets.into_iter().filter(|secret| secret.chars().count() >= LEAST).collect();
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        Self { hidden: Some(texts.get("visa-sarskild", ())), secrets }
    }

    /// Whether something is hidden.
    pub(crate) fn is_on(&self) -> bool {
        self.hidden.is_some()
    }

    /// A text as it may be shown.
    pub(crate) fn text(&self, text: &str) -> String {
        let Some(hidden) = &self.hidden else { return text.to_owned() };
        let lower = text.to_lowercase();
        let found = self.secrets.iter().any(|secret| lower.contains(secret.as_str()));
        if found || has_number(text) { hidden.clone() } else { text.to_owned() }
    }

    /// A path as it may be shown: an element that is named by a person's number keeps its place, not its name.
    pub(crate) fn path(&self, path: &str) -> String {
        if self.hidden.is_none() {
            return path.to_owned();
        }
        let mut shown = String::with_capacity(path.len());
        let mut rest = path;
        while let Some((before, after)) = rest.split_once('[') {
            let (id, tail) = after.split_once(']').unwrap_or((after, ""));
            shown.push_str(before);
            shown.push('[');
            let secret = has_number(id) || self.secrets.iter().any(|secret| secret == &id.to_lowercase());
            shown.push_str(if secret { "*" } else { id });
            shown.push(']');
            rest = tail;
        }
        shown.push_str(rest);
        shown
    }

    /// The value of a fact as it may be shown; none when there is none.
    pub(crate) fn fact(&self, path: &Path, fact: &Fact, package: &Package) -> Option<String> {
        let value = value(fact)?;
        match &self.hidden {
            Some(hidden) if hides(path, fact, value, package) => Some(hidden.clone()),
            Some(_) => Some(self.text(&value.to_string())),
            None => Some(value.to_string()),
        }
    }
}

/// The value, or the part of it that came.
fn value(fact: &Fact) -> Option<&Value> {
    match &fact.state {
        FactState::Known(value) | FactState::Unknown { part: Some(value), .. } => Some(value),
        FactState::Empty | FactState::Unknown { part: None, .. } => None,
    }
}

fn hides(path: &Path, fact: &Fact, value: &Value, package: &Package) -> bool {
    match value {
        Value::Text(_) => is_personal(path, fact, package),
        // What the population register dates is about the person: a day of birth is the half of a number.
        Value::Date(_) => {
            let register = package.sources().iter().filter(|source| source.port.as_ref() == "PersonRegister");
            register.flat_map(|source| source.paths.iter()).any(|root| path.is_within(root))
        }
        Value::Items(ids) => ids.iter().any(|id| has_number(id)),
        Value::Boolean(_) | Value::Number(_) | Value::Month(_) | Value::Instant(_) => false,
    }
}

/// Whether a text is about a person: said by a party, a register or an officer, and not one of a few words.
fn is_personal(path: &Path, fact: &Fact, package: &Package) -> bool {
    let kind = package.facts().governing(&path.declared()).map(|declared| declared.kind);
    match kind {
        Some(FactKind::PersonNumber | FactKind::Account | FactKind::Plate) | None => true,
        Some(FactKind::Choice | FactKind::Choices) => false,
        Some(_) => !matches!(fact.provenance.source, Source::Rule(_) | Source::OwnRegister),
    }
}

/// A code such as `hyra` or `okand_inkomst`: not looked for inside other texts.
fn is_word(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b':')
}

/// Whether a text holds ten or twelve digits in a row, a hyphen or plus between them allowed, as a person's number has.
fn has_number(text: &str) -> bool {
    let mut digits = 0_usize;
    for c in text.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            digits += 1;
        } else if !(matches!(c, '-' | '+') && matches!(digits, 6 | 8)) {
            if matches!(digits, 10 | 12) {
                return true;
            }
            digits = 0;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_seen_in_every_form_and_other_digits_are_not() {
        for text in ["198101159817", "8101159817", "810115-9817", "19810115-9817 x", "a[201801019999].b"] {
            assert!(has_number(text), "{text}");
        }
        for text in
            ["2025-11-24", "9195", "2025-11-24T08:00:00Z", "4194307", "FS-2025-000123", "SFS 2017:900"]
        {
            assert!(!has_number(text), "{text}");
        }
    }

    #[test]
    fn an_element_named_by_a_number_keeps_its_place() {
        let mask = Mask { hidden: Some("x".to_owned()), secrets: vec!["kim".to_owned()] };
        assert_eq!(
            mask.path("historik.senaste.barn[201801019999].boende"),
            "historik.senaste.barn[*].boende"
        );
        assert_eq!(mask.path("ansokan.kostnader[k1].belopp"), "ansokan.kostnader[k1].belopp");
        assert_eq!(mask.text("Hej Kim!"), "x");
        assert_eq!(mask.text("hyra"), "hyra");
    }
}
