//! Starts, steps that nothing leads to, paths that stop.

use crate::fault;
use crate::model::{Node, NodeId, NodeKind, Process, Start};
use crate::remark::Remark;

pub(super) fn check(process: &Process, remarks: &mut Vec<Remark>) {
    if process.starts(None).is_empty() {
        remarks.push(fault::NO_START.at(process.place.clone(), Vec::new()));
    }
    many_starts(process, None, &process.id, remarks);
    for node in &process.nodes {
        if let NodeKind::SubProcess(inner) = &node.kind {
            if inner.starts.is_empty() {
                remarks.push(fault::NO_INNER_START.at(node.place.clone(), Vec::new()));
            }
            many_starts(process, Some(node.id), &node.element, remarks);
        }
        let ends = matches!(node.kind, NodeKind::End(_) | NodeKind::Unsupported(_));
        if node.outgoing.is_empty() && !ends {
            remarks.push(fault::DEAD_END.at(node.place.clone(), Vec::new()));
        }
    }
    unreachable(process, remarks);
}

fn many_starts(process: &Process, scope: Option<NodeId>, name: &str, remarks: &mut Vec<Remark>) {
    let starts = process.starts(scope).iter().map(|id| process.node(*id));
    for start in starts.filter(|start| start.kind == NodeKind::Start(Start::None)).skip(1) {
        remarks.push(fault::MANY_STARTS.at(start.place.clone(), vec![("scope", name.to_owned())]));
    }
}

fn unreachable(process: &Process, remarks: &mut Vec<Remark>) {
    let mut reached = vec![false; process.nodes.len()];
    let mut open: Vec<NodeId> = process.entries(None);
    while let Some(id) = open.pop() {
        let Some(seen) = reached.get_mut(id.index()).filter(|seen| !**seen) else { continue };
        *seen = true;
        let node = process.node(id);
        open.extend(process.outgoing(id).map(|flow| flow.target));
        open.extend(&node.boundary);
        if matches!(node.kind, NodeKind::SubProcess(_) | NodeKind::Unsupported(_)) {
            open.extend(process.entries(Some(id)));
        }
    }
    let is_reached = |id: NodeId| reached.get(id.index()).copied().unwrap_or(true);
    for node in &process.nodes {
        let around = node.parent.or_else(|| host(node));
        if !is_reached(node.id) && around.is_none_or(is_reached) {
            remarks.push(fault::UNREACHABLE.at(node.place.clone(), Vec::new()));
        }
    }
}

fn host(node: &Node) -> Option<NodeId> {
    match &node.kind {
        NodeKind::Boundary(event) => Some(event.host),
        NodeKind::Unsupported(other) => other.host,
        NodeKind::Start(_)
        | NodeKind::End(_)
        | NodeKind::Catch(_)
        | NodeKind::Task(_)
        | NodeKind::Gateway(_)
        | NodeKind::SubProcess(_) => None,
    }
}
