//! `bpmn:extensionElements` with `zeebe:` elements.

use std::sync::Arc;

use super::{Reader, pair};
use crate::expr::Fixed;
use crate::fault;
use crate::model::{Mapping, Pair};
use crate::xml::{Element, Ns, Spot};

/// The settings of one element.
#[derive(Default)]
pub(super) struct Extensions<'a> {
    pub(super) task_definition: Option<&'a Element>,
    pub(super) called_decision: Option<&'a Element>,
    pub(super) form: Option<&'a Element>,
    pub(super) assignment: Option<&'a Element>,
    pub(super) schedule: Option<&'a Element>,
    pub(super) priority: Option<&'a Element>,
    pub(super) subscription: Option<&'a Element>,
    pub(super) native: bool,
    pub(super) inputs: Vec<Mapping>,
    pub(super) outputs: Vec<Mapping>,
    pub(super) headers: Vec<Pair>,
    pub(super) properties: Vec<Pair>,
}

/// What may stand in the settings of an element.
fn allowed(tag: &str) -> &'static [&'static str] {
    match tag {
        "serviceTask" | "sendTask" => &["taskDefinition", "ioMapping", "taskHeaders", "properties"],
        "businessRuleTask" => &["taskDefinition", "calledDecision", "ioMapping", "taskHeaders", "properties"],
        "userTask" => &[
            "userTask",
            "formDefinition",
            "assignmentDefinition",
            "taskSchedule",
            "priorityDefinition",
            "ioMapping",
            "taskHeaders",
            "properties",
        ],
        "message" => &["subscription", "properties"],
        "process" => &["versionTag", "properties"],
        "exclusiveGateway" | "parallelGateway" | "sequenceFlow" => &["properties"],
        definition if definition.ends_with("EventDefinition") => &[],
        _ => &["ioMapping", "properties"],
    }
}

/// The attributes of a `zeebe:` element.
fn attributes(tag: &str) -> &'static [&'static str] {
    match tag {
        "taskDefinition" => &["type", "retries"],
        "input" | "output" => &["source", "target"],
        "header" => &["key", "value"],
        "property" => &["name", "value"],
        "calledDecision" => &["decisionId", "resultVariable", "bindingType"],
        "formDefinition" => &["formId", "formKey", "externalReference", "bindingType"],
        "assignmentDefinition" => &["assignee", "candidateGroups", "candidateUsers"],
        "taskSchedule" => &["dueDate", "followUpDate"],
        "priorityDefinition" => &["priority"],
        "subscription" => &["correlationKey"],
        "versionTag" => &["value"],
        _ => &[],
    }
}

impl Reader {
    pub(super) fn extensions<'a>(&mut self, element: &'a Element, owner: &Arc<str>) -> Extensions<'a> {
        let mut found = Extensions::default();
        let allowed = allowed(&element.tag);
        let settings = element.children.iter().filter(|child| child.is(&Ns::Bpmn, "extensionElements"));
        for setting in settings.flat_map(|it| &it.children).filter(|setting| setting.ns == Ns::Zeebe) {
            if !allowed.contains(&&*setting.tag) {
                self.extension(setting.at, owner, format!("zeebe:{}", setting.tag));
                continue;
            }
            self.attributes_known(setting, owner);
            let slot = match &*setting.tag {
                "taskDefinition" => &mut found.task_definition,
                "calledDecision" => &mut found.called_decision,
                "formDefinition" => &mut found.form,
                "assignmentDefinition" => &mut found.assignment,
                "taskSchedule" => &mut found.schedule,
                "priorityDefinition" => &mut found.priority,
                "subscription" => &mut found.subscription,
                "userTask" => {
                    found.native = true;
                    continue;
                }
                "ioMapping" => {
                    self.mappings(setting, owner, &mut found);
                    continue;
                }
                "taskHeaders" => {
                    found.headers.extend(self.pairs(setting, owner, "header", "key"));
                    continue;
                }
                "properties" => {
                    found.properties.extend(self.pairs(setting, owner, "property", "name"));
                    continue;
                }
                _ => continue,
            };
            if slot.replace(setting).is_some() {
                self.extension(setting.at, owner, format!("zeebe:{} twice", setting.tag));
            }
        }
        found
    }

    fn extension(&mut self, at: Spot, owner: &Arc<str>, tag: String) {
        let place = self.place(at, owner);
        self.remark(&fault::EXTENSION, place, vec![("tag", tag)]);
    }

    fn attributes_known(&mut self, setting: &Element, owner: &Arc<str>) {
        let known = attributes(&setting.tag);
        for attribute in &setting.attributes {
            let name: &str = &attribute.name;
            let value: &str = &attribute.value;
            let plain = matches!(attribute.ns, Ns::None | Ns::Zeebe);
            if plain && !known.contains(&name) {
                self.extension(attribute.at, owner, format!("zeebe:{} {name}", setting.tag));
            } else if name == "bindingType" && !["latest", "deployment"].contains(&value) {
                self.extension(attribute.at, owner, format!("zeebe:{} bindingType={value}", setting.tag));
            }
        }
    }

    fn pairs(&mut self, list: &Element, owner: &Arc<str>, tag: &str, key: &str) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for child in &list.children {
            if child.is(&Ns::Zeebe, tag) {
                self.attributes_known(child, owner);
                pairs.push(pair(child.value(key), child.value("value")));
            } else {
                self.extension(child.at, owner, format!("zeebe:{}/{}", list.tag, child.tag));
            }
        }
        pairs
    }

    fn mappings(&mut self, list: &Element, owner: &Arc<str>, found: &mut Extensions) {
        for child in &list.children {
            let into = match &*child.tag {
                "input" => &mut found.inputs,
                "output" => &mut found.outputs,
                other => {
                    self.extension(child.at, owner, format!("zeebe:{}/{other}", list.tag));
                    continue;
                }
            };
            self.attributes_known(child, owner);
            let source = child.attribute("source").filter(|source| !source.value.trim().is_empty());
            let (Some(source), Some(target)) = (source, child.value("target")) else {
                let missing = if source.is_none() { "source" } else { "target" };
                let place = self.place(child.at, owner);
                self.remark(
                    &fault::HALF_MAPPING,
                    place,
                    vec![("kind", child.tag.to_string()), ("part", missing.into())],
                );
                continue;
            };
            let source = self.attribute_expr(source, owner, Fixed::Text);
            into.push(Mapping { source, target: target.trim().into() });
        }
    }
}
