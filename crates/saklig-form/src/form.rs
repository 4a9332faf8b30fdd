//! The form of a case type: pages, fields, conditions, texts per language.

use std::collections::BTreeSet;
use std::sync::Arc;

use saklig_feel::remark::Remark;
use saklig_number::Number;

use crate::condition::{Condition, Names};
use crate::toml_table::{Codes, Document, Table, Texts};

/// The codes of remarks about a form file.
pub(crate) const CODES: Codes = Codes { syntax: "E0520", missing: "E0521", value: "E0522", unknown: "E0523" };

/// Longest text answer when the form does not say, in characters.
const LENGTH: u32 = 2_000;

/// A form: what is asked, in which order, and what may be answered.
#[doc(alias = "formulär")]
#[derive(Debug, Clone)]
pub struct Form {
    /// Id, ASCII.
    pub id: Arc<str>,
    /// Version; an application says which version it answers.
    pub version: Arc<str>,
    /// Title per language.
    pub titles: Texts,
    /// The pages, in order.
    pub pages: Vec<Page>,
}

/// A page of a form. Pages order the questions, they do not nest the answers.
#[doc(alias = "sida")]
#[derive(Debug, Clone)]
pub struct Page {
    /// Id, unique in the form.
    pub id: Arc<str>,
    /// Title per language.
    pub titles: Texts,
    /// Shown only when this is true; always shown without one.
    pub condition: Option<Condition>,
    /// The fields, in order.
    pub fields: Vec<Field>,
}

/// A question.
#[doc(alias = "fält")]
#[derive(Debug, Clone)]
pub struct Field {
    /// The key of the answer.
    pub id: Arc<str>,
    /// What may be answered.
    pub kind: FieldKind,
    /// The question per language.
    pub questions: Texts,
    /// Help per language.
    pub helps: Texts,
    /// Whether it must be answered when shown.
    pub required: Required,
    /// Shown only when this is true; always shown without one.
    pub condition: Option<Condition>,
    /// Least number (amount, number), or least count of elements or choices.
    pub least: Option<Number>,
    /// Greatest number, or greatest count of elements or choices.
    pub greatest: Option<Number>,
    /// The only answer that is accepted to a yes-or-no question, where there is one (an attestation).
    pub must_be: Option<bool>,
    /// Longest text, in characters.
    pub length: u32,
    /// The values to choose from.
    pub choices: Vec<Choice>,
    /// The path of the fact, where it is not the path of the answer; list steps are written `[]`.
    pub fact: Option<Arc<str>>,
    /// The fields of a group, or of each element of a list.
    pub fields: Vec<Field>,
    /// Line in the form file.
    pub line: u32,
}

/// What may be answered to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldKind {
    /// A group of fields; an object.
    Group,
    /// A repeated group; an array of objects with ids.
    List,
    /// A personnummer or samordningsnummer.
    PersonNumber,
    /// An amount in kronor, at most two decimals.
    Amount,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// A civil date.
    Date,
    /// A calendar month.
    Month,
    /// An instant, with offset.
    Instant,
    /// A bank account.
    Account,
    /// A vehicle's registration number.
    Plate,
    /// A text of one or more lines.
    Text,
    /// Yes or no.
    YesNo,
    /// One of the values.
    Choice,
    /// Any of the values.
    Choices,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Information only; nothing is answered.
    Info,
}

impl FieldKind {
    const WORDS: [(&'static str, Self); 18] = [
        ("grupp", Self::Group),
        ("lista", Self::List),
        ("personnummer", Self::PersonNumber),
        ("belopp", Self::Amount),
        ("tal", Self::Number),
        ("heltal", Self::Integer),
        ("datum", Self::Date),
        ("manad", Self::Month),
        ("tidpunkt", Self::Instant),
        ("konto", Self::Account),
        ("regnr", Self::Plate),
        ("text", Self::Text),
        ("ja_nej", Self::YesNo),
        ("val", Self::Choice),
        ("flerval", Self::Choices),
        ("epost", Self::Email),
        ("telefon", Self::Phone),
        ("info", Self::Info),
    ];

    /// The word in form files.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
    }
}

/// Whether a shown field must be answered.
#[derive(Debug, Clone)]
pub enum Required {
    /// Always.
    Yes,
    /// Never.
    No,
    /// When the condition is true.
    When(Condition),
}

/// A value to choose.
#[doc(alias = "val")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value in the answer.
    pub value: Arc<str>,
    /// What it is called, per language.
    pub names: Texts,
}

impl Form {
    /// Reads a form file. What could be read comes back, and a remark for everything that could not; without an id or
    /// a version there is no form.
    pub fn read(text: &str, file: &str) -> (Option<Self>, Vec<Remark>) {
        let document = Document::parse(text, file, CODES);
        let form = read_form(&document.root());
        (form, document.into_remarks())
    }

    /// `id@version`, as an application names it.
    pub fn reference(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// All fields at the top of the answers, with the page they stand on.
    pub fn top_fields(&self) -> impl Iterator<Item = (&Page, &Field)> {
        self.pages.iter().flat_map(|page| page.fields.iter().map(move |field| (page, field)))
    }
}

fn read_form(table: &Table<'_, '_>) -> Option<Form> {
    let id = table.required_text("id");
    let version = table.required_text("version");
    let titles = table.languages("titel");
    let mut names = Names::default();
    let mut pages = Vec::new();
    let mut page_ids = BTreeSet::new();
    let mut field_ids = BTreeSet::new();
    for page in table.tables("sida") {
        let Some(id) = page.required_text("id") else { continue };
        unique(&page, &mut page_ids, &id.value);
        let condition = condition(&page, "villkor", &names);
        let fields = read_fields(&page, &mut names, &mut field_ids);
        pages.push(Page { id: id.value.into(), titles: page.languages("titel"), condition, fields });
        page.finish();
    }
    table.finish();
    Some(Form { id: id?.value.into(), version: version?.value.into(), titles, pages })
}

fn read_fields(owner: &Table<'_, '_>, names: &mut Names, ids: &mut BTreeSet<String>) -> Vec<Field> {
    owner.tables("falt").iter().filter_map(|table| read_field(table, names, ids)).collect()
}

fn read_field(table: &Table<'_, '_>, names: &mut Names, ids: &mut BTreeSet<String>) -> Option<Field> {
    let id = table.required_text("id");
    let kind = table.required_text("typ").and_then(|word| {
        let kind = FieldKind::from_word(&word.value);
        if kind.is_none() {
            let words: Vec<_> = FieldKind::WORDS.iter().map(|(word, _)| *word).collect();
            table.wrong("typ", word.line, &format!("one of {}", words.join(", ")));
        }
        kind
    });
    let condition = condition(table, "villkor", names);
    let required = required(table, names);
    let choices = table.tables("val").iter().filter_map(read_choice).collect();
    let mut inner = names.inner();
    let fields = read_fields(table, &mut inner, &mut BTreeSet::new());
    let field = Field {
        id: id?.value.into(),
        kind: kind?,
        questions: table.languages("fraga"),
        helps: table.languages("hjalp"),
        required,
        condition,
        least: table.number("min").map(|at| at.value),
        greatest: table.number("max").map(|at| at.value),
        must_be: table.flag("maste_vara"),
        length: table.count("langd").unwrap_or(LENGTH),
        choices,
        fact: table.text("uppgift").map(|at| at.value.into()),
        fields,
        line: table.line(),
    };
    table.finish();
    unique(table, ids, &field.id);
    check_field(table, &field);
    names.add(&field);
    Some(field)
}

fn check_field(table: &Table<'_, '_>, field: &Field) {
    let name_fits = field.id.bytes().next().is_some_and(|first| first.is_ascii_lowercase())
        && field.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if !name_fits {
        table.wrong("id", table.line(), "a name of a–z, 0–9 and _ that begins with a letter");
    }
    let nested = matches!(field.kind, FieldKind::Group | FieldKind::List);
    if nested && field.fields.is_empty() {
        table.missing("falt", "a group or list needs at least one field of its own");
    }
    if !nested && !field.fields.is_empty() {
        table.wrong("falt", table.line(), "left out: only `grupp` and `lista` have fields of their own");
    }
    let choosing = matches!(field.kind, FieldKind::Choice | FieldKind::Choices);
    if choosing && field.choices.is_empty() {
        table.missing("val", "list the values to choose from");
    }
    let mut values = BTreeSet::new();
    for choice in &field.choices {
        unique(table, &mut values, &choice.value);
    }
    if nested && field.id.as_ref() == "id" {
        table.wrong("id", table.line(), "another word than `id`, which names the elements of lists");
    }
    for (texts, key) in [(&field.questions, "fraga"), (&field.helps, "hjalp")] {
        both_languages(table, texts, key);
    }
    if field.kind != FieldKind::Info && field.questions.is_empty() {
        table.missing("fraga", "write the question in Swedish and English");
    }
}

fn both_languages(table: &Table<'_, '_>, texts: &Texts, key: &str) {
    for language in ["sv", "en"] {
        if !texts.is_empty() && !texts.contains_key(language) {
            let full =
                if table.path().is_empty() { key.to_owned() } else { format!("{}.{key}", table.path()) };
            let what = format!("`{full}` has no text in the language {language}");
            let args = vec![("nyckel", full.clone()), ("sprak", language.to_owned())];
            let todo = format!("add {language} = \"…\"");
            table.document().push("E0526", table.line(), &full, what, todo, args);
        }
    }
}

fn unique(table: &Table<'_, '_>, ids: &mut BTreeSet<String>, id: &str) {
    if !ids.insert(id.to_owned()) {
        let what = format!("`{id}` is used twice");
        let todo = "give each page, field and value of the same level its own name".to_owned();
        table.document().push("E0524", table.line(), id, what, todo, vec![("id", id.to_owned())]);
    }
}

fn read_choice(table: &Table<'_, '_>) -> Option<Choice> {
    let value = table.required_text("varde")?.value.into();
    let names = ["sv", "en"]
        .iter()
        .filter_map(|language| table.text(language).map(|at| ((*language).to_owned(), at.value)))
        .collect();
    table.finish();
    both_languages(table, &names, "val");
    Some(Choice { value, names })
}

fn required(table: &Table<'_, '_>, names: &Names) -> Required {
    let Some(word) = table.scalar("krav") else { return Required::Yes };
    match word.value.as_str() {
        "true" => Required::Yes,
        "false" => Required::No,
        _ => condition(table, "krav", names).map_or(Required::Yes, Required::When),
    }
}

fn condition(table: &Table<'_, '_>, key: &str, names: &Names) -> Option<Condition> {
    let text = table.text(key)?;
    if text.value.is_empty() {
        return None;
    }
    match Condition::compile(&text.value, names) {
        Ok(condition) => Some(condition),
        Err(faults) => {
            for fault in faults {
                let what = format!("the condition `{}` cannot be used: {fault}", text.value);
                let todo = "use only fields that stand before this one, spelt as in the form".to_owned();
                let args = vec![("villkor", text.value.clone()), ("fel", fault)];
                table.document().push("E0525", text.line, key, what, todo, args);
            }
            None
        }
    }
}
