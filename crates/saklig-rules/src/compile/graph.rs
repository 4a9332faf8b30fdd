//! Who needs whom: requirements resolved to numbers, circles found, an order to evaluate in.

use crate::issue::{self, Remarks};
use crate::model::{Model, Origin, Requirement, RequirementKind};
use std::collections::{BTreeMap, BTreeSet};

/// What a requirement points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Input(usize),
    Decision(usize),
    Function(usize),
}

/// The requirements of a model.
#[derive(Debug, Default)]
pub(super) struct Graph {
    targets: BTreeMap<(u8, String), Source>,
    /// All decisions, each after those it requires.
    pub(super) decision_order: Vec<usize>,
    /// All functions, each after those it requires.
    pub(super) function_order: Vec<usize>,
    /// Decisions in a circle, or with a requirement that points at nothing.
    pub(super) decision_faults: BTreeSet<usize>,
    /// The same of functions.
    pub(super) function_faults: BTreeSet<usize>,
    decision_edges: Vec<Vec<usize>>,
}

impl Graph {
    pub(super) fn new(model: &Model, remarks: &mut Remarks) -> Self {
        let mut graph = Graph::default();
        graph.names(model, remarks);
        for (index, function) in model.functions.iter().enumerate() {
            if !graph.resolve(&function.requires, &[RequirementKind::Knowledge], remarks) {
                graph.function_faults.insert(index);
            }
        }
        let kinds = [RequirementKind::Input, RequirementKind::Decision, RequirementKind::Knowledge];
        for (index, decision) in model.decisions.iter().enumerate() {
            if !graph.resolve(&decision.requires, &kinds, remarks) {
                graph.decision_faults.insert(index);
            }
        }
        let edges: Vec<Vec<usize>> = model
            .functions
            .iter()
            .map(|function| {
                let of = |source| if let Source::Function(index) = source { Some(index) } else { None };
                graph.edges(&function.requires, of)
            })
            .collect();
        let names: Vec<(&str, &Origin)> =
            model.functions.iter().map(|function| (&*function.name, &function.origin)).collect();
        graph.function_order = sort(&edges, &names, &mut graph.function_faults, remarks);
        let edges: Vec<Vec<usize>> = model
            .decisions
            .iter()
            .map(|decision| {
                let of = |source| if let Source::Decision(index) = source { Some(index) } else { None };
                graph.edges(&decision.requires, of)
            })
            .collect();
        let names: Vec<(&str, &Origin)> =
            model.decisions.iter().map(|decision| (&*decision.name, &decision.origin)).collect();
        graph.decision_order = sort(&edges, &names, &mut graph.decision_faults, remarks);
        graph.decision_edges = edges;
        graph
    }

    /// What `requirement` points at.
    pub(super) fn target(&self, requirement: &Requirement) -> Option<Source> {
        self.targets.get(&(kind(requirement.kind), requirement.target.clone())).copied()
    }

    /// Everything that a decision needs, in order; itself last.
    pub(super) fn order(&self, decision: usize) -> Vec<usize> {
        let mut needed = BTreeSet::from([decision]);
        let mut open = vec![decision];
        while let Some(next) = open.pop() {
            for edge in self.decision_edges.get(next).into_iter().flatten() {
                if needed.insert(*edge) {
                    open.push(*edge);
                }
            }
        }
        self.decision_order.iter().copied().filter(|index| needed.contains(index)).collect()
    }

    fn names(&mut self, model: &Model, remarks: &mut Remarks) {
        let inputs = model.inputs.iter().enumerate().map(|(index, input)| {
            (Source::Input(index), RequirementKind::Input, &input.id, &input.name, &input.origin)
        });
        let decisions = model.decisions.iter().enumerate().map(|(index, decision)| {
            (
                Source::Decision(index),
                RequirementKind::Decision,
                &decision.id,
                &decision.name,
                &decision.origin,
            )
        });
        let functions = model.functions.iter().enumerate().map(|(index, function)| {
            (
                Source::Function(index),
                RequirementKind::Knowledge,
                &function.id,
                &function.name,
                &function.origin,
            )
        });
        let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (source, of, id, name, origin) in inputs.chain(decisions).chain(functions) {
            let new_id = ids.insert(id);
            let new_name = names.insert(name);
            if !new_id || !new_name {
                let what = if new_id { name } else { id };
                remarks.add(issue::DUPLICATE, origin, &[("name", what)]);
                self.fault(source);
            }
            self.targets.entry((kind(of), id.to_string())).or_insert(source);
        }
    }

    fn fault(&mut self, source: Source) {
        match source {
            Source::Input(_) => {}
            Source::Decision(index) => {
                self.decision_faults.insert(index);
            }
            Source::Function(index) => {
                self.function_faults.insert(index);
            }
        }
    }

    fn resolve(&self, requires: &[Requirement], allowed: &[RequirementKind], remarks: &mut Remarks) -> bool {
        let mut sound = true;
        for requirement in requires {
            if !allowed.contains(&requirement.kind) || self.target(requirement).is_none() {
                remarks.add(issue::DANGLING, &requirement.origin, &[("target", &requirement.target)]);
                sound = false;
            }
        }
        sound
    }

    fn edges(&self, requires: &[Requirement], of: impl Fn(Source) -> Option<usize>) -> Vec<usize> {
        requires.iter().filter_map(|requirement| self.target(requirement)).filter_map(of).collect()
    }
}

const fn kind(kind: RequirementKind) -> u8 {
    match kind {
        RequirementKind::Input => 0,
        RequirementKind::Decision => 1,
        RequirementKind::Knowledge => 2,
    }
}

/// Every node after those it points at. What is in a circle gets a remark and stands last.
fn sort(
    edges: &[Vec<usize>],
    names: &[(&str, &Origin)],
    faults: &mut BTreeSet<usize>,
    remarks: &mut Remarks,
) -> Vec<usize> {
    let mut order = Vec::with_capacity(edges.len());
    let mut done = BTreeSet::new();
    let mut left: Vec<usize> = (0..edges.len()).collect();
    loop {
        let before = left.len();
        left.retain(|node| {
            let ready = edges.get(*node).is_none_or(|needs| needs.iter().all(|need| done.contains(need)));
            if ready {
                done.insert(*node);
                order.push(*node);
            }
            !ready
        });
        if left.is_empty() || left.len() == before {
            break;
        }
    }
    let mut told = BTreeSet::new();
    for node in &left {
        faults.insert(*node);
        let circle = circle(*node, edges);
        if !circle.is_empty() && circle.iter().all(|node| told.insert(*node)) {
            let path: Vec<&str> = circle
                .iter()
                .chain(circle.first())
                .filter_map(|node| names.get(*node).map(|(name, _)| *name))
                .collect();
            if let Some((_, origin)) = names.get(*node) {
                remarks.add(issue::CYCLE, origin, &[("path", &path.join(" → "))]);
            }
        }
    }
    order.extend(left);
    order
}

/// The shortest way from `start` back to itself; empty when there is none.
fn circle(start: usize, edges: &[Vec<usize>]) -> Vec<usize> {
    let mut from: BTreeMap<usize, usize> = BTreeMap::new();
    let mut open = std::collections::VecDeque::from([start]);
    while let Some(node) = open.pop_front() {
        for next in edges.get(node).into_iter().flatten() {
            if *next == start {
                let mut path = vec![node];
                while let Some(before) = path.last().and_then(|last| from.get(last)) {
                    path.push(*before);
                }
                path.reverse();
                return path;
            }
            if !from.contains_key(next) {
                from.insert(*next, node);
                open.push_back(*next);
            }
        }
    }
    Vec::new()
}
