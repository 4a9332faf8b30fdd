//! `overlay/<municipality>/overlay.toml`: what a municipality sets or confirms, and nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use jiff::civil::Date;
use saklig_case::Confidence;
use saklig_form::toml_table::{Document, Table};

use crate::manifest::{Clause, Defaults, Manifest, Provision, Written, arc, clause, written};
use crate::parameter::{Basis, Content, Municipal, Parameter, ParameterKind, Period, Row, read_period};

/// What an overlay changed, for showing.
#[doc(alias = "kommunal anpassning")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// The folder's name.
    pub id: Arc<str>,
    /// The municipality.
    pub municipality: Arc<str>,
    /// Rule tables that are replaced, by decision id or name, with the file of the new one (in the overlay's folder).
    pub replaced: Vec<(Written, Written)>,
    /// The parameters that it set.
    pub set: Vec<Arc<str>>,
    /// The parameters and provisions that it confirmed.
    pub confirmed: Vec<Arc<str>>,
}

/// What an overlay may touch.
pub(crate) struct Touched<'a> {
    pub(crate) manifest: &'a mut Manifest,
    pub(crate) parameters: &'a mut BTreeMap<Arc<str>, Parameter>,
}

/// Reads an overlay and applies it. Everything it may not do is a remark and is not done.
pub(crate) fn apply(document: &Document<'_>, id: &str, touched: &mut Touched<'_>) -> Overlay {
    let table = document.root();
    let municipality = table.required_text("kommun").map(|at| at.value.into()).unwrap_or_default();
    let defaults = Defaults { source: arc(&table, "kalla"), by: arc(&table, "namn") };
    let mut overlay =
        Overlay { id: id.into(), municipality, replaced: Vec::new(), set: Vec::new(), confirmed: Vec::new() };
    for section in table.tables("parameter") {
        set_parameter(&section, &defaults, touched.parameters, &mut overlay);
    }
    for section in table.tables("bekrafta") {
        confirm(&section, &defaults, touched, &mut overlay);
        section.finish();
    }
    for (key, slot) in [
        ("delegering", &mut touched.manifest.delegation),
        ("verkstallighet", &mut touched.manifest.execution),
        ("gallring", &mut touched.manifest.retention),
    ] {
        if let Some(section) = table.table(key) {
            let filled = fill(&section, &defaults, slot.as_ref());
            if filled.confidence == Confidence::Confirmed && filled.by.is_empty() {
                crate::manifest::unsourced(&section, "namn");
                continue;
            }
            *slot = Some(filled);
        }
    }
    for section in table.tables("ersatt") {
        let (name, file) = (written(&section, "tabell"), written(&section, "fil"));
        if name.is_none() {
            section.missing("tabell", "name the rule table that is replaced");
        }
        if file.is_none() {
            section.missing("fil", "name the DMN file in the overlay's folder");
        }
        section.finish();
        overlay.replaced.extend(name.zip(file));
    }
    table.ignore("beskrivning");
    refuse_the_rest(&table);
    overlay
}

/// A key of a package in an overlay is more than a misspelling: it says what an overlay may do.
fn refuse_the_rest(table: &Table<'_, '_>) {
    for key in table.keys() {
        if matches!(
            key.as_str(),
            "kommun"
                | "kalla"
                | "namn"
                | "beskrivning"
                | "parameter"
                | "bekrafta"
                | "delegering"
                | "verkstallighet"
                | "gallring"
                | "ersatt"
        ) {
            continue;
        }
        table.ignore(&key);
        refused(table, &key, "nyckel", &format!("an overlay may not set `{key}`"));
    }
}

/// A remark that the overlay does what it may not.
fn refused(table: &Table<'_, '_>, element: &str, kind: &str, what: &str) {
    let todo = "an overlay may set parameters open to the municipality, fill or confirm delegering, verkstallighet and gallring, confirm values and lagrum, replace a rule table by name, and add scenarios";
    table.document().push(
        "E0108",
        table.line(),
        element,
        what.to_owned(),
        todo.to_owned(),
        vec![("vad", kind.to_owned()), ("namn", element.to_owned())],
    );
}

/// A remark that the overlay names what the package does not have.
fn unknown(table: &Table<'_, '_>, kind: &str, what: &str, name: &str) {
    let sentence = format!("the package has no {what} `{name}`");
    let todo = "correct the spelling; an overlay changes only what is there".to_owned();
    table.document().push(
        "E0109",
        table.line(),
        name,
        sentence,
        todo,
        vec![("vad", kind.to_owned()), ("namn", name.to_owned())],
    );
}

fn fill(section: &Table<'_, '_>, defaults: &Defaults, base: Option<&Clause>) -> Clause {
    // A confirmation may leave out what the package already says; then only who and where from is new.
    let Some(base) = base else { return clause(section, defaults) };
    let mut says = base.says.clone();
    let mut filled = base.clone();
    for key in section.keys() {
        match key.as_str() {
            "lagrum" => filled.lagrum = arc(section, "lagrum"),
            "kalla" => filled.source = arc(section, "kalla"),
            "namn" => filled.by = arc(section, "namn"),
            "tillit" => {
                filled.confidence =
                    crate::manifest::confidence(section.text("tillit").map(|at| at.value).as_deref());
            }
            "undantag" => {
                says.insert(key.clone(), section.texts(&key).join("; "));
            }
            _ => {
                if let Some(at) = section.scalar(&key) {
                    says.insert(key, at.value);
                }
            }
        }
    }
    if !section.has("kalla") && !defaults.source.is_empty() {
        filled.source = defaults.source.clone();
    }
    if !section.has("namn") && !defaults.by.is_empty() {
        filled.by = defaults.by.clone();
    }
    Clause { says, place: section.place(), ..filled }
}

fn set_parameter(
    section: &Table<'_, '_>,
    defaults: &Defaults,
    parameters: &mut BTreeMap<Arc<str>, Parameter>,
    overlay: &mut Overlay,
) {
    let Some(id) = section.required_text("id") else { return };
    let Some(parameter) = parameters.get_mut(id.value.as_str()) else {
        unknown(section, "parameter", "parameter", &id.value);
        return;
    };
    if parameter.municipal == Municipal::No {
        refused(
            section,
            &id.value,
            "parameter",
            &format!("the parameter `{}` is not the municipality's to set", id.value),
        );
        return;
    }
    let inherited = Basis {
        lagrum: Arc::default(),
        source: defaults.source.clone(),
        by: defaults.by.clone(),
        checked: None,
        confidence: Confidence::Unconfirmed,
    };
    let Some(period) = read_period(section, &parameter.kind, parameter.municipal, &inherited) else { return };
    if !signed(section, &period) {
        return;
    }
    overlay.set.push(parameter.id.clone());
    merge(parameter, period);
}

/// Whether everything that the municipality calls confirmed says who confirmed it; a remark otherwise.
fn signed(section: &Table<'_, '_>, period: &Period) -> bool {
    let unsigned = |basis: &Basis| basis.confidence == Confidence::Confirmed && basis.by.is_empty();
    let lacking = match &period.content {
        Content::Scalar(_) => unsigned(&period.basis),
        Content::Rows(rows) => rows.iter().any(|row| unsigned(&row.basis)),
    };
    if lacking {
        crate::manifest::unsourced(section, "namn");
    }
    !lacking
}

/// Puts a period of the municipality among those of the package. Rows replace rows with the same keys; the other rows
/// that held on the first day go on holding.
fn merge(parameter: &mut Parameter, mut period: Period) {
    if let (Content::Rows(rows), ParameterKind::Table { keys, .. }) = (&mut period.content, &parameter.kind) {
        let before = parameter.periods.iter().rev().find(|before| before.from <= period.from);
        if let Some(Period { content: Content::Rows(base), .. }) = before {
            *rows = merged_rows(base, rows, keys);
        }
    }
    parameter.periods.retain(|known| known.from != period.from);
    let at = parameter.periods.partition_point(|known| known.from < period.from);
    parameter.periods.insert(at, period);
}

fn merged_rows(base: &[Row], own: &[Row], keys: &[Arc<str>]) -> Vec<Row> {
    let mut rows: IndexMap<String, Row> = IndexMap::new();
    for (index, row) in base.iter().enumerate() {
        let key = if keys.is_empty() { format!("#{index}") } else { row.key(keys) };
        rows.insert(key, row.clone());
    }
    for (index, row) in own.iter().enumerate() {
        let key = if keys.is_empty() { format!("+{index}") } else { row.key(keys) };
        rows.insert(key, row.clone());
    }
    rows.into_values().collect()
}

fn confirm(section: &Table<'_, '_>, defaults: &Defaults, touched: &mut Touched<'_>, overlay: &mut Overlay) {
    let basis = Confirmation {
        source: section.text("kalla").map_or_else(|| defaults.source.clone(), |at| at.value.into()),
        by: section.text("namn").map_or_else(|| defaults.by.clone(), |at| at.value.into()),
        checked: section.date("kontrollerad").map(|at| at.value),
    };
    let start = section.date("start").map(|at| at.value);
    let wanted = section.table("nyckel");
    let (parameters, provisions) = (section.texts("parameter"), section.texts("lagrum"));
    for (key, text) in [("kalla", &basis.source), ("namn", &basis.by)] {
        if text.is_empty() {
            crate::manifest::unsourced(section, key);
            return;
        }
    }
    for id in parameters {
        match touched.parameters.get_mut(id.as_str()) {
            None => unknown(section, "parameter", "parameter", &id),
            Some(parameter) => {
                if confirm_parameter(parameter, start, wanted.as_ref(), &basis) {
                    overlay.confirmed.push(parameter.id.clone());
                    continue;
                }
                unknown(section, "rad", "value or row to confirm in", &id);
            }
        }
    }
    for id in provisions {
        match touched.manifest.lagrum.get_mut(id.as_str()) {
            None => unknown(section, "lagrum", "lagrum", &id),
            Some(provision) => {
                confirm_provision(provision, &basis);
                overlay.confirmed.push(id.into());
            }
        }
    }
    if !section.has("parameter") && !section.has("lagrum") {
        section.missing("parameter", "say which parameter or lagrum is confirmed");
    }
}

struct Confirmation {
    source: Arc<str>,
    by: Arc<str>,
    checked: Option<Date>,
}

impl Confirmation {
    fn put(&self, basis: &mut Basis) {
        basis.source = joined(&basis.source, &self.source);
        basis.by = self.by.clone();
        basis.checked = self.checked.or(basis.checked);
        basis.confidence = Confidence::Confirmed;
    }
}

/// The package's source stays readable beside the municipality's.
fn joined(own: &str, confirming: &Arc<str>) -> Arc<str> {
    if own.is_empty() || own == &**confirming {
        confirming.clone()
    } else {
        format!("{own}; {confirming}").into()
    }
}

fn confirm_provision(provision: &mut Provision, basis: &Confirmation) {
    provision.source = joined(&provision.source, &basis.source);
    provision.confidence = Confidence::Confirmed;
}

fn confirm_parameter(
    parameter: &mut Parameter,
    start: Option<Date>,
    wanted: Option<&Table<'_, '_>>,
    basis: &Confirmation,
) -> bool {
    let mut found = false;
    for period in parameter.periods.iter_mut().filter(|period| start.is_none_or(|start| period.from == start))
    {
        match &mut period.content {
            Content::Scalar(_) => {
                basis.put(&mut period.basis);
                found = true;
            }
            Content::Rows(rows) => {
                for row in rows.iter_mut().filter(|row| wanted.is_none_or(|wanted| fits(row, wanted))) {
                    basis.put(&mut row.basis);
                    found = true;
                }
            }
        }
    }
    found
}

/// Whether the row has the values that `nyckel = { … }` names.
fn fits(row: &Row, wanted: &Table<'_, '_>) -> bool {
    wanted.keys().iter().all(|column| {
        let wanted = wanted.scalar(column).map(|at| at.value);
        row.cells.get(column.as_str()).map(ToString::to_string) == wanted
    })
}
