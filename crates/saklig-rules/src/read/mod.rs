//! From XML to a [`Model`]. Reading never gives up: it returns what it understood and remarks on the rest.

mod boxed;
mod table;

use crate::issue::{self, Remarks};
use crate::model::{
    FunctionDefinition, InputData, ItemDefinition, KnowledgeModel, Model, Origin, Requirement,
    RequirementKind, RuleTable, Text,
};
use crate::xml::{self, Element, XmlFault};
use saklig_feel::remark::Remark;
use std::sync::Arc;

/// Namespaces of DMN 1.1 to 1.5.
const NAMESPACES: [&str; 5] = [
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
];

/// Elements of a model that say nothing about how it is evaluated.
const SILENT: [&str; 11] = [
    "description",
    "extensionElements",
    "DMNDI",
    "elementCollection",
    "performanceIndicator",
    "organizationUnit",
    "knowledgeSource",
    "textAnnotation",
    "association",
    "group",
    "businessContextElement",
];

impl Model {
    /// Reads a DMN document of version 1.1 to 1.5. `file` is the name used in remarks. What cannot be read is left
    /// out of the model with a remark (E0301 to E0321).
    pub fn read(xml: &str, file: &str) -> (Model, Vec<Remark>) {
        let mut reader = Reader { remarks: Remarks::new(Arc::from(file)) };
        let mut model = Model { file: Arc::from(file), ..Model::default() };
        let (root, faults) = xml::parse(xml, |namespace| NAMESPACES.contains(&namespace));
        model.damaged = !faults.is_empty();
        for fault in &faults {
            reader.xml_fault(fault);
        }
        if let Some(root) = root {
            reader.definitions(&root, &mut model);
        } else if faults.is_empty() {
            let origin = Origin { element: None, line: 1 };
            reader.remarks.add(issue::NOT_DMN, &origin, &[("found", "an empty document")]);
        }
        (model, reader.remarks.list)
    }
}

struct Reader {
    remarks: Remarks,
}

impl Reader {
    fn xml_fault(&mut self, fault: &XmlFault) {
        let at = |line: &u32| Origin { element: None, line: *line };
        match fault {
            XmlFault::Syntax { line, detail } => {
                self.remarks.add(issue::SYNTAX, &at(line), &[("detail", detail)]);
            }
            XmlFault::Entity { line, name } => {
                self.remarks.add(issue::ENTITY, &at(line), &[("name", name)]);
            }
            XmlFault::Limit { line, detail } => {
                self.remarks.add(issue::LIMIT, &at(line), &[("detail", detail)]);
            }
        }
    }

    fn definitions(&mut self, root: &Element, model: &mut Model) {
        if !root.known || root.name != "definitions" {
            self.remarks.add(issue::NOT_DMN, &origin(root), &[("found", &root.name)]);
            return;
        }
        root.attribute("name").unwrap_or_default().clone_into(&mut model.name);
        root.attribute("namespace").unwrap_or_default().clone_into(&mut model.namespace);
        self.language(root);
        for element in &root.children {
            match element.name.as_str() {
                "itemDefinition" => model.types.extend(self.item_definition(element)),
                "inputData" => model.inputs.extend(self.input_data(element)),
                "decision" => model.decisions.extend(self.decision(element)),
                "businessKnowledgeModel" => model.functions.extend(self.knowledge(element)),
                "import" => {
                    let name =
                        element.attribute("namespace").or(element.attribute("name")).unwrap_or_default();
                    self.remarks.add(issue::IMPORT, &origin(element), &[("name", name)]);
                }
                "decisionService" => {
                    let name = element.attribute("name").unwrap_or_default();
                    self.remarks.add(issue::DECISION_SERVICE, &origin(element), &[("name", name)]);
                }
                name if SILENT.contains(&name) => {}
                name => self.remarks.add(issue::UNSUPPORTED, &origin(element), &[("element", name)]),
            }
        }
    }

    fn item_definition(&mut self, element: &Element) -> Option<ItemDefinition> {
        let name = self.name(element)?;
        if let Some(function) = element.child("functionItem") {
            self.remarks.add(issue::UNSUPPORTED, &origin(function), &[("element", "functionItem")]);
        }
        let components =
            element.all("itemComponent").filter_map(|component| self.item_definition(component)).collect();
        Some(ItemDefinition {
            name,
            type_ref: element.child("typeRef").map(|child| plain(&child.text)),
            is_collection: element.attribute("isCollection") == Some("true"),
            allowed_values: element
                .child("allowedValues")
                .or(element.child("typeConstraint"))
                .and_then(text_of),
            components,
            origin: origin(element),
        })
    }

    fn input_data(&mut self, element: &Element) -> Option<InputData> {
        let name = self.variable_name(element)?;
        Some(InputData {
            id: id(element, &name),
            name: name.into(),
            type_ref: variable_type(element),
            origin: origin(element),
        })
    }

    fn decision(&mut self, element: &Element) -> Option<RuleTable> {
        let name = self.variable_name(element)?;
        let remarks = self.remarks.list.len();
        let mut decision = RuleTable {
            id: id(element, &name),
            name: name.into(),
            type_ref: variable_type(element),
            requires: self.requirements(element),
            body: self.body(element),
            faulty: false,
            origin: origin(element),
        };
        decision.faulty = self.remarks.list.len() > remarks;
        Some(decision)
    }

    fn knowledge(&mut self, element: &Element) -> Option<KnowledgeModel> {
        let name = self.variable_name(element)?;
        let remarks = self.remarks.list.len();
        let logic: Option<FunctionDefinition> =
            element.child("encapsulatedLogic").and_then(|logic| self.function_definition(logic));
        let requires = self.requirements(element);
        let faulty = self.remarks.list.len() > remarks;
        Some(KnowledgeModel {
            id: id(element, &name),
            name: name.into(),
            requires,
            logic,
            faulty,
            origin: origin(element),
        })
    }

    fn requirements(&mut self, element: &Element) -> Vec<Requirement> {
        let kinds = [
            ("requiredInput", RequirementKind::Input),
            ("requiredDecision", RequirementKind::Decision),
            ("requiredKnowledge", RequirementKind::Knowledge),
        ];
        let mut found = Vec::new();
        for requirement in &element.children {
            if !matches!(requirement.name.as_str(), "informationRequirement" | "knowledgeRequirement") {
                continue;
            }
            for (name, kind) in kinds {
                for target in requirement.all(name) {
                    let href = target.attribute("href").unwrap_or_default();
                    let mut at = origin(requirement);
                    at.element = at.element.or_else(|| origin(element).element);
                    match href.strip_prefix('#') {
                        Some(target) if !target.is_empty() => {
                            found.push(Requirement { kind, target: target.to_owned(), origin: at });
                        }
                        _ => self.remarks.add(issue::DANGLING, &at, &[("target", href)]),
                    }
                }
            }
        }
        found
    }

    /// Name of the variable, or of the element where it has no variable.
    fn variable_name(&mut self, element: &Element) -> Option<String> {
        match element.child("variable").and_then(|variable| variable.attribute("name")).map(plain) {
            Some(name) if !name.is_empty() => Some(name),
            _ => self.name(element),
        }
    }

    fn name(&mut self, element: &Element) -> Option<String> {
        let name = element.attribute("name").map(plain).filter(|name| !name.is_empty());
        if name.is_none() {
            self.remarks.add(issue::NO_NAME, &origin(element), &[("element", &element.name)]);
        }
        name
    }

    /// Remarks on another expression language than FEEL.
    fn language(&mut self, element: &Element) {
        if let Some(language) = element.attribute("expressionLanguage") {
            let last = language.trim_end_matches('/').rsplit(['/', ':']).next().unwrap_or_default();
            if !last.eq_ignore_ascii_case("feel") && !language.is_empty() {
                self.remarks.add(issue::LANGUAGE, &origin(element), &[("language", language)]);
            }
        }
    }
}

fn id(element: &Element, name: &str) -> Arc<str> {
    Arc::from(element.attribute("id").unwrap_or(name))
}

fn origin(element: &Element) -> Origin {
    let name = element.attribute("name").filter(|_| element.attribute("id").is_none()).map(Arc::from);
    Origin { element: name.or_else(|| element.nearest_id.clone()), line: element.line }
}

fn variable_type(element: &Element) -> Option<String> {
    element.child("variable").and_then(type_ref)
}

fn type_ref(element: &Element) -> Option<String> {
    element.attribute("typeRef").map(plain).filter(|name| !name.is_empty())
}

/// The text of `element`'s `text` child, with the element's id; none when it is blank.
fn text_of(element: &Element) -> Option<Text> {
    let text = element.child("text")?;
    let trimmed = text.text.trim_start();
    let before = text.text.len() - trimmed.len();
    let (line, column) = text.text.get(..before).unwrap_or_default().chars().fold(
        (text.text_line.max(text.line), text.text_column),
        |(line, column), character| {
            if character == '\n' { (line + 1, 1) } else { (line, column + 1) }
        },
    );
    let trimmed = trimmed.trim_end();
    if trimmed.is_empty() {
        return None;
    }
    Some(Text { text: Arc::from(trimmed), element: origin(element).element, line, column })
}

/// A name with single spaces.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
