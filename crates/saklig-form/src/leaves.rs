//! The answers as single facts: where each goes in the tree of facts.

use std::sync::Arc;

use crate::form::{Field, FieldKind, Form};
use crate::node::Node;

/// Where the answers stand in the tree of facts.
const ROOT: &str = "ansokan";

/// One answer and the path of the fact it becomes.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// The path, with the ids of list elements: `ansokan.inkomster[i1].belopp`.
    pub path: String,
    /// What kind of field asked.
    pub kind: FieldKind,
    /// What was answered.
    pub value: LeafValue,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq)]
pub enum LeafValue {
    /// A value that is neither a group nor a list; `Node::Empty` when the question was left empty or hidden.
    Scalar(Node),
    /// The ids of the elements of a list, in order.
    Items(Vec<Arc<str>>),
}

impl Form {
    /// The answers as facts, in the order of the form. A question that was left empty or hidden gives an empty fact:
    /// it is known that there is nothing.
    pub fn leaves(&self, answers: &Node) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        for (_, field) in self.top_fields() {
            collect(field, member(answers, field), ROOT, &[], &mut leaves);
        }
        leaves
    }

    /// The declared path of each fact the form gives, list steps written `[]`, with its field.
    pub fn fact_paths(&self) -> Vec<(String, &Field)> {
        let mut paths = Vec::new();
        for (_, field) in self.top_fields() {
            declared(field, ROOT, &mut paths);
        }
        paths
    }
}

fn member<'a>(node: &'a Node, field: &Field) -> &'a Node {
    if let Node::Group(members) = node {
        members.get(&field.id).unwrap_or(&Node::Empty)
    } else {
        &Node::Empty
    }
}

fn pattern(field: &Field, prefix: &str) -> String {
    match &field.fact {
        Some(path) => path.trim_end_matches("[]").to_owned(),
        None => format!("{prefix}.{}", field.id),
    }
}

fn declared<'f>(field: &'f Field, prefix: &str, paths: &mut Vec<(String, &'f Field)>) {
    let path = pattern(field, prefix);
    match field.kind {
        FieldKind::Info => {}
        FieldKind::Group => field.fields.iter().for_each(|inner| declared(inner, &path, paths)),
        FieldKind::List => {
            let path = format!("{path}[]");
            paths.push((path.clone(), field));
            field.fields.iter().for_each(|inner| declared(inner, &path, paths));
        }
        FieldKind::PersonNumber
        | FieldKind::Amount
        | FieldKind::Number
        | FieldKind::Integer
        | FieldKind::Date
        | FieldKind::Month
        | FieldKind::Instant
        | FieldKind::Account
        | FieldKind::Plate
        | FieldKind::Text
        | FieldKind::YesNo
        | FieldKind::Choice
        | FieldKind::Choices
        | FieldKind::Email
        | FieldKind::Phone => paths.push((path, field)),
    }
}

/// Puts the ids into the list steps of a declared path, from the outermost; steps without an id stay open.
fn with_ids(pattern: &str, ids: &[Arc<str>]) -> String {
    let mut ids = ids.iter();
    let mut parts = pattern.split("[]");
    let mut path = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        path.push('[');
        path.push_str(ids.next().map_or("", |id| id));
        path.push(']');
        path.push_str(part);
    }
    path
}

fn collect(field: &Field, node: &Node, prefix: &str, ids: &[Arc<str>], leaves: &mut Vec<Leaf>) {
    let path = pattern(field, prefix);
    match field.kind {
        FieldKind::Info => {}
        FieldKind::Group => {
            for inner in &field.fields {
                collect(inner, member(node, inner), &path, ids, leaves);
            }
        }
        FieldKind::List => {
            let items: &[_] = if let Node::List(items) = node { items } else { &[] };
            let value = LeafValue::Items(items.iter().map(|(id, _)| id.clone()).collect());
            leaves.push(Leaf { path: with_ids(&path, ids), kind: field.kind, value });
            let inside = format!("{path}[]");
            for (id, element) in items {
                let mut ids = ids.to_vec();
                ids.push(id.clone());
                for inner in &field.fields {
                    collect(inner, member(element, inner), &inside, &ids, leaves);
                }
            }
        }
        FieldKind::PersonNumber
        | FieldKind::Amount
        | FieldKind::Number
        | FieldKind::Integer
        | FieldKind::Date
        | FieldKind::Month
        | FieldKind::Instant
        | FieldKind::Account
        | FieldKind::Plate
        | FieldKind::Text
        | FieldKind::YesNo
        | FieldKind::Choice
        | FieldKind::Choices
        | FieldKind::Email
        | FieldKind::Phone => {
            let value = LeafValue::Scalar(node.clone());
            leaves.push(Leaf { path: with_ids(&path, ids), kind: field.kind, value });
        }
    }
}
