//! An application as it came, checked against its form.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;
use jiff::Timestamp;
use saklig_feel::remark::{Place, Remark};

use crate::answer::{self, Wrong};
use crate::condition::Frames;
use crate::form::{Field, FieldKind, Form, Required};
use crate::json::{self, Json, Kind, Limits, Reason};
use crate::node::{Node, quote};

/// An application that follows its form: what was sent in, with hidden and unknown answers gone.
#[doc(alias = "ansökan")]
#[derive(Debug, Clone, PartialEq)]
pub struct Application {
    /// The sender's own id; without one the hash of [`canonical`](Self::canonical) identifies it.
    pub id: Option<Arc<str>>,
    /// The channel it came through, in the sender's words; `fil` when it does not say.
    pub channel: Arc<str>,
    /// When it was received, if the channel says so.
    pub received_at: Option<Timestamp>,
    /// The language it was answered in, `sv` when it does not say.
    pub language: Arc<str>,
    /// The form it answers, `id@version`.
    pub form: Arc<str>,
    /// The answers, a group.
    pub answers: Node,
    /// The canonical text of form and answers: sorted keys, no white space, numbers normalised.
    pub canonical: String,
}

/// An application as text, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Submission<'a> {
    /// One JSON object.
    pub text: &'a str,
    /// The file it came in, for remarks; empty when there is none.
    pub file: &'a str,
    /// The line of the file it begins on, 1-based (in a file with one application per line: its line).
    pub first_line: u32,
}

/// What the form asks others to check.
#[derive(Clone, Copy)]
pub struct Checks<'a> {
    /// A personnummer or samordningsnummer in its one canonical form, so that rules compare numbers and not ways of
    /// writing them; `None` when the text is neither.
    pub person_number: &'a dyn Fn(&str) -> Option<String>,
}

/// Checks an application against its form. Every fault is a remark with the JSON path and the line; nothing of a
/// faulty application is used.
pub fn validate(
    submission: &Submission<'_>,
    form: &Form,
    checks: &Checks<'_>,
) -> Result<Application, Vec<Remark>> {
    let mut checker = Checker { submission: *submission, checks: *checks, remarks: Vec::new() };
    let json =
        json::parse(submission.text, Limits::default()).map_err(|fault| vec![checker.syntax(&fault)])?;
    let application = checker.application(&json, form);
    match application {
        Some(application) if checker.remarks.is_empty() => Ok(application),
        _ => Err(checker.remarks),
    }
}

struct Checker<'a> {
    submission: Submission<'a>,
    checks: Checks<'a>,
    remarks: Vec<Remark>,
}

const ENVELOPE: [&str; 6] = ["id", "formular", "sprak", "kanal", "inkommen", "uppgifter"];

impl Checker<'_> {
    fn remark(
        &self,
        code: &'static str,
        line: u32,
        path: &str,
        what: String,
        todo: &str,
        args: &[(&'static str, &str)],
    ) -> Remark {
        let line = if line == 0 { 0 } else { self.submission.first_line + line - 1 };
        let place = Place { file: self.submission.file.into(), line, column: 0, element: Some(path.into()) };
        let remark = Remark::error(code, place, what, todo).with("plats", path);
        args.iter().fold(remark, |remark, (name, value)| remark.with(name, value))
    }

    fn syntax(&self, fault: &json::JsonFault) -> Remark {
        let (code, todo, key) = match &fault.reason {
            Reason::Grammar(_) => {
                ("E0501", "correct the JSON text; the line and column show where it breaks", "")
            }
            Reason::DuplicateKey(key) => ("E0502", "keep one of the two", key.as_str()),
            Reason::TooLarge(_) | Reason::TooDeep(_) | Reason::TooMany(_) => {
                ("E0503", "send less in one application", "")
            }
        };
        let what = format!("{} (column {})", fault.reason, fault.column);
        let args = [
            ("fel", fault.reason.to_string()),
            ("nyckel", key.to_owned()),
            ("kolumn", fault.column.to_string()),
        ];
        let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut remark = self.remark(code, fault.line, &fault.path, what, todo, &args);
        remark.place.column = fault.column;
        remark
    }

    fn add(
        &mut self,
        code: &'static str,
        line: u32,
        path: &str,
        what: String,
        todo: &str,
        args: &[(&'static str, &str)],
    ) {
        let remark = self.remark(code, line, path, what, todo, args);
        self.remarks.push(remark);
    }

    fn application(&mut self, json: &Json, form: &Form) -> Option<Application> {
        let Some(members) = json.members() else {
            self.wrong_kind(json, "$", "an object");
            return None;
        };
        for (key, value) in members {
            if !ENVELOPE.contains(&key.as_str()) {
                self.unknown(&format!("$.{key}"), value.line, &ENVELOPE);
            }
        }
        self.form_version(json, form);
        let id = self.envelope_text(json, "id", 100);
        let channel = self.envelope_text(json, "kanal", 40);
        let language = self.envelope_text(json, "sprak", 10);
        let received_at = self.received(json);
        let Some(answers) = json.member("uppgifter") else {
            let what = "`uppgifter` is missing".to_owned();
            self.add(
                "E0505",
                json.line,
                "$.uppgifter",
                what,
                "put the answers under the key `uppgifter`",
                &[],
            );
            return None;
        };
        let answers = self.answers(answers, form)?;
        let form = form.reference();
        let mut canonical = "{\"formular\":".to_owned();
        quote(&form, &mut canonical);
        canonical.push_str(",\"uppgifter\":");
        canonical.push_str(&answers.canonical());
        canonical.push('}');
        Some(Application {
            id,
            channel: channel.unwrap_or_else(|| "fil".into()),
            received_at,
            language: language.unwrap_or_else(|| "sv".into()),
            form: form.into(),
            answers,
            canonical,
        })
    }

    fn form_version(&mut self, json: &Json, form: &Form) {
        let Some(named) = json.member("formular") else { return };
        let wanted = form.reference();
        let fits = matches!(&named.kind, Kind::Text(text) if *text == wanted || **text == *form.id);
        if !fits {
            let what = format!("`formular` is not {wanted}, the form of this case type");
            let todo = "answer the version of the form that is in use";
            self.add("E0512", named.line, "$.formular", what, todo, &[("formular", &wanted)]);
        }
    }

    fn envelope_text(&mut self, json: &Json, key: &str, longest: usize) -> Option<Arc<str>> {
        let value = json.member(key)?;
        match &value.kind {
            Kind::Null => None,
            Kind::Text(text)
                if (1..=longest).contains(&text.chars().count()) && !text.chars().any(char::is_control) =>
            {
                Some(text.as_str().into())
            }
            Kind::Boolean(_) | Kind::Number(_) | Kind::Text(_) | Kind::Array(_) | Kind::Object(_) => {
                let expected = format!("a text of 1–{longest} characters on one line");
                let what = format!("`{key}` must be {expected}");
                self.add(
                    "E0513",
                    value.line,
                    &format!("$.{key}"),
                    what,
                    "correct the value",
                    &[("vantat", &expected)],
                );
                None
            }
        }
    }

    fn received(&mut self, json: &Json) -> Option<Timestamp> {
        let value = json.member("inkommen")?;
        if value.kind == Kind::Null {
            return None;
        }
        let moment = if let Kind::Text(text) = &value.kind { text.parse().ok() } else { None };
        if moment.is_none() {
            let expected = "an instant with offset, 2025-11-03T08:15:00+01:00";
            let what = format!("`inkommen` must be {expected}");
            self.add("E0513", value.line, "$.inkommen", what, "correct the value", &[("vantat", expected)]);
        }
        moment
    }

    fn answers(&mut self, json: &Json, form: &Form) -> Option<Node> {
        let Some(members) = json.members() else {
            self.wrong_kind(json, "$.uppgifter", "an object");
            return None;
        };
        let known: Vec<&str> = answered(form.top_fields().map(|(_, field)| field));
        self.unknown_members(members, "$.uppgifter", &known);
        let mut frames = Frames::default();
        frames.push();
        for page in &form.pages {
            let shown = page.condition.as_ref().is_none_or(|condition| condition.holds(&frames));
            for field in &page.fields {
                let value = json.member(&field.id);
                let node = if shown {
                    self.field(field, value, json.line, "$.uppgifter", &mut frames)
                } else {
                    Node::Empty
                };
                frames.set(field, node);
            }
        }
        Some(Node::Group(frames.pop()))
    }

    fn unknown_members(&mut self, members: &[(String, Json)], path: &str, known: &[&str]) {
        for (key, value) in members {
            if !known.contains(&key.as_str()) {
                self.unknown(&format!("{path}.{key}"), value.line, known);
            }
        }
    }

    fn unknown(&mut self, path: &str, line: u32, known: &[&str]) {
        let what = format!("`{path}` is not a question of the form");
        let known = known.join(", ");
        let todo = format!("remove it or correct its spelling; known here: {known}");
        self.add("E0504", line, path, what, &todo, &[("kanda", &known)]);
    }

    /// The checked answer to one field; `Empty` when it is hidden, left out or wrong (then there is a remark).
    fn field(
        &mut self,
        field: &Field,
        value: Option<&Json>,
        line: u32,
        path: &str,
        frames: &mut Frames,
    ) -> Node {
        if field.kind == FieldKind::Info
            || field.condition.as_ref().is_some_and(|condition| !condition.holds(frames))
        {
            return Node::Empty;
        }
        let path = format!("{path}.{}", field.id);
        let given = value.filter(|json| json.kind != Kind::Null);
        let required = match &field.required {
            Required::Yes => true,
            Required::No => false,
            Required::When(condition) => condition.holds(frames),
        };
        let remarks = self.remarks.len();
        let node = match (field.kind, given) {
            (FieldKind::Group, Some(json)) => self.group(field, json, &path, frames),
            (FieldKind::Group, None) if required => self.members(&field.fields, None, line, &path, frames),
            (FieldKind::List, Some(json)) => self.list(field, json, &path, frames),
            (_, Some(json)) => self.scalar(field, json, &path),
            (_, None) => Node::Empty,
        };
        if required && node.is_empty() && self.remarks.len() == remarks {
            let what = format!("`{path}` must be answered");
            self.add("E0505", given.map_or(line, |json| json.line), &path, what, "answer the question", &[]);
        }
        node
    }

    fn group(&mut self, field: &Field, json: &Json, path: &str, frames: &mut Frames) -> Node {
        let Some(members) = json.members() else {
            self.wrong_kind(json, path, "an object");
            return Node::Empty;
        };
        let known: Vec<&str> = answered(field.fields.iter());
        self.unknown_members(members, path, &known);
        self.members(&field.fields, Some(json), json.line, path, frames)
    }

    fn members(
        &mut self,
        fields: &[Field],
        json: Option<&Json>,
        line: u32,
        path: &str,
        frames: &mut Frames,
    ) -> Node {
        frames.push();
        for field in fields {
            let node = self.field(field, json.and_then(|json| json.member(&field.id)), line, path, frames);
            frames.set(field, node);
        }
        Node::Group(frames.pop())
    }

    fn list(&mut self, field: &Field, json: &Json, path: &str, frames: &mut Frames) -> Node {
        let Kind::Array(items) = &json.kind else {
            self.wrong_kind(json, path, "an array");
            return Node::Empty;
        };
        if let Some((expected, args)) = answer::outside_count(field, items.len()) {
            let what = format!("`{path}` has {} elements, must be {expected}", items.len());
            let args: Vec<_> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            self.add("E0510", json.line, path, what, "send another number of elements", &args);
        }
        let mut known: Vec<&str> = answered(field.fields.iter());
        known.push("id");
        let mut ids = BTreeSet::new();
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let path = format!("{path}[{index}]");
            let Some(members) = item.members() else {
                self.wrong_kind(item, &path, "an object");
                continue;
            };
            self.unknown_members(members, &path, &known);
            let id = self.element_id(item, index, &path);
            if !ids.insert(id.clone()) {
                let what = format!("`{path}.id` is `{id}`, which another element of the list has");
                self.add(
                    "E0511",
                    item.line,
                    &path,
                    what,
                    "give each element an id of its own",
                    &[("id", &id)],
                );
            }
            list.push((id, self.members(&field.fields, Some(item), item.line, &path, frames)));
        }
        Node::List(list)
    }

    fn element_id(&mut self, item: &Json, index: usize, path: &str) -> Arc<str> {
        let numbered: Arc<str> = (index + 1).to_string().into();
        let Some(given) = item.member("id").filter(|json| json.kind != Kind::Null) else { return numbered };
        if let Kind::Text(text) = &given.kind
            && (1..=40).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
        {
            return text.as_str().into();
        }
        let what = format!("`{path}.id` must be a text of 1–40 letters a–z, digits, _ or -");
        self.add("E0511", given.line, path, what, "correct the id or leave it out", &[("id", "")]);
        numbered
    }

    fn scalar(&mut self, field: &Field, json: &Json, path: &str) -> Node {
        match answer::read(field, json, &self.checks) {
            Ok(node) => node,
            Err(Wrong::Kind(expected)) => {
                self.wrong_kind(json, path, expected);
                Node::Empty
            }
            Err(Wrong::Value { code, expected, args }) => {
                let what = format!("`{path}` must be {expected}");
                let own = [("vantat", expected.as_str())];
                let args: Vec<_> =
                    args.iter().map(|(name, value)| (*name, value.as_str())).chain(own).collect();
                self.add(code, json.line, path, what, "correct the value", &args);
                Node::Empty
            }
        }
    }

    fn wrong_kind(&mut self, json: &Json, path: &str, expected: &str) {
        let what = format!("`{path}` must be {expected}, not {}", json.kind_word());
        let kind = match expected {
            "an object" => "objekt",
            "an array" | "an array of texts" => "lista",
            "a text" => "text",
            "true or false" => "ja_nej",
            _ => "tal",
        };
        self.add(
            "E0506",
            json.line,
            path,
            what,
            "send the value in the right form",
            &[("vantat", expected), ("slag", kind)],
        );
    }
}

/// The keys of the fields that are answered.
fn answered<'f>(fields: impl Iterator<Item = &'f Field>) -> Vec<&'f str> {
    fields.filter(|field| field.kind != FieldKind::Info).map(|field| field.id.as_ref()).collect()
}

/// The members of a group under construction, in the order of the form.
pub(crate) type Members = IndexMap<Arc<str>, Node>;
