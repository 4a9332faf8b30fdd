//! The tree of XML elements to processes.

mod event;
mod extension;
mod scope;
mod survey;
mod task;

use std::sync::Arc;

use indexmap::IndexMap;

use crate::check;
use crate::expr::{self, Fixed};
use crate::fault::{self, Fault};
use crate::link::{self, Draft};
use crate::model::{Expr, NodeId, Pair, Participant, Process, ProcessModel};
use crate::remark::{Place, Remark};
use crate::xml::{self, Attribute, Element, Ns, Spot};

/// Elements at the top of a file that declare something and do nothing themselves.
const DECLARATIONS: &[&str] = &[
    "message",
    "error",
    "signal",
    "escalation",
    "itemDefinition",
    "interface",
    "resource",
    "category",
    "dataStore",
    "import",
    "extension",
    "relationship",
    "partnerEntity",
    "partnerRole",
    "endPoint",
    "correlationProperty",
    "documentation",
    "extensionElements",
    "collaboration",
    "process",
];

/// Reads a BPMN 2.0 file. `file` is only used in the places of remarks.
///
/// Reading never gives up: what was understood comes back, and every fault as a remark. A model with a remark of
/// severity error must not be run.
pub fn parse(xml: &str, file: &str) -> (ProcessModel, Vec<Remark>) {
    let mut reader = Reader::new(file);
    let (root, stop) = xml::read(xml);
    let whole = stop.is_none();
    if let Some(stop) = stop {
        let fault = if stop.refused { fault::REFUSED } else { fault::NOT_WELL_FORMED };
        reader.remark(&fault, fault::place(&reader.file, stop.at, None), vec![("reason", stop.reason)]);
    }
    let mut model = ProcessModel { file: Arc::clone(&reader.file), ..ProcessModel::default() };
    let Some(root) = root else { return (model, reader.remarks) };
    reader.declare(&root);
    let other_dialect = reader.survey(&root);
    reader.definitions(&root, &mut model);
    if other_dialect {
        let keep = [
            &fault::REFUSED,
            &fault::NOT_WELL_FORMED,
            &fault::OTHER_DIALECT,
            &fault::ID_TWICE,
            &fault::NOT_EXECUTED,
        ];
        reader.remarks.retain(|remark| keep.iter().any(|fault| fault.code == remark.code));
    } else if whole {
        let checked = model.processes.iter().flat_map(check::check);
        reader.remarks.extend(checked);
    } else {
        reader.remarks.truncate(1);
    }
    reader.remarks.sort_by_key(|remark| (remark.place.line, remark.place.column));
    (model, reader.remarks)
}

/// A declared `bpmn:message`.
struct DeclaredMessage {
    name: Option<Expr>,
    correlation: Option<Expr>,
}

struct Reader {
    file: Arc<str>,
    remarks: Vec<Remark>,
    messages: IndexMap<Arc<str>, DeclaredMessage>,
    /// Error codes by element id.
    errors: IndexMap<Arc<str>, Option<Arc<str>>>,
}

impl Reader {
    fn new(file: &str) -> Self {
        Self { file: file.into(), remarks: Vec::new(), messages: IndexMap::new(), errors: IndexMap::new() }
    }

    fn remark(&mut self, fault: &Fault, place: Place, args: Vec<(&'static str, String)>) {
        self.remarks.push(fault.at(place, args));
    }

    /// The place of a spot inside the element `owner`.
    fn place(&self, at: Spot, owner: &Arc<str>) -> Place {
        expr::text_place(&self.file, at, owner)
    }

    /// The id of an element; one is made up, with a remark, when it has none.
    fn id(&mut self, element: &Element) -> Arc<str> {
        if let Some(id) = element.id() {
            return id.into();
        }
        let place = fault::place(&self.file, element.at, None);
        self.remark(&fault::NO_ID, place, vec![("tag", element.tag.to_string())]);
        format!("{}@{}:{}", element.tag, element.at.line, element.at.column).into()
    }

    /// The value of an attribute that may be a FEEL expression.
    fn attribute_expr(&mut self, attribute: &Attribute, owner: &Arc<str>, fixed: Fixed) -> Expr {
        let place = self.place(attribute.at, owner);
        let expr = expr::expr(&attribute.value, place, fixed);
        self.not_empty(&expr, &attribute.name, &attribute.value);
        expr
    }

    /// The text of an element that must be a FEEL expression.
    fn feel(&mut self, element: &Element, owner: &Arc<str>, part: &str) -> Option<Expr> {
        if element.text.trim().is_empty() {
            return None;
        }
        let place = self.place(element.text_at, owner);
        let expr = expr::expr(&element.text, place, Fixed::Text);
        if let Some(fixed) = &expr.fixed {
            let args = vec![("part", part.to_owned()), ("text", fixed.to_string())];
            self.remark(&fault::NOT_FEEL, expr.place.clone(), args);
        }
        self.not_empty(&expr, part, &element.text);
        Some(expr)
    }

    fn not_empty(&mut self, expr: &Expr, part: &str, raw: &str) {
        if expr.text.is_empty() {
            let args = vec![("part", part.to_owned()), ("text", raw.trim().to_owned())];
            self.remark(&fault::NOT_FEEL, expr.place.clone(), args);
        }
    }

    /// Messages and errors, which nodes refer to.
    fn declare(&mut self, root: &Element) {
        for child in &root.children {
            let Some(id) = child.id().map(Arc::<str>::from) else { continue };
            if child.is(&Ns::Bpmn, "message") {
                let name = child.attribute("name").filter(|name| !name.value.trim().is_empty());
                let name = name.map(|name| self.attribute_expr(name, &id, Fixed::Text));
                let extensions = self.extensions(child, &id);
                let correlation = extensions.subscription.and_then(|it| it.attribute("correlationKey"));
                let correlation = correlation.filter(|key| !key.value.trim().is_empty());
                let correlation = correlation.map(|key| self.attribute_expr(key, &id, Fixed::Text));
                self.messages.insert(id, DeclaredMessage { name, correlation });
            } else if child.is(&Ns::Bpmn, "error") {
                if let Some(code) =
                    child.attribute("errorCode").filter(|code| code.value.trim_start().starts_with('='))
                {
                    let place = self.place(code.at, &id);
                    self.remark(&fault::NOT_FIXED, place, vec![("attribute", "errorCode".to_owned())]);
                }
                self.errors.insert(id, child.value("errorCode").map(Arc::from));
            }
        }
    }

    fn definitions(&mut self, root: &Element, model: &mut ProcessModel) {
        for child in root.children.iter().filter(|child| child.ns == Ns::Bpmn) {
            let tag: &str = &child.tag;
            if tag == "process" {
                self.process(child, model);
            } else if tag == "collaboration" {
                let pools = child.children.iter().filter(|pool| pool.is(&Ns::Bpmn, "participant"));
                model
                    .not_executed
                    .extend(pools.filter(|pool| pool.value("processRef").is_none()).map(participant));
            } else if !DECLARATIONS.contains(&tag) && !tag.ends_with("EventDefinition") {
                let place = fault::place(&self.file, child.at, Some(child.id().unwrap_or(tag)));
                self.remark(&fault::NOT_EXECUTED, place, vec![("tag", tag.to_owned())]);
            }
        }
        if model.processes.is_empty() {
            let place = fault::place(&self.file, root.at, None);
            self.remark(&fault::NO_PROCESS, place, Vec::new());
        }
    }

    fn process(&mut self, element: &Element, model: &mut ProcessModel) {
        if element.value("isExecutable") != Some("true") {
            let pool = participant(element);
            let place = self.place(element.at, &pool.id);
            self.remark(&fault::ONLY_DRAWN, place, Vec::new());
            model.not_executed.push(pool);
            return;
        }
        let id = self.id(element);
        let extensions = self.extensions(element, &id);
        let mut draft = Draft::default();
        self.scope(element, None, &mut draft);
        let place = self.place(element.at, &id);
        let process = Process {
            id,
            name: element.value("name").unwrap_or_default().into(),
            place,
            nodes: Vec::new(),
            flows: Vec::new(),
            lanes: Vec::new(),
            properties: extensions.properties,
            starts: Vec::new(),
            top: Vec::new(),
            inside: Vec::new(),
            by_element: IndexMap::new(),
            flow_by_element: IndexMap::new(),
        };
        model.processes.push(link::link(process, draft, &mut self.remarks));
    }
}

fn participant(element: &Element) -> Participant {
    Participant {
        id: element.id().unwrap_or_default().into(),
        name: element.value("name").unwrap_or_default().into(),
    }
}

/// What the parts of a node need to know about it.
struct Owner<'a> {
    element: &'a Element,
    id: Arc<str>,
    node: NodeId,
    parent: Option<NodeId>,
}

/// A key and a value.
fn pair(key: Option<&str>, value: Option<&str>) -> Pair {
    Pair { key: key.unwrap_or_default().into(), value: value.unwrap_or_default().into() }
}
