//! `uppgifter.toml`: the tree of facts that a case of this type may have. What is not declared is refused, and a
//! misspelt path in a rule or a process is found when the package is loaded.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use saklig_feel::remark::Place;
use saklig_feel::{Scope, Type};
use saklig_form::toml_table::{Document, Table};

/// What a fact may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactKind {
    /// A list whose elements are rows with a robot and a human value.
    Rows,
    /// A list of elements with ids.
    List,
    /// A group of facts.
    Group,
    /// An amount in kronor.
    Amount,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// A text.
    Text,
    /// Yes or no.
    YesNo,
    /// A civil date.
    Date,
    /// An instant.
    Instant,
    /// A calendar month; in FEEL the date of its first day.
    Month,
    /// A personnummer or samordningsnummer.
    PersonNumber,
    /// A bank account.
    Account,
    /// A vehicle's registration number.
    Plate,
    /// One of a few words.
    Choice,
    /// A list of words.
    Choices,
    /// Anything, also a structure.
    Anything,
}

impl FactKind {
    const WORDS: [(&'static str, Self); 17] = [
        ("rader", Self::Rows),
        ("lista", Self::List),
        ("grupp", Self::Group),
        ("belopp", Self::Amount),
        ("tal", Self::Number),
        ("heltal", Self::Integer),
        ("text", Self::Text),
        ("ja_nej", Self::YesNo),
        ("datum", Self::Date),
        ("tidpunkt", Self::Instant),
        ("manad", Self::Month),
        ("personnummer", Self::PersonNumber),
        ("konto", Self::Account),
        ("regnr", Self::Plate),
        ("val", Self::Choice),
        ("flerval", Self::Choices),
        ("vad_som_helst", Self::Anything),
    ];

    /// The word in files.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
    }

    /// Whether it is a list whose elements have ids.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Rows | Self::List)
    }

    /// The FEEL type of a leaf.
    pub(crate) fn leaf_type(self) -> Type {
        match self {
            Self::Amount | Self::Number | Self::Integer => Type::Number,
            Self::YesNo => Type::Boolean,
            Self::Date | Self::Month => Type::Date,
            Self::Instant => Type::DateTime,
            Self::Text | Self::PersonNumber | Self::Account | Self::Plate | Self::Choice => Type::String,
            Self::Choices => Type::list(Type::String),
            Self::Rows | Self::List => Type::list(Type::Any),
            Self::Group | Self::Anything => Type::Any,
        }
    }
}

/// Who or what may say a fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactSource {
    /// `ansokan`: the application.
    Applicant,
    /// `register:<name>`: a register.
    Register(Arc<str>),
    /// `egna`: Saklig's own cases.
    Own,
    /// `import`: another system's history.
    Import,
    /// `regel`: a rule table or the process.
    Rule,
    /// `handlaggare`: an officer.
    Officer,
    /// `arbetare`: an outside worker.
    Worker,
    /// `robot`: a robot.
    Robot,
    /// `arende`: the engine itself (number, version, when received).
    Engine,
}

impl FactSource {
    fn from_word(word: &str) -> Option<Self> {
        if let Some(name) = word.strip_prefix("register:") {
            return (!name.is_empty()).then(|| Self::Register(name.into()));
        }
        Some(match word {
            "ansokan" => Self::Applicant,
            "egna" => Self::Own,
            "import" => Self::Import,
            "regel" => Self::Rule,
            "handlaggare" => Self::Officer,
            "arbetare" => Self::Worker,
            "robot" => Self::Robot,
            "arende" | "motor" => Self::Engine,
            _ => return None,
        })
    }
}

/// One declared path.
#[doc(alias = "uppgift")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// The path without brackets, as `saklig_case::Path::declared` gives it: `ansokan.inkomster.belopp`.
    pub path: Arc<str>,
    /// What it may hold.
    pub kind: FactKind,
    /// Who or what may say it; what its group or list declares when it does not say.
    pub sources: Vec<FactSource>,
    /// Where it is declared.
    pub place: Place,
}

/// All declared paths, by path without brackets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Declarations {
    by_path: IndexMap<Arc<str>, Declaration>,
}

/// Facts that every case has; a package may declare more below `arende`.
const OF_EVERY_CASE: [(&str, FactKind); 5] = [
    ("arende", FactKind::Group),
    ("arende.id", FactKind::Text),
    ("arende.nummer", FactKind::Text),
    ("arende.mottagen", FactKind::Date),
    ("arende.version", FactKind::Integer),
];

impl Declarations {
    /// The declaration of a path without brackets; also of groups and lists above leaves.
    pub fn get(&self, path: &str) -> Option<&Declaration> {
        self.by_path.get(path)
    }

    /// The declaration that governs a path: its own, or that of the nearest `vad_som_helst` above it.
    pub fn governing(&self, path: &str) -> Option<&Declaration> {
        if let Some(own) = self.get(path) {
            return Some(own);
        }
        let mut above = path;
        while let Some((shorter, _)) = above.rsplit_once('.') {
            above = shorter;
            if let Some(found) = self.get(above) {
                return (found.kind == FactKind::Anything).then_some(found);
            }
        }
        None
    }

    /// All declarations, in order of the file, groups and lists that were only implied at the place of their first leaf.
    pub fn iter(&self) -> impl Iterator<Item = &Declaration> {
        self.by_path.values()
    }

    /// The paths of the lists of rows with a robot and a human value.
    pub fn row_lists(&self) -> impl Iterator<Item = &Declaration> {
        self.iter().filter(|declaration| declaration.kind == FactKind::Rows)
    }

    /// The paths directly below a path (`""` for the root), with the last name of each.
    pub fn children<'a>(&'a self, parent: &'a str) -> impl Iterator<Item = (&'a str, &'a Declaration)> {
        self.by_path.values().filter_map(move |declaration| {
            let rest = if parent.is_empty() {
                &*declaration.path
            } else {
                declaration.path.strip_prefix(parent)?.strip_prefix('.')?
            };
            (!rest.contains('.')).then_some((rest, declaration))
        })
    }

    /// The names at the top of the tree with their FEEL types, in order of the file, for expressions.
    pub(crate) fn scope(&self) -> Scope {
        let mut children: BTreeMap<&str, Vec<(&str, &Declaration)>> = BTreeMap::new();
        for declaration in self.by_path.values() {
            let (parent, name) = declaration.path.rsplit_once('.').unwrap_or(("", &declaration.path));
            children.entry(parent).or_default().push((name, declaration));
        }
        let tops = children.get("").cloned().unwrap_or_default();
        tops.into_iter().map(|(name, top)| (name, type_of(top, &children))).collect()
    }

    fn add(&mut self, declaration: Declaration) -> bool {
        // A list or group may be implied by a path below it before it is declared itself.
        let implied = self.by_path.get(&declaration.path).is_some_and(|known| known.sources.is_empty());
        if self.by_path.contains_key(&declaration.path) && !implied {
            return false;
        }
        self.by_path.insert(declaration.path.clone(), declaration);
        true
    }
}

fn type_of(declaration: &Declaration, children: &BTreeMap<&str, Vec<(&str, &Declaration)>>) -> Type {
    let Some(below) = children.get(&*declaration.path) else { return declaration.kind.leaf_type() };
    let fields = below.iter().map(|(name, child)| (Arc::<str>::from(*name), type_of(child, children)));
    if declaration.kind.is_list() {
        let id: (Arc<str>, Type) = ("id".into(), Type::String);
        let fields = fields.filter(|(name, _)| &**name != "id");
        return Type::list(Type::context(std::iter::once(id).chain(fields)));
    }
    if declaration.kind == FactKind::Anything { Type::Any } else { Type::context(fields) }
}

/// Reads the declared paths; faults are remarks.
pub(crate) fn read(document: &Document<'_>) -> Declarations {
    let mut declarations = Declarations::default();
    let table = document.root();
    for entry in table.tables("uppgift") {
        read_one(&entry, &mut declarations);
        entry.finish();
    }
    table.finish();
    for (path, kind) in OF_EVERY_CASE {
        let sources = vec![FactSource::Engine];
        declarations.add(Declaration { path: path.into(), kind, sources, place: Place::default() });
    }
    declarations
}

fn read_one(entry: &Table<'_, '_>, declarations: &mut Declarations) {
    let path = entry.required_text("path");
    let word = entry.required_text("typ");
    let source_words = entry.texts("kallor");
    for note in ["kansla", "beskrivning", "namn", "varden"] {
        entry.ignore(note);
    }
    let (Some(path), Some(word)) = (path, word) else { return };
    let Some(kind) = FactKind::from_word(&word.value) else {
        let words: Vec<_> = FactKind::WORDS.iter().map(|(word, _)| *word).collect();
        entry.wrong("typ", word.line, &format!("one of {}", words.join(", ")));
        return;
    };
    let is_list = path.value.ends_with("[]");
    let steps: Vec<&str> = path.value.split('.').collect();
    let named = |step: &&str| {
        let name = step.strip_suffix("[]").unwrap_or(step);
        name.bytes().next().is_some_and(|first| first.is_ascii_lowercase())
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    if !steps.iter().all(named) || steps.first().is_some_and(|top| *top == "parametrar") {
        entry.wrong(
            "path",
            path.line,
            "names of a–z, 0–9 and _, with dots between and [] after lists, not below `parametrar`",
        );
        return;
    }
    if is_list != kind.is_list() && kind != FactKind::Anything {
        entry.wrong("path", path.line, "written with [] at the end exactly when `typ` is `lista` or `rader`");
    }
    let mut sources = Vec::new();
    for source in &source_words {
        match FactSource::from_word(source) {
            Some(source) => sources.push(source),
            None => entry.wrong("kallor", entry.line(), "words such as ansokan, register:<namn>, egna, import, regel, handlaggare, arbetare, robot, arende"),
        }
    }
    let above = imply_above(&steps, &entry.place(), declarations);
    if sources.is_empty() {
        sources = above;
    }
    if sources.is_empty() && kind != FactKind::Group {
        entry.missing("kallor", "say who may state the fact, for example [\"ansokan\"]");
    }
    let bare: Arc<str> = path.value.replace("[]", "").into();
    if !declarations.add(Declaration { path: bare, kind, sources, place: entry.place() }) {
        super::manifest::repeated(entry, &path.value);
    }
}

/// Declares the groups and lists above a path that are not declared yet; gives the sources of the nearest that has any.
fn imply_above(steps: &[&str], place: &Place, declarations: &mut Declarations) -> Vec<FactSource> {
    let mut sources = Vec::new();
    let mut path = String::new();
    for step in steps.iter().take(steps.len().saturating_sub(1)) {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(step.strip_suffix("[]").unwrap_or(step));
        if let Some(known) = declarations.get(&path) {
            if !known.sources.is_empty() {
                sources.clone_from(&known.sources);
            }
            continue;
        }
        let kind = if step.ends_with("[]") { FactKind::List } else { FactKind::Group };
        declarations.by_path.insert(
            path.as_str().into(),
            Declaration { path: path.as_str().into(), kind, sources: Vec::new(), place: place.clone() },
        );
    }
    sources
}
