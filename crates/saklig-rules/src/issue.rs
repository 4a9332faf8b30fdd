//! What can be wrong with a model: one code each, with its English words. The Swedish words are rendered by the
//! caller from the code and the named arguments.

use crate::model::Origin;
use saklig_feel::remark::{Place, Remark, Severity};
use std::sync::Arc;

/// Code, what is wrong, what to do. `{name}` is replaced by the argument of that name.
type Words = (&'static str, &'static str, &'static str);

pub(crate) const SYNTAX: Words = (
    "E0301",
    "the XML cannot be read: {detail}",
    "correct the file, or save it again from the modelling tool",
);
pub(crate) const ENTITY: Words =
    ("E0302", "entities and document types are refused: {name}", "write the text itself, and remove DOCTYPE");
pub(crate) const LIMIT: Words =
    ("E0303", "the document is too large: {detail}", "split the model into several files");
pub(crate) const NOT_DMN: Words =
    ("E0304", "this is not a DMN model of version 1.1 to 1.5: {found}", "save the model as DMN 1.1 to 1.5");
pub(crate) const IMPORT: Words =
    ("E0305", "imports are not supported: {name}", "put the imported parts into this model");
pub(crate) const DECISION_SERVICE: Words = (
    "E0306",
    "decision services are not supported: {name}",
    "ask for the decision itself, and remove the service",
);
pub(crate) const EXTERNAL: Words =
    ("E0307", "external functions are refused: {kind}", "write the function in FEEL");
pub(crate) const UNSUPPORTED: Words =
    ("E0308", "`{element}` is not supported here", "use one of the boxed expressions of DMN 1.5");
pub(crate) const LANGUAGE: Words =
    ("E0309", "the expression language `{language}` is not supported", "write the expression in FEEL");
pub(crate) const NO_NAME: Words = ("E0310", "`{element}` has no name", "give it a name");
pub(crate) const DUPLICATE: Words =
    ("E0311", "`{name}` is there twice", "give one of them another name or id");
pub(crate) const DANGLING: Words = (
    "E0312",
    "nothing of the right kind has the id `{target}`",
    "point at an element that is in the model, or remove the requirement",
);
pub(crate) const CYCLE: Words =
    ("E0313", "they need each other in a circle: {path}", "remove one of the requirements");
pub(crate) const NO_LOGIC: Words = ("E0314", "`{name}` has no logic", "give it a table or an expression");
pub(crate) const CELLS: Words = (
    "E0315",
    "the row has {found} cells where the table has {expected} columns",
    "give the row one cell for each column",
);
pub(crate) const HIT_POLICY: Words = (
    "E0316",
    "the hit policy `{policy}` cannot be used here",
    "use one of U, A, P, F, R, O, C, C+, C<, C> and C#, and aggregate only one output",
);
pub(crate) const UNKNOWN_TYPE: Words =
    ("E0317", "the type `{name}` is unknown", "use a type of FEEL or one that the model defines");
pub(crate) const NO_PRIORITIES: Words = (
    "E0318",
    "the output `{column}` has no list of values to order by",
    "list the output values from the highest priority to the lowest",
);
pub(crate) const NOT_ALLOWED: Words = (
    "E0319",
    "`{value}` is not among the values that the column allows: {allowed}",
    "correct the cell, or add the value to the list of the column",
);
pub(crate) const EMPTY_TABLE: Words = ("E0320", "the table has no {missing}", "add what is missing");
pub(crate) const UNNAMED_OUTPUT: Words = (
    "E0321",
    "output column {column} has no name of its own although the table has several",
    "name every output column, each with a name of its own",
);
pub(crate) const WRONG_TYPE: Words = (
    "E0324",
    "the expression gives `{found}` where `{expected}` is declared",
    "correct the expression, or the declared type",
);

/// Collects the remarks of one file.
#[derive(Debug)]
pub(crate) struct Remarks {
    pub(crate) file: Arc<str>,
    pub(crate) list: Vec<Remark>,
}

impl Remarks {
    pub(crate) fn new(file: Arc<str>) -> Self {
        Remarks { file, list: Vec::new() }
    }

    pub(crate) fn add(&mut self, words: Words, origin: &Origin, args: &[(&'static str, &str)]) {
        let (code, what, todo) = words;
        let what = args
            .iter()
            .fold(what.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value));
        let args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let place = Place {
            file: Arc::clone(&self.file),
            line: origin.line,
            column: 0,
            element: origin.element.clone(),
        };
        self.list.push(Remark { code, severity: Severity::Error, place, what, todo: todo.to_owned(), args });
    }
}
