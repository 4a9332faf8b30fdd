//! Do errors that are thrown and errors that are caught meet?

use crate::fault;
use crate::model::{BoundaryTrigger, End, ErrorCode, Node, NodeKind, Process};
use crate::remark::Remark;

pub(super) fn check(process: &Process, remarks: &mut Vec<Remark>) {
    for node in &process.nodes {
        if let NodeKind::End(End::Error(code)) = &node.kind
            && catcher(process, node, code).is_none()
        {
            remarks.push(fault::NOT_CAUGHT.at(node.place.clone(), vec![("code", code.to_string())]));
        }
        if let NodeKind::Boundary(event) = &node.kind
            && let BoundaryTrigger::Error(code) = &event.trigger
            && throwers(process, process.node(event.host), code.as_ref()).next().is_none()
        {
            let args = vec![("host", process.node(event.host).element.to_string())];
            remarks.push(fault::NOT_THROWN.at(node.place.clone(), args));
        }
    }
}

/// The boundary event that catches an error thrown at a node: on the innermost scope around it that has one; a code
/// goes before an event that catches every code.
pub(crate) fn catcher<'a>(process: &'a Process, thrown_at: &Node, code: &ErrorCode) -> Option<&'a Node> {
    process.scopes_around(thrown_at.id).find_map(|scope| {
        let catches = |wanted: Option<&ErrorCode>| {
            process.boundary(scope).find(|(_, event)| match &event.trigger {
                BoundaryTrigger::Error(caught) => caught.as_ref() == wanted,
                BoundaryTrigger::Wait(_) => false,
            })
        };
        catches(Some(code)).or_else(|| catches(None)).map(|(node, _)| node)
    })
}

/// The nodes in an activity (or the activity itself) that can throw an error with this code out of it: a job of any
/// kind with any code, an error end event with its own.
fn throwers<'a>(
    process: &'a Process,
    host: &'a Node,
    code: Option<&'a ErrorCode>,
) -> impl Iterator<Item = &'a Node> {
    process.nodes.iter().filter(move |node| {
        let inside = node.id == host.id || process.scopes_around(node.id).any(|scope| scope == host.id);
        let throws = match &node.kind {
            NodeKind::End(End::Error(thrown)) => code.is_none_or(|code| code == thrown),
            NodeKind::Unsupported(_) => true,
            NodeKind::Task(_) => node.job_type().is_some(),
            NodeKind::Start(_)
            | NodeKind::End(End::None | End::Terminate)
            | NodeKind::Catch(_)
            | NodeKind::Boundary(_)
            | NodeKind::Gateway(_)
            | NodeKind::SubProcess(_) => false,
        };
        inside && throws
    })
}
