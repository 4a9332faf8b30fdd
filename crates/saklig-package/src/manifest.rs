//! `process.toml`: what the case type is, who answers for it, what it may do.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use jiff::civil::Date;
use saklig_case::authority::{Mode, Rates};
use saklig_case::{Confidence, Lagrum, Month, Outcome};
use saklig_feel::remark::Place;
use saklig_form::Texts;
use saklig_form::toml_table::{Codes, Document, Table};
use saklig_number::Number;

/// The codes of remarks about a package's TOML files.
pub(crate) const CODES: Codes = Codes { syntax: "E0102", missing: "E0103", value: "E0104", unknown: "E0105" };

impl Manifest {
    /// A provision by the text it is cited with; unconfirmed when the package does not list it.
    pub fn provision(&self, text: &str) -> Lagrum {
        let known = self.lagrum.get(text);
        let confidence = known.map_or(Confidence::Unconfirmed, |provision| provision.confidence);
        Lagrum { text: text.into(), confidence }
    }
}

/// A text with the place it stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: Arc<str>,
    /// Where it stands.
    pub place: Place,
}

/// What `process.toml` says.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// Id of the case type, the name of its folder.
    pub id: Arc<str>,
    /// Name in Swedish.
    pub name: Arc<str>,
    /// Who answers for it.
    pub owner: Arc<str>,
    /// The package's own version word.
    pub version: Arc<str>,
    /// First day it may be used.
    pub from: Option<Date>,
    /// Series of its case numbers, e.g. `FS`.
    pub series: Arc<str>,
    /// First and last month it covers; none when its matters concern no month.
    pub months: Option<(Month, Month)>,
    /// Path of the fact that holds the month the matter concerns.
    pub month_path: Option<Written>,
    /// The highest mode it is made for.
    pub highest_mode: Mode,
    /// File of the process, in the package's folder.
    pub process_file: Written,
    /// File of the form, in the package's folder.
    pub form_file: Option<Written>,
    /// Appeal route.
    pub appeal: Arc<str>,
    /// What a mandate for it must contain.
    pub mandate: Vec<String>,
    /// What only one case may hold.
    pub claim: Option<ClaimKey>,
    /// Whether the decision may be delegated to an automated function.
    pub delegation: Option<Clause>,
    /// When a decision may be executed.
    pub execution: Option<Clause>,
    /// When the case is erased.
    pub retention: Option<Clause>,
    /// Least spot-check rates per outcome.
    pub least_rates: BTreeMap<Outcome, Rates>,
    /// The provisions that a Lagrum cell may cite.
    pub lagrum: IndexMap<Arc<str>, Provision>,
    /// The types of warnings.
    pub warnings: IndexMap<Arc<str>, WarningType>,
    /// Paths of the lists of warnings in the tree.
    pub warning_lists: Vec<Written>,
    /// The calculation's rows.
    pub calculation: Option<Calculation>,
    /// Where the proposal to a decision stands.
    pub proposal: Option<ProposalPaths>,
    /// Communication before a decision against the party.
    pub communication: Option<CommunicationRule>,
    /// The sources that are asked.
    pub sources: IndexMap<Arc<str>, SourceRule>,
    /// The only places where an unknown may be passed over.
    pub may_be_missing: Vec<MayBeMissing>,
}

/// `[ansprak]`: what only one case may hold.
#[doc(alias = "anspråk")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimKey {
    /// What the key is made of, in order: `part` (the parties together), `manad`, or a path of the tree.
    pub per: Vec<String>,
    /// An expression that gives the key instead.
    pub expression: Option<Written>,
    /// Where the section stands.
    pub place: Place,
}

/// `[delegering]`, `[verkstallighet]` or `[gallring]`: a statement with lagrum, source and confidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Everything it says beside the keys below, by key.
    pub says: BTreeMap<String, String>,
    /// The provision it rests on.
    pub lagrum: Arc<str>,
    /// Where it was read.
    pub source: Arc<str>,
    /// Who confirmed it.
    pub by: Arc<str>,
    /// How sure.
    pub confidence: Confidence,
    /// Where it stands.
    pub place: Place,
}

/// A provision that may be cited.
#[doc(alias = "lagrum")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// What it says, in short.
    pub text: Arc<str>,
    /// Where it was read.
    pub source: Arc<str>,
    /// How sure.
    pub confidence: Confidence,
    /// Where it stands.
    pub place: Place,
}

/// A type of warning.
#[doc(alias = "varningstyp")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarningType {
    /// What it says, per language.
    pub texts: Texts,
    /// Whether no robot decides while one is open.
    pub blocks: bool,
    /// Whether a person may acknowledge it.
    pub may_be_acknowledged: bool,
}

/// `[berakning]`: the rows with a robot and a human value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calculation {
    /// Path of the list.
    pub rows: Written,
    /// Name of the field with the row's id.
    pub id: Arc<str>,
    /// Name of the field with the row's amount.
    pub amount: Arc<str>,
    /// Name of the field with the row's group.
    pub kind: Arc<str>,
    /// Name of the field with the row's text.
    pub text: Arc<str>,
    /// Name of the field with what was applied for.
    pub applied: Arc<str>,
    /// The groups that rules know; a row in any other would not count.
    pub groups: Vec<Arc<str>>,
}

/// `[beslut]`: where the proposal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalPaths {
    /// Path of the proposal: `utfall`, `belopp`, `emot_parten`, `behover_bedomning`, `motivering` below it.
    pub proposal: Written,
    /// Path of the payment details.
    pub payment: Option<Written>,
}

/// `[kommunicering]`: communication before a decision against the party (FL 25 §).
#[doc(alias = "kommunicering")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommunicationRule {
    /// Path of the moment the material was given.
    pub given: Written,
    /// Path of the answer.
    pub answer: Option<Written>,
    /// The parameter with the number of days to answer.
    pub days: Option<Written>,
    /// The provision.
    pub lagrum: Option<Written>,
}

/// `[[kalla]]`: one source that is asked.
#[doc(alias = "källa")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRule {
    /// Name in Swedish.
    pub name: Arc<str>,
    /// The port that answers, e.g. `BenefitRegister`.
    pub port: Arc<str>,
    /// The question it goes in; several sources may share one.
    pub question: Arc<str>,
    /// The paths it fills.
    pub paths: Vec<String>,
    /// Whether the matter cannot be tried without it.
    pub required: bool,
    /// About whom: `vuxna`, `alla` or `hushall`.
    pub persons: Arc<str>,
    /// First day asked about, an expression.
    pub from: Option<Written>,
    /// Last day asked about, an expression.
    pub to: Option<Written>,
    /// The purpose, logged with the question.
    pub purpose: Arc<str>,
    /// The provision, logged with the question.
    pub lagrum: Arc<str>,
    /// Where it stands.
    pub place: Place,
}

/// `[[far_saknas]]`: an input that may be unknown, and what is then assumed.
#[doc(alias = "far_saknas")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MayBeMissing {
    /// The rule table, by decision id or name.
    pub table: Written,
    /// The path of the fact.
    pub input: Written,
    /// Why it may be missing.
    pub motivation: Arc<str>,
    /// The least favourable value, a FEEL literal.
    pub value: Written,
}

/// Reads a confidence word: everything but the confirming words is unconfirmed.
pub(crate) fn confidence(word: Option<&str>) -> Confidence {
    match word {
        Some("confirmed" | "official" | "authority page" | "bekraftad") => Confidence::Confirmed,
        Some(_) | None => Confidence::Unconfirmed,
    }
}

pub(crate) fn written(table: &Table<'_, '_>, key: &str) -> Option<Written> {
    let at = table.text(key)?;
    Some(Written { text: at.value.into(), place: Place { line: at.line, ..table.place() } })
}

/// A text with its place in a list of texts.
fn list(table: &Table<'_, '_>, key: &str) -> Vec<Written> {
    let place = table.place();
    table.texts(key).into_iter().map(|text| Written { text: text.into(), place: place.clone() }).collect()
}

pub(crate) fn arc(table: &Table<'_, '_>, key: &str) -> Arc<str> {
    table.text(key).map(|at| at.value.into()).unwrap_or_default()
}

/// Reads a manifest. Whatever is missing or wrong has a remark and a cautious default.
pub(crate) fn read(document: &Document<'_>, folder: &str) -> Manifest {
    let table = document.root();
    if let Some(id) = table.required_text("id")
        && id.value != folder
    {
        table.wrong("id", id.line, &format!("`{folder}`, the name of its folder"));
    }
    let name = table.required_text("namn").map(|at| at.value.into()).unwrap_or_default();
    let owner = table.required_text("agare").map(|at| at.value.into()).unwrap_or_default();
    let version = table.required_text("version").map(|at| at.value.into()).unwrap_or_default();
    let from = table.date("fran").map(|at| at.value);
    let series = series(&table);
    let months = months(&table);
    let process_file = written(&table, "process")
        .unwrap_or_else(|| Written { text: "process.bpmn".into(), place: table.place() });
    let manifest = Manifest {
        id: folder.into(),
        name,
        owner,
        version,
        from,
        series,
        months,
        month_path: written(&table, "manad"),
        highest_mode: highest_mode(&table),
        process_file,
        form_file: written(&table, "formular"),
        appeal: arc(&table, "overklagande"),
        mandate: table.texts("mandat"),
        claim: table.table("ansprak").or_else(|| table.table("anspråk")).map(|section| claim(&section)),
        delegation: table.table("delegering").map(|section| clause(&section, &Defaults::default())),
        execution: table.table("verkstallighet").map(|section| clause(&section, &Defaults::default())),
        retention: table.table("gallring").map(|section| clause(&section, &Defaults::default())),
        least_rates: table.table("stickprov").map(|section| rates(&section)).unwrap_or_default(),
        lagrum: provisions(&table),
        warnings: keyed(&table, "varning", "typ", warning_type),
        warning_lists: list(&table, "varningslistor"),
        calculation: table.table("berakning").and_then(|section| calculation(&section)),
        proposal: table.table("beslut").and_then(|section| proposal(&section)),
        communication: table.table("kommunicering").and_then(|section| communication(&section)),
        sources: keyed(&table, "kalla", "id", source),
        may_be_missing: table.tables("far_saknas").iter().filter_map(may_be_missing).collect(),
    };
    table.ignore("beskrivning");
    table.ignore("lagstod");
    table.finish();
    manifest
}

fn series(table: &Table<'_, '_>) -> Arc<str> {
    let Some(at) = table.required_text("serie") else { return Arc::default() };
    if !((1..=6).contains(&at.value.len()) && at.value.bytes().all(|byte| byte.is_ascii_uppercase())) {
        table.wrong("serie", at.line, "1–6 letters A–Z");
    }
    at.value.into()
}

fn months(table: &Table<'_, '_>) -> Option<(Month, Month)> {
    let section = table.table("manader")?;
    let month = |key: &str| {
        let at = section.required_text(key)?;
        let month = at.value.parse().ok();
        if month.is_none() {
            section.wrong(key, at.line, "a month, \"YYYY-MM\"");
        }
        month
    };
    let (first, last) = (month("fran"), month("till"));
    section.finish();
    let (first, last): (Month, Month) = (first?, last?);
    if last < first {
        section.wrong("till", section.line(), "a month that is not before `fran`");
    }
    Some((first, last))
}

fn highest_mode(table: &Table<'_, '_>) -> Mode {
    let Some(at) = table.required_text("hogsta_lage") else { return Mode::Off };
    Mode::from_word(&at.value).unwrap_or_else(|| {
        table.wrong("hogsta_lage", at.line, "one of av, skugga, forslag, bunt, automatiskt");
        Mode::Off
    })
}

fn claim(section: &Table<'_, '_>) -> ClaimKey {
    let per = section.texts("per");
    let expression = written(section, "nyckel");
    section.finish();
    if per.is_empty() && expression.is_none() {
        section.missing("per", "say what the claim is per, for example [\"part\", \"manad\"]");
    }
    ClaimKey { per, expression, place: section.place() }
}

/// What an overlay says once for everything below it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Defaults {
    pub(crate) source: Arc<str>,
    pub(crate) by: Arc<str>,
}

pub(crate) fn clause(section: &Table<'_, '_>, defaults: &Defaults) -> Clause {
    let or = |text: Arc<str>, default: &Arc<str>| if text.is_empty() { default.clone() } else { text };
    let lagrum = arc(section, "lagrum");
    let source = or(arc(section, "kalla"), &defaults.source);
    let by = or(arc(section, "namn"), &defaults.by);
    let confidence = confidence(section.text("tillit").map(|at| at.value).as_deref());
    let mut says = BTreeMap::new();
    for key in section.keys() {
        if matches!(key.as_str(), "lagrum" | "kalla" | "namn" | "tillit") {
            continue;
        }
        if key == "undantag" {
            says.insert(key.clone(), section.texts(&key).join("; "));
        } else if let Some(at) = section.scalar(&key) {
            says.insert(key, at.value);
        }
    }
    if source.is_empty() {
        unsourced(section, "kalla");
    }
    if lagrum.is_empty() {
        unsourced(section, "lagrum");
    }
    Clause { says, lagrum, source, by, confidence, place: section.place() }
}

/// A remark that a value has no source or no legal reference.
pub(crate) fn unsourced(table: &Table<'_, '_>, key: &str) {
    let path = table.path().to_owned();
    let what = format!("`{path}` has no `{key}`");
    let todo = format!(
        "add `{key}`: nothing is taken without where it was read, what it rests on and who confirmed it"
    );
    table.document().push(
        "E0106",
        table.line(),
        &path,
        what,
        todo,
        vec![("nyckel", path.clone()), ("saknas", key.to_owned())],
    );
}

fn rates(section: &Table<'_, '_>) -> BTreeMap<Outcome, Rates> {
    let mut rates = BTreeMap::new();
    if section.has("fore") || section.has("efter") {
        let all = rate_pair(section);
        rates.extend(Outcome::ALL.into_iter().map(|outcome| (outcome, all.clone())));
    }
    for outcome in Outcome::ALL {
        if let Some(own) = section.table(outcome.word()) {
            rates.insert(outcome, rate_pair(&own));
            own.finish();
        }
    }
    section.finish();
    rates
}

fn rate_pair(table: &Table<'_, '_>) -> Rates {
    let rate = |key: &str| {
        let Some(at) = table.number(key) else { return Number::from(0_i64) };
        if at.value < Number::from(0_i64) || at.value > Number::from(1_i64) {
            table.wrong(key, at.line, "a share from 0 to 1");
        }
        at.value
    };
    Rates { before: rate("fore"), after: rate("efter") }
}

/// The provisions of `[[lagrum]]`, by their exact text.
pub(crate) fn provisions(table: &Table<'_, '_>) -> IndexMap<Arc<str>, Provision> {
    keyed(table, "lagrum", "id", |section| {
        let source = arc(section, "kalla");
        if source.is_empty() {
            unsourced(section, "kalla");
        }
        let confidence = confidence(section.text("tillit").map(|at| at.value).as_deref());
        Provision { text: arc(section, "text"), source, confidence, place: section.place() }
    })
}

/// Reads an array of tables into a map by one of their keys; a repeated key is a remark.
fn keyed<T>(
    table: &Table<'_, '_>,
    key: &str,
    id_key: &str,
    read: impl Fn(&Table<'_, '_>) -> T,
) -> IndexMap<Arc<str>, T> {
    let mut map = IndexMap::new();
    for section in table.tables(key) {
        let id = section.required_text(id_key);
        let value = read(&section);
        section.finish();
        let Some(id) = id else { continue };
        if map.insert(Arc::from(id.value.as_str()), value).is_some() {
            repeated(&section, &id.value);
        }
    }
    map
}

/// A remark that an id stands twice.
pub(crate) fn repeated(table: &Table<'_, '_>, id: &str) {
    let what = format!("`{id}` stands twice");
    let todo = "keep one of them".to_owned();
    table.document().push("E0119", table.line(), id, what, todo, vec![("id", id.to_owned())]);
}

fn warning_type(section: &Table<'_, '_>) -> WarningType {
    WarningType {
        texts: section.languages("text"),
        blocks: section.flag("stoppar").unwrap_or(true),
        may_be_acknowledged: section.flag("kvitteras").unwrap_or(true),
    }
}

fn calculation(section: &Table<'_, '_>) -> Option<Calculation> {
    let rows = required(section, "rader");
    let word =
        |key: &str, default: &str| section.text(key).map_or_else(|| default.into(), |at| at.value.into());
    let calculation = Calculation {
        rows: rows?,
        id: word("id", "id"),
        amount: word("belopp", "belopp"),
        kind: word("grupp", "grupp"),
        text: word("text", "text"),
        applied: word("ansokt", "ansokt"),
        groups: section.texts("grupper").into_iter().map(Arc::from).collect(),
    };
    section.finish();
    Some(calculation)
}

fn required(section: &Table<'_, '_>, key: &str) -> Option<Written> {
    if !section.has(key) {
        section.missing(key, "add the key");
    }
    written(section, key)
}

fn proposal(section: &Table<'_, '_>) -> Option<ProposalPaths> {
    let (proposal, payment) = (required(section, "forslag"), written(section, "betalning"));
    section.finish();
    Some(ProposalPaths { proposal: proposal?, payment })
}

fn communication(section: &Table<'_, '_>) -> Option<CommunicationRule> {
    let given = required(section, "tid");
    let (answer, days, lagrum) =
        (written(section, "svar"), written(section, "dagar"), written(section, "lagrum"));
    section.finish();
    Some(CommunicationRule { given: given?, answer, days, lagrum })
}

fn source(section: &Table<'_, '_>) -> SourceRule {
    let question = required(section, "fraga").map(|at| at.text).unwrap_or_default();
    let port = required(section, "port").map(|at| at.text).unwrap_or_default();
    let persons: Arc<str> = section.text("personer").map_or_else(|| "vuxna".into(), |at| at.value.into());
    if !matches!(&*persons, "vuxna" | "alla" | "hushall") {
        section.wrong("personer", section.line(), "one of vuxna, alla, hushall");
    }
    SourceRule {
        name: arc(section, "namn"),
        port,
        question,
        paths: section.texts("uppgifter"),
        required: section.flag("kravs").unwrap_or(true),
        persons,
        from: written(section, "fran"),
        to: written(section, "tom"),
        purpose: required(section, "syfte").map(|at| at.text).unwrap_or_default(),
        lagrum: required(section, "lagtext").map(|at| at.text).unwrap_or_default(),
        place: section.place(),
    }
}

fn may_be_missing(section: &Table<'_, '_>) -> Option<MayBeMissing> {
    let (table, input) = (required(section, "tabell"), required(section, "ingang"));
    let (motivation, value) = (required(section, "motivering"), required(section, "varde"));
    section.finish();
    Some(MayBeMissing { table: table?, input: input?, motivation: motivation?.text, value: value? })
}
