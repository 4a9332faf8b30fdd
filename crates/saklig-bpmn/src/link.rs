//! References to ids become positions: flows, hosts of boundary events, default flows, lanes, starts.

use std::sync::Arc;

use crate::fault;
use crate::model::{Expr, Flow, FlowId, Gateway, Lane, Node, NodeId, NodeKind, Process, Unsupported};
use crate::remark::{Place, Remark};

/// A process with references not yet looked up.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) nodes: Vec<Node>,
    pub(crate) flows: Vec<DraftFlow>,
    pub(crate) lanes: Vec<DraftLane>,
    /// Boundary events and the id of what they sit on.
    pub(crate) hosts: Vec<(NodeId, Arc<str>)>,
    /// Nodes and the id of their default flow.
    pub(crate) defaults: Vec<(NodeId, Arc<str>)>,
}

pub(crate) struct DraftFlow {
    pub(crate) element: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) place: Place,
    pub(crate) source: Arc<str>,
    pub(crate) target: Arc<str>,
    pub(crate) parent: Option<NodeId>,
    pub(crate) condition: Option<Expr>,
}

pub(crate) struct DraftLane {
    pub(crate) id: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) nodes: Vec<Arc<str>>,
}

impl Draft {
    /// The id the next node gets.
    pub(crate) fn next(&self) -> NodeId {
        NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX))
    }
}

pub(crate) fn link(mut process: Process, draft: Draft, remarks: &mut Vec<Remark>) -> Process {
    process.nodes = draft.nodes;
    process.inside = vec![Vec::new(); process.nodes.len()];
    for node in &process.nodes {
        process.by_element.entry(Arc::clone(&node.element)).or_insert(node.id);
        let inside =
            node.parent.map_or(Some(&mut process.top), |scope| process.inside.get_mut(scope.index()));
        if let Some(inside) = inside {
            inside.push(node.id);
        }
    }
    let mut linker = Linker { process, remarks };
    for flow in draft.flows {
        linker.flow(flow);
    }
    for (event, host) in draft.hosts {
        linker.host(event, &host);
    }
    for (node, flow) in draft.defaults {
        linker.default_flow(node, &flow);
    }
    for lane in draft.lanes {
        let nodes = lane.nodes.iter().filter_map(|id| linker.process.by_element.get(id).copied()).collect();
        linker.process.lanes.push(Lane { id: lane.id, name: lane.name, nodes });
    }
    linker.starts();
    linker.process
}

struct Linker<'a> {
    process: Process,
    remarks: &'a mut Vec<Remark>,
}

impl Linker<'_> {
    fn flow(&mut self, draft: DraftFlow) {
        let process = &mut self.process;
        let find = |element: &str| process.by_element.get(element).copied();
        let (source, target) = (find(&draft.source), find(&draft.target));
        for (end, node, reference) in [("source", source, &draft.source), ("target", target, &draft.target)] {
            if node.is_none() {
                let args = vec![("end", end.to_owned()), ("ref", reference.to_string())];
                self.remarks.push(fault::DANGLING.at(draft.place.clone(), args));
            }
        }
        let (Some(source), Some(target)) = (source, target) else { return };
        if process.node(source).parent != draft.parent || process.node(target).parent != draft.parent {
            let args = vec![("source", draft.source.to_string()), ("target", draft.target.to_string())];
            self.remarks.push(fault::CROSSES.at(draft.place, args));
            return;
        }
        let id = FlowId(u32::try_from(process.flows.len()).unwrap_or(u32::MAX));
        process.flow_by_element.entry(Arc::clone(&draft.element)).or_insert(id);
        let DraftFlow { element, name, place, condition, .. } = draft;
        process.flows.push(Flow { id, element, name, place, source, target, condition });
        self.edit(source, |node| node.outgoing.push(id));
        self.edit(target, |node| node.incoming.push(id));
    }

    fn host(&mut self, event: NodeId, host: &str) {
        let found = self.process.find(host).filter(|found| {
            let activity = found.is_activity() || matches!(found.kind, NodeKind::Unsupported(_));
            activity && found.parent == self.process.node(event).parent && found.id != event
        });
        let Some(found) = found.map(|found| found.id) else {
            let place = self.process.node(event).place.clone();
            self.remarks.push(fault::WRONG_HOST.at(place, vec![("host", host.to_owned())]));
            let tag = "boundaryEvent".into();
            self.edit(event, |node| node.kind = NodeKind::Unsupported(Unsupported { tag, host: None }));
            return;
        };
        self.edit(found, |node| node.boundary.push(event));
        self.edit(event, |node| match &mut node.kind {
            NodeKind::Boundary(boundary) => boundary.host = found,
            NodeKind::Unsupported(other) => other.host = Some(found),
            NodeKind::Start(_)
            | NodeKind::End(_)
            | NodeKind::Catch(_)
            | NodeKind::Task(_)
            | NodeKind::Gateway(_)
            | NodeKind::SubProcess(_) => {}
        });
    }

    fn default_flow(&mut self, id: NodeId, flow: &str) {
        let node = self.process.node(id);
        let found = self.process.find_flow(flow).filter(|flow| flow.source == id);
        let reason = match (&node.kind, found) {
            (NodeKind::Unsupported(_), _) => return,
            (NodeKind::Gateway(Gateway::Exclusive), Some(found)) => {
                if found.condition.is_some() {
                    self.remarks.push(fault::DEFAULT_CONDITION.at(found.place.clone(), Vec::new()));
                }
                let found = found.id;
                self.edit(id, |node| node.default = Some(found));
                return;
            }
            (NodeKind::Gateway(Gateway::Exclusive), None) => "it is no flow out of the gateway",
            _ => "only an exclusive gateway has a default flow",
        };
        let args = vec![("flow", flow.to_owned()), ("reason", reason.to_owned())];
        self.remarks.push(fault::WRONG_DEFAULT.at(node.place.clone(), args));
    }

    fn starts(&mut self) {
        let starts = self.process.nodes.iter().filter(|node| matches!(node.kind, NodeKind::Start(_)));
        let starts: Vec<_> = starts.map(|node| (node.id, node.parent)).collect();
        for (start, parent) in starts {
            match parent {
                None => self.process.starts.push(start),
                Some(scope) => self.edit(scope, |node| {
                    if let NodeKind::SubProcess(inner) = &mut node.kind {
                        inner.starts.push(start);
                    }
                }),
            }
        }
    }

    fn edit(&mut self, id: NodeId, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.process.nodes.get_mut(id.index()) {
            change(node);
        }
    }
}
