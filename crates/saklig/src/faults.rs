//! Faults as a person or a script reads them: code, place, what is wrong, what to do; and the exit code of each.

use std::fmt;
use std::io::ErrorKind;

use saklig_app::AppError;
use saklig_feel::EvalError as FeelError;
use saklig_feel::remark::Remark;
use saklig_rules::EvalError as RulesError;
use saklig_simulator::WorldError;
use saklig_store::{Failure, Refused};
use saklig_text::{Lang, Texts};
use serde::Serialize;

use crate::output::{Exit, Out};

/// A fault that the command line itself finds. Its sentence stands in `cli.ftl` under the code.
#[derive(Debug)]
pub(crate) struct Fault {
    code: &'static str,
    exit: Exit,
    args: Vec<(&'static str, String)>,
}

impl Fault {
    /// A fault with this code, and how the program ends.
    pub(crate) fn new(code: &'static str, exit: Exit) -> Self {
        Self { code, exit, args: Vec::new() }
    }

    /// With a named argument of its sentence.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = Texts::of(Lang::En).fault(self.code, &self.args).map(|(what, _)| what);
        write!(f, "{}: {}", self.code, what.unwrap_or_default())
    }
}

impl std::error::Error for Fault {}

/// A fault or a remark as it is shown; empty parts are left out of the JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Told {
    /// The code, such as `E0501`.
    #[serde(rename = "kod")]
    pub(crate) code: String,
    /// The file.
    #[serde(rename = "fil", skip_serializing_if = "String::is_empty")]
    pub(crate) file: String,
    /// The line, from 1.
    #[serde(rename = "rad", skip_serializing_if = "is_zero")]
    pub(crate) line: u32,
    /// The JSON path, or the element of the model.
    #[serde(rename = "plats", skip_serializing_if = "String::is_empty")]
    pub(crate) place: String,
    /// What is wrong.
    #[serde(rename = "vad")]
    pub(crate) what: String,
    /// What to do.
    #[serde(rename = "gor", skip_serializing_if = "String::is_empty")]
    pub(crate) todo: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Told {
    /// A remark on a file.
    pub(crate) fn remark(remark: &Remark, texts: &Texts) -> Self {
        let (what, todo) = texts
            .fault(remark.code, &remark.args)
            .unwrap_or_else(|| (remark.what.clone(), remark.todo.clone()));
        Self {
            code: remark.code.to_owned(),
            file: remark.place.file.to_string(),
            line: remark.place.line,
            place: remark.place.element.as_deref().unwrap_or_default().to_owned(),
            what,
            todo,
        }
    }

    /// A remark on a line of answers or earlier months.
    pub(crate) fn line(remark: &saklig_connect::Remark, texts: &Texts) -> Self {
        let (what, todo) = texts
            .fault(remark.code, &remark.args)
            .unwrap_or_else(|| (remark.what.clone(), remark.todo.to_owned()));
        Self {
            code: remark.code.to_owned(),
            file: remark.file.to_string(),
            line: remark.line,
            place: remark.path.clone(),
            what,
            todo,
        }
    }

    /// Everything an error says.
    pub(crate) fn all(error: &anyhow::Error, texts: &Texts) -> Vec<Self> {
        if let Some(AppError::Faulty(remarks)) = error.downcast_ref() {
            return remarks.iter().map(|remark| Self::remark(remark, texts)).collect();
        }
        let (code, args) = match error.downcast_ref::<Fault>() {
            Some(fault) => (fault.code.to_owned(), fault.args.clone()),
            None => (code_of(&error.to_string()), args_of(error)),
        };
        let found = texts.fault(&code, &args);
        let (mut what, todo) = found.unwrap_or_else(|| (without_code(&error.to_string()), String::new()));
        let causes: Vec<String> = error.chain().skip(1).map(ToString::to_string).collect();
        if !causes.is_empty() {
            what = format!("{what} ({})", causes.join(": "));
        }
        vec![Self { code, file: String::new(), line: 0, place: String::new(), what, todo }]
    }

    /// As lines of text: `E0501 file:line $.path: what`, and what to do below.
    pub(crate) fn lines(&self, texts: &Texts) -> String {
        let line = |line: u32| texts.get("fault-line", [("line", line)]);
        let place = match (self.file.as_str(), self.line) {
            ("", 0) => String::new(),
            ("", number) => line(number),
            (file, 0) => file.to_owned(),
            (file, number) => format!("{file}:{number}"),
        };
        let path = if self.place == "$" { "" } else { self.place.as_str() };
        let parts = [self.code.as_str(), place.as_str(), path];
        let head = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let colon = if head.is_empty() { "" } else { ": " };
        let what = format!("{head}{colon}{}", self.what);
        if self.todo.is_empty() { what } else { format!("{what}\n  → {}", self.todo) }
    }
}

/// The code that a message begins with; empty when there is none.
fn code_of(message: &str) -> String {
    let word = message.split([':', ' ']).next().unwrap_or_default();
    let is_code = word.len() == 5 && word.starts_with('E') && word[1..].bytes().all(|b| b.is_ascii_digit());
    if is_code { word.to_owned() } else { String::new() }
}

fn without_code(message: &str) -> String {
    match message.split_once(": ") {
        Some((code, rest)) if !code_of(code).is_empty() => rest.to_owned(),
        _ => message.to_owned(),
    }
}

/// The named arguments of the errors of the layers below.
fn args_of(error: &anyhow::Error) -> Vec<(&'static str, String)> {
    if let Some(error) = error.downcast_ref::<AppError>() {
        return args_of_app(error);
    }
    if let Some(refused) = error.downcast_ref::<Refused>() {
        return refused.args();
    }
    if let Some(world) = error.downcast_ref::<WorldError>() {
        return world.args();
    }
    error.downcast_ref::<Failure>().map(Failure::args).unwrap_or_default()
}

fn args_of_app(error: &AppError) -> Vec<(&'static str, String)> {
    match error {
        AppError::Rejected(rejection) => rejection.args(),
        AppError::Refused(refused) => refused.args(),
        AppError::Failed(failure) => failure.args(),
        AppError::NotFound { what, name } => vec![("what", (*what).to_owned()), ("name", name.clone())],
        AppError::Contended(times) => vec![("times", times.to_string())],
        AppError::Secret { name, .. } | AppError::SecretLost(name) | AppError::Bundle(name) => {
            vec![("name", name.clone())]
        }
        AppError::SeveralTasks(keys) => {
            vec![("keys", keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
        }
        AppError::Unusable { what, text, known } => {
            vec![("what", (*what).to_owned()), ("text", text.clone()), ("known", (*known).to_owned())]
        }
        AppError::Register { what, name, why } => {
            vec![("what", (*what).to_owned()), ("name", name.clone()), ("why", (*why).to_owned())]
        }
        AppError::PeriodOpen(period) => vec![("period", period.clone())],
        AppError::Faulty(_) | AppError::Unreadable(_) | AppError::NoRandomness => Vec::new(),
    }
}

/// How the program ends because of an error.
pub(crate) fn exit_of(error: &anyhow::Error) -> Exit {
    if let Some(fault) = error.downcast_ref::<Fault>() {
        return fault.exit;
    }
    match error.downcast_ref::<AppError>() {
        Some(AppError::NotFound { .. } | AppError::Refused(Refused::NoSuchCase { .. })) => Exit::NotFound,
        Some(
            AppError::Refused(Refused::Failed(_))
            | AppError::Failed(_)
            | AppError::Unreadable(_)
            | AppError::Contended(_)
            | AppError::Secret { .. }
            | AppError::SecretLost(_)
            | AppError::NoRandomness
            | AppError::Bundle(_),
        ) => Exit::World,
        Some(_) => Exit::Rejected,
        None => match (error.downcast_ref::<Refused>(), error.downcast_ref::<RulesError>()) {
            (Some(Refused::Failed(_)), _) => Exit::World,
            (_, Some(RulesError::Unknown { .. })) => Exit::NotFound,
            (Some(_), _) | (_, Some(_)) => Exit::Rejected,
            (None, None) if error.is::<FeelError>() => Exit::Rejected,
            (None, None) => Exit::World,
        },
    }
}

/// Prints an error and says how the program ends. Somebody who has stopped reading is no error.
pub(crate) fn report(out: &Out, error: &anyhow::Error) -> Exit {
    let broken = error.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe);
    if broken {
        return Exit::Done;
    }
    let told = Told::all(error, out.texts());
    let printed = if out.is_json() {
        let body = serde_json::json!({ "fel": told });
        out.note(body.to_string())
    } else {
        told.iter().try_for_each(|told| out.note(told.lines(out.texts())))
    };
    if printed.is_ok() { exit_of(error) } else { Exit::World }
}
