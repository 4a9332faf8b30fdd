//! What the engine is told about a package: the tree of facts and the sections of the manifest, checked.

use std::sync::Arc;

use saklig_feel::{Program, Value};
use saklig_form::Texts;

use crate::facts::{Declaration, Declarations, FactKind, FactSource};

/// A node of the declared tree of facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The last name of its path.
    pub name: Arc<str>,
    /// What it is.
    pub kind: Kind,
    /// What lies below it, in the order of the file; below a list, the fields of each element, `id` first.
    pub children: Vec<Declared>,
    /// Its only source is the application: what was not answered is known to be empty, not unknown.
    pub from_applicant: bool,
    /// Who or what may say it.
    pub sources: Vec<FactSource>,
    /// It is a list of rows with a robot and a human value.
    pub rows: bool,
}

/// What a node of the declared tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A group of facts.
    Group,
    /// A list; without children a list of single words.
    List,
    /// A fact.
    Leaf(FactKind),
}

/// One source that is asked (`[[kalla]]`).
#[doc(alias = "källa")]
#[derive(Debug, Clone)]
pub struct SourceDecl {
    /// Id.
    pub id: Arc<str>,
    /// Name in Swedish.
    pub name: Arc<str>,
    /// The port that answers, e.g. `BenefitRegister`.
    pub port: Arc<str>,
    /// The question it goes in; several sources may share one.
    pub question: Arc<str>,
    /// The paths it fills.
    pub paths: Vec<Arc<str>>,
    /// Whether the matter cannot be tried without it.
    pub required: bool,
    /// About whom: `vuxna`, `alla` or `hushall`.
    pub persons: Arc<str>,
    /// First day asked about; slots are [`crate::Package::roots`].
    pub from: Option<Program>,
    /// Last day asked about; slots are [`crate::Package::roots`].
    pub to: Option<Program>,
    /// The purpose, logged with the question.
    pub purpose: Arc<str>,
    /// The provision, logged with the question.
    pub lagrum: Arc<str>,
}

/// The rows of the calculation (`[berakning]`): path of the list and names of its columns.
#[doc(alias = "beräkning")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetDecl {
    /// Path of the list.
    pub path: Arc<str>,
    /// The column with the row's id.
    pub id: Arc<str>,
    /// The column with its amount.
    pub amount: Arc<str>,
    /// The column with its group.
    pub kind: Arc<str>,
    /// The column with its text.
    pub text: Arc<str>,
    /// The column with what was applied for.
    pub applied: Arc<str>,
    /// The groups that rules know; a row in any other would not count.
    pub groups: Vec<Arc<str>>,
}

/// Where the proposal stands (`[beslut]`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionDecl {
    /// Path of the proposal.
    pub proposal: Arc<str>,
    /// Path of the payment details; empty when nothing is paid.
    pub payment: Arc<str>,
}

/// Communication before a decision against the party (`[kommunicering]`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommunicationDecl {
    /// Path of the moment the material was given.
    pub time: Arc<str>,
    /// Path of the answer; empty when there is none.
    pub reply: Arc<str>,
    /// The parameter with the number of days to answer; empty when there is none.
    pub days_parameter: Arc<str>,
    /// The provision.
    pub lagrum: Arc<str>,
}

/// A type of warning (`[[varning]]`).
#[doc(alias = "varningstyp")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarningDecl {
    /// The type.
    pub kind: Arc<str>,
    /// Whether no robot decides while one is open.
    pub blocks: bool,
    /// Whether a person may acknowledge it.
    pub acknowledgeable: bool,
    /// What it says, per language.
    pub texts: Texts,
}

/// An input that may be unknown, and what is then assumed (`[[far_saknas]]`).
#[derive(Debug, Clone, PartialEq)]
pub struct MayBeMissing {
    /// The rule table, by decision id or name.
    pub table: Arc<str>,
    /// The path of the fact.
    pub input: Arc<str>,
    /// The least favourable value.
    pub value: Value,
    /// Why it may be missing.
    pub motivation: Arc<str>,
}

/// What only one case may hold (`[ansprak]`).
#[doc(alias = "anspråk")]
#[derive(Debug, Clone)]
pub struct ClaimDecl {
    /// The kind: the case type's id.
    pub kind: Arc<str>,
    /// What the key is made of: `part` (the parties together), `manad`, or a path of the tree.
    pub per: Vec<Arc<str>>,
    /// The expression that gives the key; slots are [`crate::Package::roots`].
    pub key: Option<Program>,
}

/// Builds the tree from the declarations.
pub(crate) fn tree(facts: &Declarations) -> Vec<Declared> {
    let all: Vec<&Declaration> = facts.iter().collect();
    below("", &all)
}

fn below(parent: &str, all: &[&Declaration]) -> Vec<Declared> {
    let mut nodes = Vec::new();
    for declaration in all {
        let (above, name) = declaration.path.rsplit_once('.').unwrap_or(("", &declaration.path));
        if above != parent {
            continue;
        }
        let inside: Vec<&Declaration> = all
            .iter()
            .filter(|other| other.path.starts_with(&format!("{}.", declaration.path)))
            .copied()
            .collect();
        nodes.push(node(declaration, name, below(&declaration.path, &inside)));
    }
    nodes
}

fn node(declaration: &Declaration, name: &str, mut children: Vec<Declared>) -> Declared {
    let kind = if declaration.kind.is_list() || declaration.kind == FactKind::Choices {
        Kind::List
    } else if declaration.kind == FactKind::Group || !children.is_empty() {
        Kind::Group
    } else {
        Kind::Leaf(declaration.kind)
    };
    let from_applicant = declaration.sources.as_slice() == [FactSource::Applicant];
    if declaration.kind.is_list()
        && !children.is_empty()
        && !children.iter().any(|child| &*child.name == "id")
    {
        children.insert(
            0,
            Declared {
                name: "id".into(),
                kind: Kind::Leaf(FactKind::Text),
                children: Vec::new(),
                from_applicant,
                sources: declaration.sources.clone(),
                rows: false,
            },
        );
    }
    Declared {
        name: name.into(),
        kind,
        children,
        from_applicant,
        sources: declaration.sources.clone(),
        rows: declaration.kind == FactKind::Rows,
    }
}
