//! The rule tables of a package: read, replaced by the overlay where it may, compiled, and asked for by name.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;
use saklig_case::Lagrum;
use saklig_feel::remark::{Place, Remark};
use saklig_feel::{Scope, Type};
use saklig_rules::model::{Boxed, BoxedKind, RuleTable, Table};
use saklig_rules::{InputTypes, Model, Rules};

use crate::manifest::{Manifest, Written};

/// A decision (DMN) that can be asked for, with the rules of its file.
#[derive(Debug, Clone)]
pub struct RuleSet {
    /// Id in the model, unique in the package.
    pub id: Arc<str>,
    /// Name in the model.
    pub name: Arc<str>,
    /// The file it stands in.
    pub file: Arc<str>,
    /// The names at the top of the tree (and local names) that the model reads, in the order of the model.
    pub inputs: Arc<[Arc<str>]>,
    /// The compiled rules of that file.
    pub rules: Rules,
}

/// The rows of one table, for seeing which of them a scenario has shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRows {
    /// The file.
    pub file: Arc<str>,
    /// Id of the decision or function the table stands in.
    pub owner: Arc<str>,
    /// Name of that decision or function.
    pub name: Arc<str>,
    /// The rows: id and number from 1.
    pub rows: Vec<(Arc<str>, u32)>,
}

/// All rules of a package.
#[derive(Debug, Clone, Default)]
pub struct Rulebook {
    decisions: IndexMap<Arc<str>, RuleSet>,
    names: IndexMap<Arc<str>, Arc<str>>,
    rows: Vec<TableRows>,
    annotations: IndexMap<Arc<str>, IndexMap<Arc<str>, Annotations>>,
}

/// What the annotation columns of a row say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Annotations {
    pub(crate) lagrum: Vec<Lagrum>,
    pub(crate) motivation: Arc<str>,
}

impl Rulebook {
    /// A decision by id, or by name.
    pub fn decision(&self, name: &str) -> Option<&RuleSet> {
        self.decisions.get(name).or_else(|| self.decisions.get(self.names.get(name)?))
    }

    /// All decisions, by file and then in the order of the model.
    pub fn decisions(&self) -> impl Iterator<Item = &RuleSet> {
        self.decisions.values()
    }

    /// The rows of all tables.
    pub fn rows(&self) -> &[TableRows] {
        &self.rows
    }

    /// Whether a decision or function of that id or name exists.
    pub fn knows(&self, name: &str) -> bool {
        self.decision(name).is_some()
            || self.rows.iter().any(|rows| *rows.owner == *name || *rows.name == *name)
    }
}

/// A model as read, before it is compiled.
pub(crate) struct Read {
    pub(crate) model: Model,
}

/// Reads the DMN files.
pub(crate) fn read(files: &[(String, String)], remarks: &mut Vec<Remark>) -> Vec<Read> {
    let mut models = Vec::new();
    for (path, text) in files {
        let (model, found) = Model::read(text, path);
        remarks.extend(found);
        models.push(Read { model });
    }
    models
}

/// Puts a rule table of the overlay in the place of the package's. It must have the same outputs.
pub(crate) fn replace(models: &mut [Read], name: &Written, mut by: Model, remarks: &mut Vec<Remark>) {
    let find = |model: &Model| {
        model.decisions.iter().position(|table| *table.id == *name.text || *table.name == *name.text)
    };
    let refuse = |what: String, todo: &str| {
        Remark::error("E0109", name.place.clone(), what, todo).with("vad", "tabell").with("namn", &name.text)
    };
    let Some((read, at)) = models.iter_mut().find_map(|read| find(&read.model).map(|at| (read, at))) else {
        remarks.push(refuse(
            format!("the package has no rule table `{}`", name.text),
            "name a decision of the package by its id or name",
        ));
        return;
    };
    let Some(own) = find(&by) else {
        remarks.push(refuse(
            format!("`{}` has no rule table `{}`", by.file, name.text),
            "give the new table the id or name of the one it replaces",
        ));
        return;
    };
    let alone = read.model.decisions.len() == 1;
    let Some(slot) = read.model.decisions.get_mut(at) else { return };
    let mut table = by.decisions.remove(own);
    if output_names(slot) != output_names(&table) {
        let what = format!(
            "the new table `{}` has the outputs {}, not {}",
            name.text,
            output_names(&table).join(", "),
            output_names(slot).join(", ")
        );
        remarks.push(
            Remark::error("E0108", name.place.clone(), what, "give the new table the same outputs")
                .with("vad", "utgangar")
                .with("namn", &name.text),
        );
        return;
    }
    table.id = slot.id.clone();
    table.name = slot.name.clone();
    if alone {
        // The whole file is replaced, so that remarks and traces name the municipality's file.
        by.decisions.insert(own, table);
        read.model = by;
        return;
    }
    *slot = table;
    let model = &mut read.model;
    let known: BTreeSet<Arc<str>> = model.inputs.iter().map(|input| input.name.clone()).collect();
    model.inputs.extend(by.inputs.into_iter().filter(|input| !known.contains(&input.name)));
    let known: BTreeSet<Arc<str>> = model.functions.iter().map(|function| function.id.clone()).collect();
    model.functions.extend(by.functions.into_iter().filter(|function| !known.contains(&function.id)));
    let known: BTreeSet<String> = model.types.iter().map(|of| of.name.clone()).collect();
    model.types.extend(by.types.into_iter().filter(|of| !known.contains(&of.name)));
}

fn output_names(table: &RuleTable) -> Vec<String> {
    let Some(Boxed { kind: BoxedKind::Table(table), .. }) = &table.body else {
        return vec!["(no table)".to_owned()];
    };
    let mut names: Vec<String> =
        table.outputs.iter().map(|output| output.name.as_deref().unwrap_or_default().to_owned()).collect();
    names.sort();
    names
}

/// What the compiled rules may read.
pub(crate) struct Around<'a> {
    pub(crate) scope: &'a Scope,
    pub(crate) manifest: &'a Manifest,
    pub(crate) locals: &'a [Arc<str>],
}

/// Compiles the models against the declared tree.
pub(crate) fn compile(models: Vec<Read>, around: &Around<'_>, remarks: &mut Vec<Remark>) -> Rulebook {
    let mut types = InputTypes::new();
    for (name, of) in around.scope.names() {
        types = types.with(name.clone(), of.clone());
    }
    for local in around.locals.iter().filter(|local| around.scope.slot(local).is_none()) {
        types = types.with(local.clone(), Type::Any);
    }
    let mut book = Rulebook::default();
    for Read { model } in models {
        for input in &model.inputs {
            let known = around.scope.slot(&input.name).is_some() || around.locals.contains(&input.name);
            if !known {
                let place = Place::line(model.file.clone(), input.origin.line).element(input.id.clone());
                let what =
                    format!("the input `{}` is not a name at the top of the tree of facts", input.name);
                let todo = "declare it in uppgifter.toml, or correct its spelling";
                remarks.push(
                    Remark::error("E0113", place, what, todo)
                        .with("element", &input.id)
                        .with("path", &input.name),
                );
            }
        }
        let (rules, found) = model.compile(&types);
        remarks.extend(found);
        let inputs: Arc<[Arc<str>]> = model.inputs.iter().map(|input| input.name.clone()).collect();
        for table in &model.decisions {
            book.add(&model, table, &inputs, &rules, remarks);
        }
        for table in tables(&model) {
            book.annotate(&table, around.manifest);
            book.rows.push(TableRows {
                file: model.file.clone(),
                owner: table.owner.clone(),
                name: table.name.clone(),
                rows: table
                    .table
                    .rows
                    .iter()
                    .zip(1_u32..)
                    .map(|(row, number)| (row.id.clone(), number))
                    .collect(),
            });
        }
    }
    book
}

impl Rulebook {
    fn add(
        &mut self,
        model: &Model,
        table: &RuleTable,
        inputs: &Arc<[Arc<str>]>,
        rules: &Rules,
        remarks: &mut Vec<Remark>,
    ) {
        let decision = RuleSet {
            id: table.id.clone(),
            name: table.name.clone(),
            file: model.file.clone(),
            inputs: inputs.clone(),
            rules: rules.clone(),
        };
        let twice = self.decisions.contains_key(&table.id);
        if twice {
            let place = Place::line(model.file.clone(), table.origin.line).element(table.id.clone());
            let what = format!("the decision `{}` stands in two files", table.id);
            let todo = "give each decision of the package an id of its own";
            remarks.push(Remark::error("E0119", place, what, todo).with("id", &table.id));
            return;
        }
        self.names.entry(table.name.clone()).or_insert_with(|| table.id.clone());
        self.decisions.insert(table.id.clone(), decision);
    }
}

impl Rulebook {
    /// The annotations of a row, by table (decision, function or table id, or name) and row id.
    pub(crate) fn annotations(&self, table: &str, row: &str) -> Option<&Annotations> {
        self.annotations.get(table)?.get(row)
    }

    fn annotate(&mut self, found: &Found<'_>, manifest: &Manifest) {
        let column =
            |name: &str| found.table.annotations.iter().position(|known| known.eq_ignore_ascii_case(name));
        let (lagrum, motivation) = (column("lagrum"), column("motivering"));
        let tables: BTreeSet<&Arc<str>> =
            [&found.owner, &found.name].into_iter().chain(found.table.id.as_ref()).collect();
        for row in &found.table.rows {
            let cell = |column: Option<usize>| column.and_then(|at| row.annotations.get(at));
            let annotations = Annotations {
                lagrum: cell(lagrum)
                    .map(|cell| split_citation(cell).map(|cited| manifest.provision(cited)).collect())
                    .unwrap_or_default(),
                motivation: cell(motivation).cloned().unwrap_or_default(),
            };
            for table in &tables {
                let rows = self.annotations.entry(Arc::clone(table)).or_default();
                rows.insert(row.id.clone(), annotations.clone());
            }
        }
    }
}

/// A table in a model, with the decision or function it stands in.
pub(crate) struct Found<'m> {
    pub(crate) owner: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) table: &'m Table,
}

/// All tables of a model, also those inside contexts and functions.
pub(crate) fn tables(model: &Model) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    for decision in &model.decisions {
        if let Some(body) = &decision.body {
            collect(body, &decision.id, &decision.name, &mut found);
        }
    }
    for function in &model.functions {
        if let Some(body) = function.logic.as_ref().and_then(|logic| logic.body.as_ref()) {
            collect(body, &function.id, &function.name, &mut found);
        }
    }
    found
}

fn collect<'m>(body: &'m Boxed, owner: &Arc<str>, name: &Arc<str>, found: &mut Vec<Found<'m>>) {
    let mut each = |inner: &'m Boxed| collect(inner, owner, name, found);
    match &body.kind {
        BoxedKind::Table(table) => found.push(Found { owner: owner.clone(), name: name.clone(), table }),
        BoxedKind::Literal(_) => {}
        BoxedKind::Context(entries) => entries.iter().for_each(|entry| each(&entry.body)),
        BoxedKind::List(items) => items.iter().for_each(each),
        BoxedKind::Relation { rows, .. } => rows.iter().flatten().for_each(each),
        BoxedKind::Invocation { bindings, .. } => bindings.iter().for_each(|(_, inner)| each(inner)),
        BoxedKind::Function(function) => function.body.iter().for_each(each),
        BoxedKind::Conditional(parts) => parts.iter().for_each(each),
        BoxedKind::Filter { list, matches } => {
            each(list);
            each(matches);
        }
        BoxedKind::For(iteration) | BoxedKind::Some(iteration) | BoxedKind::Every(iteration) => {
            each(&iteration.list);
            each(&iteration.body);
        }
    }
}

/// Every Lagrum cell: the provision as cited, with its place.
pub(crate) fn citations(model: &Model) -> Vec<(Arc<str>, Place)> {
    let mut citations = Vec::new();
    for found in tables(model) {
        let columns = found
            .table
            .annotations
            .iter()
            .enumerate()
            .filter(|(_, name)| name.eq_ignore_ascii_case("lagrum"));
        for (column, _) in columns {
            for row in &found.table.rows {
                let Some(cell) = row.annotations.get(column) else { continue };
                let place = Place::line(model.file.clone(), row.origin.line).element(row.id.clone());
                citations.extend(split_citation(cell).map(|cited| (Arc::from(cited), place.clone())));
            }
        }
    }
    citations
}

/// The provisions a Lagrum cell cites: several stand with `; ` between.
pub(crate) fn split_citation(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|cited| !cited.is_empty() && *cited != "-")
}
