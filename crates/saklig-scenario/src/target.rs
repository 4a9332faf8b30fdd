//! What a table scenario is about: a decision, or a function called with its parameters by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use saklig_package::Package;
use saklig_rules::model::{
    Boxed, BoxedKind, InputData, KnowledgeModel, Model, Origin, Requirement, RequirementKind, RuleTable, Text,
};
use saklig_rules::{Entry, EntryKind, InputTypes, Rules, Trace};

/// The decision that calls a function.
const CALL: &str = "scenario";

/// A decision or function that scenarios are about.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    /// Its id.
    pub(crate) id: Arc<str>,
    /// The decision to evaluate.
    pub(crate) decision: Arc<str>,
    /// The file of the rules.
    pub(crate) file: Arc<str>,
    pub(crate) rules: Rules,
    /// The names it is given.
    pub(crate) inputs: Vec<Arc<str>>,
    /// The names and labels of the output columns, when it is a table.
    pub(crate) outputs: Vec<Arc<str>>,
}

/// The models of a package, read once.
#[derive(Debug, Default)]
pub(crate) struct Models {
    models: BTreeMap<Arc<str>, Model>,
}

impl Models {
    /// The models of the files that the package's rules stand in.
    pub(crate) fn of(package: &Package) -> Self {
        let book = package.rulebook();
        let files =
            book.decisions().map(|rules| &rules.file).chain(book.rows().iter().map(|rows| &rows.file));
        let mut models = BTreeMap::new();
        for file in files {
            if !models.contains_key(file)
                && let Some(text) = package.file(file)
            {
                models.insert(Arc::clone(file), Model::read(&text, file).0);
            }
        }
        Self { models }
    }

    /// A decision or function by id or name; none when there is none, or when it has faults.
    pub(crate) fn find(&self, package: &Package, name: &str) -> Option<Target> {
        self.decision(package, name).or_else(|| self.function(name))
    }

    fn decision(&self, package: &Package, name: &str) -> Option<Target> {
        let found = package.rules(name)?;
        if !found.rules.is_sound(&found.id) {
            return None;
        }
        let model = self.models.get(&found.file);
        let table = model.and_then(|model| model.decisions.iter().find(|table| table.id == found.id));
        let body = table.and_then(|table| table.body.as_ref());
        Some(Target {
            id: Arc::clone(&found.id),
            decision: Arc::clone(&found.id),
            file: Arc::clone(&found.file),
            rules: found.rules.clone(),
            inputs: found.rules.inputs_of(&found.id),
            outputs: body.map(outputs).unwrap_or_default(),
        })
    }

    fn function(&self, name: &str) -> Option<Target> {
        let is = |function: &&KnowledgeModel| *function.id == *name || *function.name == *name;
        let found = self.models.values().find_map(|model| Some((model, model.functions.iter().find(is)?)));
        let (model, function) = found?;
        let logic = function.logic.as_ref()?;
        let inputs: Vec<Arc<str>> =
            logic.parameters.iter().map(|(name, _)| Arc::from(name.as_str())).collect();
        let (rules, _) = calling(model, function, &inputs).compile(&InputTypes::new());
        rules.is_sound(CALL).then(|| Target {
            id: Arc::clone(&function.id),
            decision: Arc::from(CALL),
            file: Arc::clone(&model.file),
            rules,
            inputs,
            outputs: logic.body.as_ref().map(outputs).unwrap_or_default(),
        })
    }
}

/// The model with one decision only, which calls a function with inputs of the names of its parameters.
fn calling(model: &Model, function: &KnowledgeModel, parameters: &[Arc<str>]) -> Model {
    let need =
        |kind, target: &str| Requirement { kind, target: target.to_owned(), origin: Origin::default() };
    let mut requires = vec![need(RequirementKind::Knowledge, &function.id)];
    let mut inputs = Vec::new();
    for (number, name) in parameters.iter().enumerate() {
        let id: Arc<str> = Arc::from(format!("{CALL}_{number}"));
        requires.push(need(RequirementKind::Input, &id));
        inputs.push(InputData { id, name: Arc::clone(name), type_ref: None, origin: Origin::default() });
    }
    let text = format!("{}({})", function.name, parameters.join(", "));
    let literal = BoxedKind::Literal(Text { text: Arc::from(text), ..Text::default() });
    let body = Boxed { type_ref: None, origin: Origin::default(), kind: literal };
    let call = RuleTable {
        id: Arc::from(CALL),
        name: Arc::from(CALL),
        type_ref: None,
        requires,
        body: Some(body),
        faulty: false,
        origin: Origin::default(),
    };
    Model { inputs, decisions: vec![call], ..model.clone() }
}

/// Names and labels of the outputs of a table.
fn outputs(body: &Boxed) -> Vec<Arc<str>> {
    let BoxedKind::Table(table) = &body.kind else { return Vec::new() };
    table.outputs.iter().flat_map(|output| output.name.iter().chain(&output.label)).cloned().collect()
}

impl Target {
    /// The entries of the trace that speak of the target: its own, and those of tables in it.
    pub(crate) fn entries<'t>(&self, trace: &'t Trace) -> Vec<&'t Entry> {
        let mut found = Vec::new();
        for entry in &trace.decisions {
            self.own(entry, &mut found);
        }
        found
    }

    fn own<'t>(&self, entry: &'t Entry, found: &mut Vec<&'t Entry>) {
        if entry.id == self.id {
            with_tables(entry, found);
        } else {
            for call in &entry.calls {
                self.own(call, found);
            }
        }
    }
}

fn with_tables<'t>(entry: &'t Entry, found: &mut Vec<&'t Entry>) {
    found.push(entry);
    for call in entry.calls.iter().filter(|call| call.kind == EntryKind::Table) {
        with_tables(call, found);
    }
}
