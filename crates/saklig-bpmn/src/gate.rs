//! No way around the gate: tasks that act on a decision are reachable only through the task that decides.
//!
//! A token may *enter* a node and *leave* it; a gate that is entered has not decided until it is left. The check
//! looks for a path from a start to the entry of a task behind the gate that never leaves a gate:
//! flows go from leave to enter, a sub-process is entered into its starts and left from its ends, a boundary event
//! fires when its host has been entered (an error event: when something in the host that can throw the error has).
//! Parallel branches are judged one by one: a branch that avoids the gate is a path around it.

use std::collections::VecDeque;

use crate::check::errors;
use crate::fault;
use crate::model::{BoundaryTrigger, End, Node, NodeId, NodeKind, Process};
use crate::remark::Remark;

/// The task types a package may not invent, with their roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReservedTypes<'a> {
    /// Task types that begin with this are reserved.
    pub prefix: &'a str,
    /// The type of the task that decides.
    pub gate: &'a str,
    /// Types of tasks that act on a decision: reachable only through the gate.
    pub after_gate: &'a [&'a str],
    /// The other reserved types that exist.
    pub other: &'a [&'a str],
}

impl ReservedTypes<'_> {
    fn knows(&self, task_type: &str) -> bool {
        task_type == self.gate || self.after_gate.contains(&task_type) || self.other.contains(&task_type)
    }
}

/// Checks the reserved task types of a process: unknown ones, and tasks behind the gate that a path reaches without
/// passing it. The remark prints the shortest such path.
pub fn check_gate(process: &Process, reserved: &ReservedTypes) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let came_from = explore(process, reserved);
    for node in &process.nodes {
        let Some(task_type) = node.job_type() else { continue };
        let mut args = vec![("task_type", task_type.to_owned())];
        if task_type.starts_with(reserved.prefix) && !reserved.knows(task_type) {
            let known = [reserved.gate].into_iter().chain(reserved.after_gate.iter().copied());
            let known: Vec<_> = known.chain(reserved.other.iter().copied()).collect();
            args.extend([("prefix", reserved.prefix.to_owned()), ("known", known.join(", "))]);
            remarks.push(fault::UNKNOWN_RESERVED.at(node.place.clone(), args));
        } else if reserved.after_gate.contains(&task_type)
            && let Some(path) = path_to(process, &came_from, Side::Enter(node.id))
        {
            args.extend([("path", path), ("gate", reserved.gate.to_owned())]);
            remarks.push(fault::AROUND_GATE.at(node.place.clone(), args));
        }
    }
    remarks
}

/// A node that a token has entered, or left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Enter(NodeId),
    Leave(NodeId),
}

impl Side {
    fn index(self) -> usize {
        match self {
            Self::Enter(node) => node.index() * 2,
            Self::Leave(node) => node.index() * 2 + 1,
        }
    }

    fn node(self) -> NodeId {
        match self {
            Self::Enter(node) | Self::Leave(node) => node,
        }
    }
}

/// How a side was first reached without leaving a gate.
#[derive(Clone, Copy, Debug)]
enum From {
    Nowhere,
    Start,
    Side(Side),
}

/// Breadth first, so that paths are shortest.
fn explore(process: &Process, reserved: &ReservedTypes) -> Vec<From> {
    let mut came_from = vec![From::Nowhere; process.nodes.len() * 2];
    let mut open: VecDeque<(Side, From)> =
        process.entries(None).into_iter().map(|start| (Side::Enter(start), From::Start)).collect();
    while let Some((side, from)) = open.pop_front() {
        let Some(slot @ From::Nowhere) = came_from.get_mut(side.index()) else { continue };
        *slot = from;
        let next = match side {
            Side::Enter(node) => after_entering(process, process.node(node), reserved),
            Side::Leave(node) => after_leaving(process, process.node(node)),
        };
        open.extend(next.into_iter().map(|next| (next, From::Side(side))));
    }
    came_from
}

fn after_entering(process: &Process, node: &Node, reserved: &ReservedTypes) -> Vec<Side> {
    let mut next = Vec::new();
    match &node.kind {
        NodeKind::SubProcess(_) => next.extend(process.entries(Some(node.id)).into_iter().map(Side::Enter)),
        NodeKind::Unsupported(_) => {
            next.push(Side::Leave(node.id));
            next.extend(process.entries(Some(node.id)).into_iter().map(Side::Enter));
        }
        NodeKind::End(End::Error(code)) => {
            next.extend(errors::catcher(process, node, code).map(|event| Side::Enter(event.id)));
        }
        NodeKind::Task(_) if node.job_type() == Some(reserved.gate) => {}
        NodeKind::Start(_)
        | NodeKind::End(End::None | End::Terminate)
        | NodeKind::Catch(_)
        | NodeKind::Boundary(_)
        | NodeKind::Task(_)
        | NodeKind::Gateway(_) => next.push(Side::Leave(node.id)),
    }
    next.extend(interrupted(process, node));
    next
}

/// Boundary events that can fire once a node is entered: those that wait, on the node itself; and error events, on the
/// node or a scope around it, when the node is a job, which may throw any code.
fn interrupted(process: &Process, node: &Node) -> Vec<Side> {
    let is_error = |id: &NodeId| {
        matches!(&process.node(*id).kind,
            NodeKind::Boundary(event) if matches!(event.trigger, BoundaryTrigger::Error(_)))
    };
    let mut next: Vec<Side> =
        node.boundary.iter().filter(|id| !is_error(id)).map(|id| Side::Enter(*id)).collect();
    if node.job_type().is_some() || matches!(node.kind, NodeKind::Unsupported(_)) {
        let hosts = std::iter::once(node.id).chain(process.scopes_around(node.id));
        let events = hosts.flat_map(|host| &process.node(host).boundary);
        next.extend(events.filter(|id| is_error(id)).map(|id| Side::Enter(*id)));
    }
    next
}

fn after_leaving(process: &Process, node: &Node) -> Vec<Side> {
    let mut next: Vec<Side> = process.outgoing(node.id).map(|flow| Side::Enter(flow.target)).collect();
    if next.is_empty() {
        next.extend(node.parent.map(Side::Leave));
    }
    next
}

/// The path to a side, as element ids; none when it is not reached.
fn path_to(process: &Process, came_from: &[From], side: Side) -> Option<String> {
    let mut path = Vec::new();
    let mut at = side;
    loop {
        if path.last() != Some(&at.node()) {
            path.push(at.node());
        }
        match came_from.get(at.index())? {
            From::Nowhere => return None,
            From::Start => break,
            From::Side(before) => at = *before,
        }
    }
    let names: Vec<_> = path.iter().rev().map(|id| &*process.node(*id).element).collect();
    Some(names.join(" → "))
}
