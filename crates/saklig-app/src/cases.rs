//! What an officer does with a case as a whole.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use saklig_case::{Answer, Command, FactState, Month, Path, Provenance, Source, StatedFact, Value};
use saklig_number::Number;
use saklig_package::{FactKind, FactSource, Package};

use crate::app::App;
use crate::error::AppError;
use crate::execute::Executed;
use crate::viewer::Viewer;

impl App {
    /// An officer states facts: `path=value`, an empty value for what is known to be nothing. Rules read them again,
    /// and no robot decides on them.
    pub fn change_case(
        &self,
        viewer: &Viewer,
        number: &str,
        changes: &[(String, String)],
        reason: &str,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let key = self.find_case(number)?;
        let package = self.package(&self.load(key)?.case.bundle)?;
        let facts =
            changes.iter().map(|(path, text)| stated(&package, path, text)).collect::<Result<Vec<_>, _>>()?;
        let source = Source::Officer(Arc::clone(&viewer.account));
        let answer = Answer {
            provenance: Provenance { source, at: now, evidence: None },
            replaces: Vec::new(),
            facts,
            protection: Vec::new(),
        };
        let command = Command::StateFacts { reason: Arc::from(reason), answers: vec![answer] };
        self.execute(key, command, &viewer.actor(), now)
    }

    /// Ends a case without a decision; the claim is free.
    pub fn cancel_case(
        &self,
        viewer: &Viewer,
        number: &str,
        reason: &str,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let key = self.find_case(number)?;
        self.execute(key, Command::Cancel { reason: Arc::from(reason) }, &viewer.actor(), now)
    }

    /// Stops a case's own movement.
    pub fn suspend_case(
        &self,
        viewer: &Viewer,
        number: &str,
        reason: &str,
        now: Timestamp,
    ) -> Result<Executed, AppError> {
        let key = self.find_case(number)?;
        self.execute(key, Command::Suspend { reason: Arc::from(reason) }, &viewer.actor(), now)
    }

    /// Lets a case move again.
    pub fn resume_case(&self, viewer: &Viewer, number: &str, now: Timestamp) -> Result<Executed, AppError> {
        let key = self.find_case(number)?;
        self.execute(key, Command::Resume, &viewer.actor(), now)
    }
}

/// A fact as an officer writes it, read as the package declares its path.
fn stated(package: &Package, path: &str, text: &str) -> Result<StatedFact, AppError> {
    let unusable = |what, known| AppError::Unusable { what, text: path.to_owned(), known };
    let parsed = Path::new(path).map_err(|_| unusable("path", "path"))?;
    let declared =
        package.facts().governing(&parsed.declared()).ok_or_else(|| unusable("path", "declared"))?;
    let only_rules = !declared.sources.is_empty()
        && declared.sources.iter().all(|source| matches!(source, FactSource::Rule | FactSource::Engine));
    if only_rules {
        return Err(unusable("path", "result"));
    }
    let state = if text.trim().is_empty() {
        FactState::Empty
    } else {
        let wrong = || AppError::Unusable {
            what: "value",
            text: format!("{path}={text} ({})", declared.kind.word()),
            known: "kind",
        };
        FactState::Known(value(declared.kind, text.trim()).ok_or_else(wrong)?)
    };
    Ok(StatedFact { path: parsed, state, valid: None })
}

fn value(kind: FactKind, text: &str) -> Option<Value> {
    Some(match kind {
        FactKind::Amount | FactKind::Number => Value::Number(text.replace(',', ".").parse::<Number>().ok()?),
        FactKind::Integer => Value::Number(text.parse::<Number>().ok().filter(|number| number.is_integer())?),
        FactKind::YesNo => Value::Boolean(match text {
            "ja" | "yes" | "true" => true,
            "nej" | "no" | "false" => false,
            _ => return None,
        }),
        FactKind::Date => Value::Date(text.parse::<Date>().ok()?),
        FactKind::Instant => Value::Instant(text.parse::<Timestamp>().ok()?),
        FactKind::Month => Value::Month(text.parse::<Month>().ok()?),
        FactKind::Text | FactKind::PersonNumber | FactKind::Account | FactKind::Plate | FactKind::Choice => {
            Value::text(text)
        }
        FactKind::Choices => Value::Items(text.split(',').map(|word| Arc::from(word.trim())).collect()),
        FactKind::Anything => Value::text(text),
        FactKind::Rows | FactKind::List | FactKind::Group => return None,
    })
}
