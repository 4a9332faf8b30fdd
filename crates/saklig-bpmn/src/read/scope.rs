//! What lies in a process or a sub-process: nodes, flows, lanes.

use std::sync::Arc;

use super::{Owner, Reader};
use crate::fault;
use crate::link::{Draft, DraftFlow, DraftLane};
use crate::model::{Gateway, Node, NodeId, NodeKind, SubProcess, Unsupported};
use crate::xml::{Element, Ns};

/// Parts of a scope or a node that say something to the reader of the picture and nothing to the engine, and parts
/// that are read with the element around them.
const SILENT: &[&str] = &[
    "incoming",
    "outgoing",
    "documentation",
    "extensionElements",
    "textAnnotation",
    "association",
    "group",
    "dataObject",
    "dataObjectReference",
    "dataStoreReference",
    "dataInputAssociation",
    "dataOutputAssociation",
    "dataInput",
    "dataOutput",
    "inputSet",
    "outputSet",
    "ioSpecification",
    "property",
    "auditing",
    "monitoring",
    "categoryValueRef",
];

/// The kinds of nodes that are executed.
const EXECUTED: &[&str] = &[
    "startEvent",
    "endEvent",
    "intermediateCatchEvent",
    "boundaryEvent",
    "serviceTask",
    "sendTask",
    "businessRuleTask",
    "userTask",
    "receiveTask",
    "exclusiveGateway",
    "parallelGateway",
    "subProcess",
];

/// Loops: a node that has one is not executed.
const LOOPS: &[&str] = &["multiInstanceLoopCharacteristics", "standardLoopCharacteristics"];

impl Reader {
    pub(super) fn scope(&mut self, scope: &Element, parent: Option<NodeId>, draft: &mut Draft) {
        for child in scope.children.iter().filter(|child| child.ns == Ns::Bpmn) {
            let tag: &str = &child.tag;
            if tag == "sequenceFlow" {
                self.flow(child, parent, draft);
            } else if tag == "laneSet" {
                self.lanes(child, draft);
            } else if is_node(tag) {
                self.node(child, parent, draft);
            } else if !SILENT.contains(&tag) && !LOOPS.contains(&tag) {
                self.not_executed(child, scope.id().unwrap_or(tag), tag);
            }
        }
    }

    pub(super) fn not_executed(&mut self, at: &Element, owner: &str, tag: &str) {
        let place = fault::place(&self.file, at.at, Some(owner));
        self.remark(&fault::NOT_EXECUTED, place, vec![("tag", tag.to_owned())]);
    }

    fn flow(&mut self, element: &Element, parent: Option<NodeId>, draft: &mut Draft) {
        let id = self.id(element);
        self.extensions(element, &id);
        let condition = element.child(&Ns::Bpmn, "conditionExpression");
        let condition = condition.and_then(|condition| self.feel(condition, &id, "conditionExpression"));
        let place = self.place(element.at, &id);
        draft.flows.push(DraftFlow {
            name: element.value("name").unwrap_or_default().into(),
            source: element.value("sourceRef").unwrap_or_default().into(),
            target: element.value("targetRef").unwrap_or_default().into(),
            parent,
            condition,
            place,
            element: id,
        });
    }

    fn lanes(&mut self, set: &Element, draft: &mut Draft) {
        for lane in set.children.iter().filter(|child| child.is(&Ns::Bpmn, "lane")) {
            let id = self.id(lane);
            let nodes = lane.children.iter().filter(|child| child.is(&Ns::Bpmn, "flowNodeRef"));
            draft.lanes.push(DraftLane {
                id,
                name: lane.value("name").unwrap_or_default().into(),
                nodes: nodes.map(|node| node.text.trim().into()).collect(),
            });
            for inner in lane.children.iter().filter(|child| child.is(&Ns::Bpmn, "childLaneSet")) {
                self.lanes(inner, draft);
            }
        }
    }

    fn node(&mut self, element: &Element, parent: Option<NodeId>, draft: &mut Draft) {
        let id = self.id(element);
        let node = draft.next();
        let extensions = self.extensions(element, &id);
        for definition in element.children.iter().filter(|child| child.tag.ends_with("EventDefinition")) {
            self.extensions(definition, &id);
        }
        let owner = Owner { element, id, node, parent };
        let mut kind = self.kind(&owner, &extensions, draft);
        if EXECUTED.contains(&&*element.tag)
            && let Some(tag) = self.not_plain(element, &owner.id)
        {
            let host = if let NodeKind::Boundary(event) = &kind { Some(event.host) } else { None };
            kind = NodeKind::Unsupported(Unsupported { tag: tag.into(), host });
        }
        if let Some(default) = element.value("default") {
            draft.defaults.push((node, default.into()));
        }
        let documentation = element.child(&Ns::Bpmn, "documentation").map_or("", |text| text.text.trim());
        draft.nodes.push(Node {
            id: node,
            name: element.value("name").unwrap_or_default().into(),
            place: self.place(element.at, &owner.id),
            parent,
            kind,
            incoming: Vec::new(),
            outgoing: Vec::new(),
            default: None,
            boundary: Vec::new(),
            inputs: extensions.inputs,
            outputs: extensions.outputs,
            headers: extensions.headers,
            properties: extensions.properties,
            documentation: documentation.into(),
            element: owner.id,
        });
        if element.tag.ends_with("ubProcess") || &*element.tag == "transaction" {
            self.scope(element, Some(node), draft);
        }
    }

    fn kind(
        &mut self,
        owner: &Owner,
        extensions: &super::extension::Extensions,
        draft: &mut Draft,
    ) -> NodeKind {
        match &*owner.element.tag {
            "startEvent" => self.start_event(owner),
            "endEvent" => self.end_event(owner),
            "intermediateCatchEvent" => self.catch_event(owner),
            "boundaryEvent" => self.boundary_event(owner, draft),
            "serviceTask" | "sendTask" | "businessRuleTask" | "userTask" | "receiveTask" => {
                self.task(owner, extensions)
            }
            "exclusiveGateway" => NodeKind::Gateway(Gateway::Exclusive),
            "parallelGateway" => NodeKind::Gateway(Gateway::Parallel),
            "subProcess" => NodeKind::SubProcess(SubProcess::default()),
            tag => {
                self.not_executed(owner.element, &owner.id, tag);
                unsupported(tag)
            }
        }
    }

    /// What makes a node of a known kind one that is not executed all the same: loops, compensation, event
    /// sub-processes, token counts; also parts this crate does not know.
    fn not_plain(&mut self, element: &Element, id: &Arc<str>) -> Option<String> {
        let differs = |name: &str, plain: &str| element.value(name).is_some_and(|value| value != plain);
        let settings = [
            ("triggeredByEvent", "false"),
            ("isForCompensation", "false"),
            ("instantiate", "false"),
            ("startQuantity", "1"),
            ("completionQuantity", "1"),
        ];
        let setting = settings.iter().find(|(name, plain)| differs(name, plain)).map(|(name, _)| *name);
        let is_scope = element.tag.ends_with("ubProcess") || &*element.tag == "transaction";
        let part =
            element.children.iter().filter(|child| child.ns == Ns::Bpmn).map(|child| &*child.tag).find(
                |tag| {
                    LOOPS.contains(tag)
                        || !(is_scope || SILENT.contains(tag) || tag.ends_with("EventDefinition"))
                },
            );
        let part = part.filter(|part| *part != "eventDefinitionRef");
        let tag = format!("{}/{}", element.tag, setting.or(part)?);
        self.not_executed(element, id, &tag);
        Some(tag)
    }
}

pub(super) fn unsupported(tag: &str) -> NodeKind {
    NodeKind::Unsupported(Unsupported { tag: tag.into(), host: None })
}

/// Whether a token could stand at an element with this name, in any version of the engine.
fn is_node(tag: &str) -> bool {
    ["Task", "Gateway", "Event", "Activity", "SubProcess"].iter().any(|end| tag.ends_with(end))
        || ["task", "subProcess", "transaction", "subChoreography", "callChoreography", "event"]
            .contains(&tag)
}
