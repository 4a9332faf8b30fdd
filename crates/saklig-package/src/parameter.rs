//! Parameters: dated values of the law and of the municipality, each with source, provision and confidence.

use std::sync::Arc;

use indexmap::IndexMap;
use jiff::civil::Date;
use saklig_case::{Confidence, Month, Value};
use saklig_feel::Type;
use saklig_feel::remark::Place;
use saklig_form::toml_table::{Document, Table};

use crate::facts::FactKind;
use crate::manifest::{arc, confidence, repeated, unsourced};

/// A parameter: a value or a table of values, in dated periods.
#[doc(alias = "parameter")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Id; in rules `parametrar.<id>`.
    pub id: Arc<str>,
    /// Name in Swedish.
    pub name: Arc<str>,
    /// Unit, e.g. `kr/månad`.
    pub unit: Arc<str>,
    /// What its value may be.
    pub kind: ParameterKind,
    /// What the municipality may or must do.
    pub municipal: Municipal,
    /// The periods, first day rising.
    pub periods: Vec<Period>,
    /// Where it stands.
    pub place: Place,
}

/// What a parameter's value may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterKind {
    /// One value; the words to choose from, where there are any.
    Scalar(FactKind, Vec<String>),
    /// Rows.
    Table {
        /// The columns with their kinds, in order.
        columns: IndexMap<Arc<str>, FactKind>,
        /// The columns that tell rows apart.
        keys: Vec<Arc<str>>,
    },
}

/// What the municipality may or must do with a parameter.
#[doc(alias = "kommunal")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Municipal {
    /// It may not set it.
    No,
    /// It may set it.
    May,
    /// It must set it, or the package does not run.
    Must,
}

/// A value from a first day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day; none is until the next period.
    pub to: Option<Date>,
    /// The value or rows.
    pub content: Content,
    /// What the value rests on.
    pub basis: Basis,
    /// Where it stands.
    pub place: Place,
}

/// What a period holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// One value.
    Scalar(Value),
    /// Rows of a table.
    Rows(Vec<Row>),
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The cells by column; a column that is not there is empty.
    pub cells: IndexMap<Arc<str>, Value>,
    /// What the row rests on.
    pub basis: Basis,
    /// Where it stands.
    pub place: Place,
}

/// What a value rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The provision or decision.
    pub lagrum: Arc<str>,
    /// Where it was read.
    pub source: Arc<str>,
    /// Who confirmed it, where the municipality did.
    pub by: Arc<str>,
    /// The last day somebody compared it with the source.
    pub checked: Option<Date>,
    /// How sure.
    pub confidence: Confidence,
}

impl Row {
    /// The values of the key columns as one text, `FK/ABB`.
    pub fn key(&self, keys: &[Arc<str>]) -> String {
        let cell = |key: &Arc<str>| self.cells.get(key).map_or_else(String::new, ToString::to_string);
        keys.iter().map(cell).collect::<Vec<_>>().join("/")
    }

    /// Whether a key was only guessed (`?`): such a row documents a gap and matches nothing.
    pub fn is_guessed(&self, keys: &[Arc<str>]) -> bool {
        keys.iter().any(|key| matches!(self.cells.get(key), Some(Value::Text(text)) if text.contains('?')))
    }
}

impl Parameter {
    /// The period that holds for the whole month; `None` when none does, also when a value changes inside the month.
    pub fn period_for(&self, month: Month) -> Option<&Period> {
        let period = self.periods.iter().rev().find(|period| period.from <= month.last_day())?;
        let whole = period.from <= month.first_day() && period.to.is_none_or(|to| to >= month.last_day());
        whole.then_some(period)
    }

    /// The FEEL type of `parametrar.<id>`.
    pub(crate) fn feel_type(&self) -> Type {
        match &self.kind {
            ParameterKind::Scalar(kind, _) => kind.leaf_type(),
            ParameterKind::Table { columns, .. } => {
                Type::list(Type::context(columns.iter().map(|(name, kind)| (name.clone(), kind.leaf_type()))))
            }
        }
    }
}

/// Reads a file of parameters: one at the top, or several under `[[parameter]]`.
pub(crate) fn read(document: &Document<'_>) -> Vec<Parameter> {
    let table = document.root();
    if table.has("id") {
        let parameter = read_parameter(&table);
        table.finish();
        return parameter.into_iter().collect();
    }
    let mut parameters: Vec<Parameter> = Vec::new();
    for section in table.tables("parameter") {
        let Some(parameter) = read_parameter(&section) else { continue };
        section.finish();
        if parameters.iter().any(|known| known.id == parameter.id) {
            repeated(&section, &parameter.id);
        } else {
            parameters.push(parameter);
        }
    }
    table.finish();
    parameters
}

fn read_parameter(table: &Table<'_, '_>) -> Option<Parameter> {
    let id = table.required_text("id")?;
    let kind = read_kind(table)?;
    if !id.value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
        table.wrong("id", id.line, "a name of a–z, 0–9 and _");
    }
    let checked = table.date("kontrollerad").map(|at| at.value);
    let municipal = match table.text("kommunal") {
        None => Municipal::No,
        Some(word) => match word.value.as_str() {
            "nej" => Municipal::No,
            "far" => Municipal::May,
            "kravs" => Municipal::Must,
            _ => {
                table.wrong("kommunal", word.line, "one of nej, far, kravs");
                Municipal::No
            }
        },
    };
    let inherited = Basis {
        lagrum: Arc::default(),
        source: Arc::default(),
        by: Arc::default(),
        checked,
        confidence: Confidence::Unconfirmed,
    };
    let mut periods: Vec<Period> = Vec::new();
    for section in table.tables("period") {
        let Some(period) = read_period(&section, &kind, municipal, &inherited) else { continue };
        if let Some(before) = periods.last() {
            let overlaps = period.from <= before.from || before.to.is_some_and(|to| to >= period.from);
            if overlaps {
                disorder(&section, &id.value);
                continue;
            }
        }
        periods.push(period);
    }
    let name = table.text("namn").map_or_else(|| id.value.as_str().into(), |at| at.value.into());
    let unit = arc(table, "enhet");
    table.ignore("beskrivning");
    Some(Parameter { id: id.value.into(), name, unit, kind, municipal, periods, place: table.place() })
}

fn disorder(section: &Table<'_, '_>, id: &str) {
    let what = format!("the periods of `{id}` overlap or do not stand in order of time");
    let todo = "let each period begin after the one before it ends".to_owned();
    section.document().push(
        "E0107",
        section.line(),
        section.path(),
        what,
        todo,
        vec![("parameter", id.to_owned())],
    );
}

fn read_kind(table: &Table<'_, '_>) -> Option<ParameterKind> {
    let word = table.required_text("typ")?;
    if word.value != "tabell" {
        let kind = FactKind::from_word(&word.value).filter(|kind| scalar_kind(*kind));
        if kind.is_none() {
            table.wrong(
                "typ",
                word.line,
                "one of belopp, tal, heltal, text, ja_nej, datum, manad, val, tabell",
            );
        }
        return Some(ParameterKind::Scalar(kind?, table.texts("val")));
    }
    let columns = table.table("kolumner");
    let mut kinds = IndexMap::new();
    // The order of columns is that of the key list first, then by name: TOML tables have no order of their own.
    let keys: Vec<Arc<str>> = table.texts("nycklar").into_iter().map(Arc::from).collect();
    if let Some(columns) = &columns {
        let mut names: Vec<String> =
            keys.iter().map(ToString::to_string).filter(|key| columns.has(key)).collect();
        names.extend(columns.keys().into_iter().filter(|name| !keys.iter().any(|key| **key == **name)));
        for name in names {
            let Some(word) = columns.text(&name) else { continue };
            match FactKind::from_word(&word.value).filter(|kind| scalar_kind(*kind)) {
                Some(kind) => {
                    kinds.insert(name.into(), kind);
                }
                None => columns.wrong(
                    &name,
                    word.line,
                    "one of belopp, tal, heltal, text, ja_nej, datum, manad, val",
                ),
            }
        }
    } else {
        table.missing(
            "kolumner",
            "say the columns and their kinds: kolumner = { kod = \"text\", belopp = \"belopp\" }",
        );
    }
    for key in keys.iter().filter(|key| !kinds.contains_key(*key)) {
        table.wrong("nycklar", table.line(), &format!("names of columns; `{key}` is none"));
    }
    let keys = keys.into_iter().filter(|key| kinds.contains_key(key)).collect();
    Some(ParameterKind::Table { columns: kinds, keys })
}

fn scalar_kind(kind: FactKind) -> bool {
    !matches!(
        kind,
        FactKind::Rows
            | FactKind::List
            | FactKind::Group
            | FactKind::Anything
            | FactKind::Instant
            | FactKind::Choices
    )
}

/// Reads a period of a parameter of this kind. A value without a source is refused, and one that is not the
/// municipality's own must also say which provision it rests on.
pub(crate) fn read_period(
    section: &Table<'_, '_>,
    kind: &ParameterKind,
    municipal: Municipal,
    inherited: &Basis,
) -> Option<Period> {
    if !section.has("start") {
        section.missing("start", "say the first day");
    }
    let from = section.date("start").map(|at| at.value);
    let to = section.date("slut").map(|at| at.value);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        section.wrong("slut", section.line(), "a day that is not before `start`");
    }
    let (content, basis, complete) = match kind {
        ParameterKind::Scalar(kind, words) => {
            let basis = read_basis(section, inherited, |_| false);
            let complete = sourced(section, &basis, municipal);
            (read_scalar(section, *kind, words).map(Content::Scalar), basis, complete)
        }
        ParameterKind::Table { columns, keys } => {
            let basis = read_basis(section, inherited, |_| false);
            let (rows, complete) = read_rows(section, columns, keys, (&basis, municipal));
            (Some(Content::Rows(rows)), basis, complete)
        }
    };
    section.finish();
    Some(Period { from: from?, to, content: content.filter(|_| complete)?, basis, place: section.place() })
}

/// Reads what a value rests on. A column of the table with such a name is a column.
fn read_basis(section: &Table<'_, '_>, inherited: &Basis, is_column: impl Fn(&str) -> bool) -> Basis {
    let or = |key: &str, inherited: &Arc<str>| {
        let own = if is_column(key) { None } else { section.text(key) };
        own.map_or_else(|| inherited.clone(), |at| at.value.into())
    };
    Basis {
        lagrum: or("lagrum", &inherited.lagrum),
        source: or("kalla", &inherited.source),
        by: or("namn", &inherited.by),
        checked: section.date("kontrollerad").map(|at| at.value).or(inherited.checked),
        confidence: match section.text("tillit") {
            Some(word) => confidence(Some(&word.value)),
            None => inherited.confidence,
        },
    }
}

fn sourced(section: &Table<'_, '_>, basis: &Basis, municipal: Municipal) -> bool {
    let no_source = basis.source.is_empty();
    let no_lagrum = basis.lagrum.is_empty() && municipal == Municipal::No;
    if no_source {
        unsourced(section, "kalla");
    }
    if no_lagrum {
        unsourced(section, "lagrum");
    }
    !no_source && !no_lagrum
}

fn read_scalar(section: &Table<'_, '_>, kind: FactKind, words: &[String]) -> Option<Value> {
    let key = if section.has("belopp") && !section.has("varde") { "belopp" } else { "varde" };
    if !section.has(key) {
        section.missing("varde", "add the value");
        return None;
    }
    let value = read_value(section, key, kind)?;
    if let Value::Text(text) = &value
        && !words.is_empty()
        && !words.iter().any(|word| **word == **text)
    {
        section.wrong(key, section.line(), &format!("one of {}", words.join(", ")));
        return None;
    }
    Some(value)
}

/// Reads a value of a kind from a key; a remark when it is of another kind.
fn read_value(table: &Table<'_, '_>, key: &str, kind: FactKind) -> Option<Value> {
    match kind {
        FactKind::Amount | FactKind::Number => table.number(key).map(|at| Value::Number(at.value)),
        FactKind::Integer => {
            let at = table.number(key)?;
            if !at.value.is_integer() {
                table.wrong(key, at.line, "a whole number");
                return None;
            }
            Some(Value::Number(at.value))
        }
        FactKind::YesNo => table.flag(key).map(Value::Boolean),
        FactKind::Date => table.date(key).map(|at| Value::Date(at.value)),
        FactKind::Month => {
            let at = table.text(key)?;
            let month = at.value.parse().ok().map(Value::Month);
            if month.is_none() {
                table.wrong(key, at.line, "a month, \"YYYY-MM\"");
            }
            month
        }
        FactKind::Text | FactKind::Choice | FactKind::PersonNumber | FactKind::Account | FactKind::Plate => {
            table.text(key).map(|at| Value::Text(at.value.into()))
        }
        FactKind::Rows
        | FactKind::List
        | FactKind::Group
        | FactKind::Instant
        | FactKind::Choices
        | FactKind::Anything => None,
    }
}

fn read_rows(
    section: &Table<'_, '_>,
    columns: &IndexMap<Arc<str>, FactKind>,
    keys: &[Arc<str>],
    (inherited, municipal): (&Basis, Municipal),
) -> (Vec<Row>, bool) {
    let mut rows: Vec<Row> = Vec::new();
    let mut complete = true;
    let mut seen = std::collections::BTreeSet::new();
    for key in ["rader", "rad"] {
        for table in section.tables(key) {
            let basis = read_basis(&table, inherited, |key| columns.contains_key(key));
            complete &= sourced(&table, &basis, municipal);
            let cells = columns
                .iter()
                .filter_map(|(name, kind)| read_value(&table, name, *kind).map(|value| (name.clone(), value)))
                .collect();
            table.ignore("anmarkning");
            table.finish();
            let row = Row { cells, basis, place: table.place() };
            if !keys.is_empty() && !seen.insert(row.key(keys)) {
                repeated(&table, &row.key(keys));
                continue;
            }
            rows.push(row);
        }
    }
    (rows, complete)
}
