//! Flows and the conditions on them.

use crate::fault;
use crate::model::{Flow, Gateway, Node, NodeKind, Process};
use crate::remark::Remark;

pub(super) fn check(process: &Process, remarks: &mut Vec<Remark>) {
    for flow in &process.flows {
        direction(process, flow, remarks);
        condition_allowed(process, flow, remarks);
    }
    for node in &process.nodes {
        if node.kind == NodeKind::Gateway(Gateway::Exclusive) {
            exclusive(process, node, remarks);
        }
    }
}

fn direction(process: &Process, flow: &Flow, remarks: &mut Vec<Remark>) {
    let (source, target) = (process.node(flow.source), process.node(flow.target));
    let mut wrong = |way: &str, node: &Node| {
        let args = vec![("way", way.to_owned()), ("node", node.element.to_string())];
        remarks.push(fault::WRONG_WAY.at(flow.place.clone(), args));
    };
    if matches!(source.kind, NodeKind::End(_)) {
        wrong("leaves", source);
    }
    if matches!(target.kind, NodeKind::Start(_) | NodeKind::Boundary(_)) {
        wrong("enters", target);
    }
}

fn condition_allowed(process: &Process, flow: &Flow, remarks: &mut Vec<Remark>) {
    let source = process.node(flow.source);
    let decides = matches!(source.kind, NodeKind::Gateway(Gateway::Exclusive) | NodeKind::Unsupported(_));
    if flow.condition.is_some() && !decides {
        let args = vec![("source", source.element.to_string())];
        remarks.push(fault::CONDITION_NOT_HERE.at(flow.place.clone(), args));
    }
}

fn exclusive(process: &Process, node: &Node, remarks: &mut Vec<Remark>) {
    let several = node.outgoing.len() > 1;
    let mut all_conditional = !node.outgoing.is_empty();
    for flow in
        process.outgoing(node.id).filter(|flow| node.default != Some(flow.id) && flow.condition.is_none())
    {
        all_conditional = false;
        if several {
            let args = vec![("gateway", node.element.to_string())];
            remarks.push(fault::NO_CONDITION.at(flow.place.clone(), args));
        }
    }
    let exhaustive = exhaustive(process, node);
    if node.default.is_none() && all_conditional && !exhaustive {
        remarks.push(fault::NO_DEFAULT.at(node.place.clone(), Vec::new()));
    }
}

/// Whether one of the conditions always holds, as far as the text shows: `true`, or `x` beside `not(x)`.
fn exhaustive(process: &Process, node: &Node) -> bool {
    let conditions: Vec<String> = process
        .outgoing(node.id)
        .filter_map(|flow| flow.condition.as_ref())
        .map(|condition| condition.text.split_whitespace().collect())
        .collect();
    conditions.iter().any(|one| one == "true" || conditions.contains(&format!("not({one})")))
}
