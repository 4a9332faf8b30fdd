//! Checks of a package as a whole: what one file names must be in another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use saklig_bpmn::{NodeKind, Process, ReservedTypes, RuleTask, Task, check_gate};
use saklig_case::Month;
use saklig_feel::remark::{Place, Remark};
use saklig_feel::{Scope, Value, compile_expression};
use saklig_form::{FieldKind, Form};

use crate::facts::{Declarations, FactKind, FactSource};
use crate::files::MemoryFiles;
use crate::manifest::{Manifest, Written};
use crate::overlay::Overlay;
use crate::parameter::{Municipal, Parameter};
use crate::rulebook::Rulebook;

/// Task types that mean something to Saklig itself.
pub const RESERVED: ReservedTypes<'static> = ReservedTypes {
    prefix: "saklig.",
    gate: "saklig.beslut",
    after_gate: &["saklig.betala", "saklig.brev.beslut", "saklig.tillstand", "saklig.arkivera"],
    other: &["saklig.fraga"],
};

/// Longest span of months that is gone through, in months.
const LONGEST_SPAN: i32 = 600;

pub(crate) struct Parts<'a> {
    pub(crate) manifest: &'a Manifest,
    pub(crate) facts: &'a Declarations,
    pub(crate) parameters: &'a BTreeMap<Arc<str>, Parameter>,
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) process: &'a Process,
    pub(crate) form: Option<&'a Form>,
    pub(crate) files: &'a MemoryFiles,
    pub(crate) overlay: Option<&'a Overlay>,
}

pub(crate) fn check(parts: &Parts<'_>, remarks: &mut Vec<Remark>) {
    months(parts, remarks);
    paths(parts, remarks);
    names(parts, remarks);
    process(parts, remarks);
    if let Some(form) = parts.form {
        form_paths(form, parts, remarks);
    }
    parameter_months(parts, remarks);
    crate::contents::check(parts.manifest, parts.files, parts.overlay, remarks);
}

/// The months the package covers, in order.
pub(crate) fn covered(manifest: &Manifest) -> Vec<Month> {
    let Some((first, last)) = manifest.months else { return Vec::new() };
    let count = last.months_since(first).clamp(-1, LONGEST_SPAN);
    (0..=count).map(|step| first.plus(step)).collect()
}

fn months(parts: &Parts<'_>, remarks: &mut Vec<Remark>) {
    let manifest = parts.manifest;
    if let (Some(path), None) = (&manifest.month_path, manifest.months) {
        let what = "the matter concerns a month, but [manader] does not say which months the package covers";
        let todo = "add manader = { fran = \"YYYY-MM\", till = \"YYYY-MM\" }";
        remarks.push(Remark::error("E0103", path.place.clone(), what, todo).with("nyckel", "manader"));
    }
}

fn undeclared(written: &Written, kind: &str) -> Remark {
    let what = format!("`{}` is not declared in uppgifter.toml as {kind}", written.text);
    let todo = "declare the path, or correct its spelling";
    Remark::error("E0114", written.place.clone(), what, todo).with("path", &written.text).with("vantat", kind)
}

/// Paths that the manifest names must be declared, and of the right kind.
fn paths(parts: &Parts<'_>, remarks: &mut Vec<Remark>) {
    let manifest = parts.manifest;
    let mut wants = |written: Option<&Written>, kind: &str, fits: fn(FactKind) -> bool| {
        let Some(written) = written else { return };
        let declared = parts.facts.governing(&written.text.replace("[]", ""));
        if !declared
            .is_some_and(|declaration| fits(declaration.kind) || declaration.kind == FactKind::Anything)
        {
            remarks.push(undeclared(written, kind));
        }
    };
    wants(manifest.month_path.as_ref(), "`manad`", |kind| kind == FactKind::Month);
    for list in &manifest.warning_lists {
        wants(Some(list), "`lista`", FactKind::is_list);
    }
    wants(manifest.calculation.as_ref().map(|section| &section.rows), "`rader`", |kind| {
        kind == FactKind::Rows
    });
    if let Some(section) = &manifest.proposal {
        wants(Some(&section.proposal), "`grupp`", |kind| kind == FactKind::Group);
        wants(section.payment.as_ref(), "`grupp`", |kind| kind == FactKind::Group);
    }
    if let Some(section) = &manifest.communication {
        wants(Some(&section.given), "`tidpunkt`", |kind| kind == FactKind::Instant);
        wants(section.answer.as_ref(), "a fact", |kind| !kind.is_list() && kind != FactKind::Group);
    }
    for rule in &manifest.may_be_missing {
        wants(Some(&rule.input), "a fact", |_| true);
    }
    for source in manifest.sources.values() {
        for path in &source.paths {
            wants(
                Some(&Written { text: path.as_str().into(), place: source.place.clone() }),
                "a fact",
                |_| true,
            );
        }
    }
}

/// A remark that something is named that does not exist. `kind` is the Swedish word that the texts choose by.
fn unknown(written: &Written, kind: &str, what: &str, todo: &str) -> Remark {
    let sentence = format!("there is no {what} `{}`", written.text);
    Remark::error("E0118", written.place.clone(), sentence, todo)
        .with("vad", kind)
        .with("namn", &written.text)
}

/// Parameters, rule tables, provisions and sources that the manifest and the tree name.
fn names(parts: &Parts<'_>, remarks: &mut Vec<Remark>) {
    let manifest = parts.manifest;
    if let Some(section) = &manifest.communication {
        if let Some(days) = section.days.as_ref().filter(|days| !parts.parameters.contains_key(&days.text)) {
            remarks.push(unknown(days, "parameter", "parameter", "add it under parametrar/"));
        }
        if let Some(cited) =
            section.lagrum.as_ref().filter(|cited| !manifest.lagrum.contains_key(&cited.text))
        {
            let what =
                format!("[kommunicering] cites `{}`, which is not listed under [[lagrum]]", cited.text);
            let todo = "write it exactly as under [[lagrum]], or add it there with its source";
            remarks.push(Remark::error("E0112", cited.place.clone(), what, todo).with("lagrum", &cited.text));
        }
    }
    for rule in &manifest.may_be_missing {
        if !parts.rulebook.knows(&rule.table.text) {
            remarks.push(unknown(
                &rule.table,
                "tabell",
                "rule table",
                "name a decision of the package by its id or name",
            ));
        }
    }
    let mut told = BTreeSet::new();
    for declaration in parts.facts.iter() {
        for source in &declaration.sources {
            let FactSource::Register(name) = source else { continue };
            if !manifest.sources.is_empty()
                && !manifest.sources.contains_key(name)
                && told.insert(name.clone())
            {
                let written = Written { text: name.clone(), place: declaration.place.clone() };
                remarks.push(unknown(
                    &written,
                    "kalla",
                    "source",
                    "add it under [[kalla]], or correct its spelling",
                ));
            }
        }
    }
}

fn process(parts: &Parts<'_>, remarks: &mut Vec<Remark>) {
    remarks.extend(check_gate(parts.process, &RESERVED));
    let mut gates = 0_usize;
    for node in &parts.process.nodes {
        if node.job_type() == Some(RESERVED.gate) {
            gates += 1;
        }
        let place = || node.place.clone().element(node.element.clone());
        if let NodeKind::Task(Task::BusinessRule(RuleTask::Table(call))) = &node.kind
            && let Some(name) = constant(&call.decision.text)
            && parts.rulebook.decision(&name).is_none()
        {
            let what = format!(
                "`{}` calls the decision `{name}`, which no DMN file of the package has",
                node.element
            );
            let todo = "correct the decision id, or add the file under beslut/";
            remarks.push(
                Remark::error("E0115", place(), what, todo)
                    .with("element", &node.element)
                    .with("beslut", &name),
            );
        }
        if node.job_type() == Some("saklig.fraga") {
            let question = node.header("kalla").unwrap_or_default();
            if !parts.manifest.sources.values().any(|source| *source.question == *question) {
                let written = Written { text: question.into(), place: place() };
                remarks.push(unknown(
                    &written,
                    "fraga",
                    "question",
                    "name the `fraga` of a [[kalla]] in the header `kalla`",
                ));
            }
        }
    }
    if let (Some(section), 0) = (&parts.manifest.proposal, gates) {
        let what = format!("the process proposes a decision but never comes to `{}`", RESERVED.gate);
        let todo = "put a service task of that type before letter, payment and archive";
        remarks.push(
            Remark::error("E0123", section.proposal.place.clone(), what, todo).with("grind", RESERVED.gate),
        );
    }
}

/// The text of a FEEL string literal.
fn constant(text: &str) -> Option<Arc<str>> {
    let literal = compile_expression(text, &Scope::new()).ok()?.constant()?;
    if let Value::String(text) = literal { Some(text) } else { None }
}

fn form_paths(form: &Form, parts: &Parts<'_>, remarks: &mut Vec<Remark>) {
    let file = parts
        .manifest
        .form_file
        .as_ref()
        .map_or_else(String::new, |file| format!("{}/{}", parts.manifest.id, file.text));
    for (path, field) in form.fact_paths() {
        let declared = parts.facts.governing(&path.replace("[]", ""));
        let wrong = match declared {
            None => Some(("odeklarerad", "is not declared in uppgifter.toml".to_owned())),
            Some(declaration) if declaration.kind == FactKind::Anything => None,
            Some(declaration) if !fits(field.kind, declaration.kind) => {
                Some(("typ", format!("is declared as `{}`", declaration.kind.word())))
            }
            Some(declaration) if !declaration.sources.contains(&FactSource::Applicant) => {
                Some(("kalla", "is declared without the source `ansokan`".to_owned()))
            }
            Some(_) => None,
        };
        if let Some((kind, wrong)) = wrong {
            let place = Place::line(file.as_str(), field.line).element(field.id.clone());
            let what = format!(
                "the field `{}` of type `{}` gives the fact `{path}`, which {wrong}",
                field.id,
                field.kind.word()
            );
            let todo = "let uppgifter.toml and the form agree";
            remarks.push(
                Remark::error("E0117", place, what, todo)
                    .with("falt", &field.id)
                    .with("path", &path)
                    .with("fel", kind),
            );
        }
    }
}

/// Whether a field's answer fits a declared fact.
fn fits(field: FieldKind, fact: FactKind) -> bool {
    match field {
        FieldKind::Group => fact == FactKind::Group,
        FieldKind::List => fact.is_list(),
        FieldKind::PersonNumber => matches!(fact, FactKind::PersonNumber | FactKind::Text),
        FieldKind::Amount | FieldKind::Number => matches!(fact, FactKind::Amount | FactKind::Number),
        FieldKind::Integer => matches!(fact, FactKind::Integer | FactKind::Number),
        FieldKind::Date => fact == FactKind::Date,
        FieldKind::Month => fact == FactKind::Month,
        FieldKind::Instant => fact == FactKind::Instant,
        FieldKind::Account => matches!(fact, FactKind::Account | FactKind::Text),
        FieldKind::Plate => matches!(fact, FactKind::Plate | FactKind::Text),
        FieldKind::Text | FieldKind::Choice | FieldKind::Email | FieldKind::Phone => {
            matches!(fact, FactKind::Text | FactKind::Choice | FactKind::Account)
        }
        FieldKind::YesNo => fact == FactKind::YesNo,
        FieldKind::Choices => fact == FactKind::Choices,
        FieldKind::Info => true,
    }
}

/// A covered month for which a parameter has no value is unclear there: better known before than found in a case.
fn parameter_months(parts: &Parts<'_>, remarks: &mut Vec<Remark>) {
    let months = covered(parts.manifest);
    for parameter in parts.parameters.values() {
        if parameter.periods.is_empty() && parameter.municipal != Municipal::No {
            continue;
        }
        let missing: Vec<Month> =
            months.iter().copied().filter(|month| parameter.period_for(*month).is_none()).collect();
        let (Some(first), Some(last)) = (missing.first(), missing.last()) else { continue };
        let span = if first == last { first.to_string() } else { format!("{first}–{last}") };
        let what = format!(
            "the parameter `{}` has no value for {} of the covered months ({span})",
            parameter.id,
            missing.len()
        );
        let todo = "add a period; until then what reads it is unclear in those months";
        remarks.push(
            Remark::warning("E0124", parameter.place.clone(), what, todo)
                .with("parameter", &parameter.id)
                .with("antal", missing.len())
                .with("manader", span),
        );
    }
}
