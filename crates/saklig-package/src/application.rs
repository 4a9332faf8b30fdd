//! What an application says, in the words of a case: facts, parties, month.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use saklig_case::{Month, Party, PersonId, Protection, Role, StatedFact, Value};
use saklig_form::{Application, LeafValue, Node};

use crate::package::Package;

impl Package {
    /// The month the matter concerns: the fact that the manifest names, among the application's answers.
    pub fn month_of(&self, application: &Application) -> Option<Month> {
        let path = &self.manifest().month_path.as_ref()?.text;
        let below = path.strip_prefix("ansokan.")?;
        match application.answers.at(below)? {
            Node::Month(year, month) => Month::new(*year, *month).ok(),
            Node::Empty
            | Node::Text(_)
            | Node::Number(_)
            | Node::Boolean(_)
            | Node::Date(_)
            | Node::Instant(_)
            | Node::Choices(_)
            | Node::Group(_)
            | Node::List(_) => None,
        }
    }

    /// The answers as facts. A question left empty or hidden needs no fact: an application says all that it says.
    pub fn facts_of(&self, application: &Application) -> Vec<StatedFact> {
        let Some(form) = self.form() else { return Vec::new() };
        let leaves = form.leaves(&application.answers);
        leaves
            .into_iter()
            .filter_map(|leaf| {
                let value = match leaf.value {
                    LeafValue::Items(ids) => Value::Items(ids),
                    LeafValue::Scalar(node) => scalar(node)?,
                };
                Some(StatedFact::known(leaf.path.parse().ok()?, value))
            })
            .collect()
    }

    /// The people of an application: whoever is named by a number. The group's name, or the element's id, is the
    /// party's key in the case. `at` is when the application came, `today` the day numbers are checked against.
    pub fn parties_of(&self, application: &Application, at: Timestamp, today: Date) -> Vec<Party> {
        let Some(form) = self.form() else { return Vec::new() };
        let leaves = form.leaves(&application.answers);
        let text = |path: &str| {
            leaves.iter().find(|leaf| leaf.path == path).and_then(|leaf| match &leaf.value {
                LeafValue::Scalar(Node::Text(text)) => Some(Arc::clone(text)),
                LeafValue::Scalar(_) | LeafValue::Items(_) => None,
            })
        };
        let groups = leaves.iter().filter_map(|leaf| leaf.path.strip_suffix(".personnummer"));
        groups
            .filter_map(|group| {
                let number = PersonId::parse(&text(&format!("{group}.personnummer"))?, today).ok()?;
                let last = group.rsplit('.').next()?;
                let (key, role) = match last.split_once('[') {
                    Some((_, id)) => (id.trim_end_matches(']'), Role::Child),
                    None => (last, Role::from_word(last).unwrap_or(Role::Other)),
                };
                let names = text(&format!("{group}.namn")).map(|name| (name, at)).into_iter().collect();
                let (numbers, protection) = (vec![(number, at)], Protection::NotKnown);
                Some(Party { key: Arc::from(key), role, numbers, names, protection })
            })
            .collect()
    }
}

fn scalar(node: Node) -> Option<Value> {
    match node {
        Node::Boolean(value) => Some(Value::Boolean(value)),
        Node::Number(number) => Some(Value::Number(number)),
        Node::Text(text) => Some(Value::Text(text)),
        Node::Date(date) => Some(Value::Date(date)),
        Node::Month(year, month) => Month::new(year, month).ok().map(Value::Month),
        Node::Instant(at) => Some(Value::Instant(at)),
        Node::Choices(choices) => Some(Value::Items(choices)),
        Node::Empty | Node::Group(_) | Node::List(_) => None,
    }
}
