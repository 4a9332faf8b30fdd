//! Reads boxed expressions.

use super::{Reader, origin, plain, text_of, type_ref};
use crate::issue;
use crate::model::{Boxed, BoxedKind, ContextEntry, FunctionDefinition, Iteration, Text};
use crate::xml::Element;

/// Names of the elements that are boxed expressions.
const EXPRESSIONS: [&str; 12] = [
    "decisionTable",
    "literalExpression",
    "context",
    "list",
    "relation",
    "invocation",
    "functionDefinition",
    "conditional",
    "filter",
    "for",
    "some",
    "every",
];

/// Children that stand beside an expression.
const BESIDE: [&str; 24] = [
    "variable",
    "informationRequirement",
    "knowledgeRequirement",
    "authorityRequirement",
    "description",
    "extensionElements",
    "question",
    "allowedAnswers",
    "formalParameter",
    "encapsulatedLogic",
    "parameter",
    "binding",
    "column",
    "row",
    "text",
    "supportedObjective",
    "impactedPerformanceIndicator",
    "decisionMaker",
    "decisionOwner",
    "usingProcess",
    "usingTask",
    "requirement",
    "in",
    "match",
];

impl Reader {
    /// The first expression among the children of `element`; remarks on what is neither that nor known beside it.
    pub(super) fn body(&mut self, element: &Element) -> Option<Boxed> {
        let mut body = None;
        for child in &element.children {
            let name = child.name.as_str();
            if EXPRESSIONS.contains(&name) {
                if body.is_some() {
                    self.remarks.add(issue::DUPLICATE, &origin(child), &[("name", name)]);
                } else {
                    body = self.boxed(child);
                }
            } else if !BESIDE.contains(&name) {
                self.remarks.add(issue::UNSUPPORTED, &origin(child), &[("element", name)]);
            }
        }
        body
    }

    fn boxed(&mut self, element: &Element) -> Option<Boxed> {
        self.language(element);
        let kind = match element.name.as_str() {
            "decisionTable" => self.table(element).map(BoxedKind::Table),
            "literalExpression" => self.literal(element).map(BoxedKind::Literal),
            "context" => Some(self.context(element)),
            "list" => Some(BoxedKind::List(self.all_bodies(element))),
            "relation" => Some(self.relation(element)),
            "invocation" => self.invocation(element),
            "functionDefinition" => {
                self.function_definition(element).map(|function| BoxedKind::Function(Box::new(function)))
            }
            "conditional" => self.conditional(element),
            "filter" => self.filter(element),
            "for" => self.iteration(element, "return").map(BoxedKind::For),
            "some" => self.iteration(element, "satisfies").map(BoxedKind::Some),
            "every" => self.iteration(element, "satisfies").map(BoxedKind::Every),
            _ => None,
        }?;
        Some(Boxed { type_ref: type_ref(element), origin: origin(element), kind })
    }

    fn all_bodies(&mut self, element: &Element) -> Vec<Boxed> {
        let expressions = element.children.iter().filter(|child| EXPRESSIONS.contains(&child.name.as_str()));
        expressions.filter_map(|child| self.boxed(child)).collect()
    }

    fn literal(&mut self, element: &Element) -> Option<Text> {
        if let Some(imported) = element.child("importedValues") {
            let name = imported.attribute("namespace").unwrap_or("importedValues");
            self.remarks.add(issue::IMPORT, &origin(element), &[("name", name)]);
            return None;
        }
        let text = text_of(element);
        if text.is_none() {
            self.remarks.add(issue::NO_LOGIC, &origin(element), &[("name", "literalExpression")]);
        }
        text
    }

    fn context(&mut self, element: &Element) -> BoxedKind {
        let mut entries = Vec::new();
        for entry in element.all("contextEntry") {
            let variable = entry.child("variable");
            let name = variable.and_then(|variable| variable.attribute("name")).map(plain);
            let Some(body) = self.body(entry) else {
                let name = name.unwrap_or_else(|| "contextEntry".to_owned());
                self.remarks.add(issue::NO_LOGIC, &origin(entry), &[("name", &name)]);
                continue;
            };
            let type_ref = variable.and_then(type_ref);
            entries.push(ContextEntry { name: name.map(Into::into), type_ref, body });
        }
        BoxedKind::Context(entries)
    }

    fn relation(&mut self, element: &Element) -> BoxedKind {
        let columns: Vec<String> = element.all("column").filter_map(|column| self.name(column)).collect();
        let mut rows = Vec::new();
        for row in element.all("row") {
            let cells = self.all_bodies(row);
            if cells.len() == columns.len() {
                rows.push(cells);
            } else {
                let (expected, found) = (columns.len().to_string(), cells.len().to_string());
                let args = [("expected", expected.as_str()), ("found", found.as_str())];
                self.remarks.add(issue::CELLS, &origin(row), &args);
            }
        }
        BoxedKind::Relation { columns, rows }
    }

    fn invocation(&mut self, element: &Element) -> Option<BoxedKind> {
        let Some(literal) = element.child("literalExpression") else {
            self.remarks.add(issue::NO_LOGIC, &origin(element), &[("name", "invocation")]);
            return None;
        };
        let function = self.literal(literal)?;
        let mut bindings = Vec::new();
        for binding in element.all("binding") {
            let name = binding.child("parameter").and_then(|parameter| self.name(parameter));
            let Some(name) = name else { continue };
            match self.body(binding) {
                Some(body) => bindings.push((name, body)),
                None => self.remarks.add(issue::NO_LOGIC, &origin(binding), &[("name", &name)]),
            }
        }
        Some(BoxedKind::Invocation { function, bindings })
    }

    pub(super) fn function_definition(&mut self, element: &Element) -> Option<FunctionDefinition> {
        let kind = element.attribute("kind").unwrap_or("FEEL");
        if kind != "FEEL" {
            self.remarks.add(issue::EXTERNAL, &origin(element), &[("kind", kind)]);
            return None;
        }
        let parameters = element
            .all("formalParameter")
            .filter_map(|parameter| Some((self.name(parameter)?, type_ref(parameter))))
            .collect();
        Some(FunctionDefinition { parameters, body: self.body(element), origin: origin(element) })
    }

    fn conditional(&mut self, element: &Element) -> Option<BoxedKind> {
        let condition = self.part(element, "if")?;
        let then = self.part(element, "then")?;
        let otherwise = self.part(element, "else")?;
        Some(BoxedKind::Conditional(Box::new([condition, then, otherwise])))
    }

    fn filter(&mut self, element: &Element) -> Option<BoxedKind> {
        let list = Box::new(self.part(element, "in")?);
        let matches = Box::new(self.part(element, "match")?);
        Some(BoxedKind::Filter { list, matches })
    }

    fn iteration(&mut self, element: &Element, body: &str) -> Option<Box<Iteration>> {
        let variable = element.attribute("iteratorVariable").map(plain).filter(|name| !name.is_empty());
        if variable.is_none() {
            self.remarks.add(issue::NO_NAME, &origin(element), &[("element", "iteratorVariable")]);
        }
        let list = self.part(element, "in")?;
        let body = self.part(element, body)?;
        Some(Box::new(Iteration { variable: variable?, list, body }))
    }

    fn part(&mut self, element: &Element, name: &str) -> Option<Boxed> {
        let body = element.child(name).and_then(|part| self.body(part));
        if body.is_none() {
            self.remarks.add(issue::NO_LOGIC, &origin(element), &[("name", name)]);
        }
        body
    }
}
