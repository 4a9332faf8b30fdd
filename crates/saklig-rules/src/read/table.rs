//! Reads decision tables.

use super::{Reader, origin, plain, text_of, type_ref};
use crate::issue;
use crate::model::{Aggregation, HitPolicy, InputColumn, OutputColumn, Row, Table, Text};
use crate::xml::Element;
use std::sync::Arc;

/// Children of a table that are read, or say nothing about its result.
const PARTS: [&str; 6] = ["input", "output", "annotation", "rule", "description", "extensionElements"];

impl Reader {
    pub(super) fn table(&mut self, element: &Element) -> Option<Table> {
        for child in element.children.iter().filter(|child| !PARTS.contains(&child.name.as_str())) {
            self.remarks.add(issue::UNSUPPORTED, &origin(child), &[("element", &child.name)]);
        }
        let hit_policy = self.hit_policy(element)?;
        let mut table = Table {
            id: element.attribute("id").map(Arc::from),
            hit_policy,
            inputs: element.all("input").filter_map(|input| self.input_column(input)).collect(),
            outputs: element.all("output").map(|output| self.output_column(output)).collect(),
            annotations: element
                .all("annotation")
                .map(|annotation| plain(annotation.attribute("name").unwrap_or_default()).into())
                .collect(),
            rows: Vec::new(),
        };
        if table.outputs.is_empty() {
            self.remarks.add(issue::EMPTY_TABLE, &origin(element), &[("missing", "output")]);
            return None;
        }
        if table.inputs.len() != element.all("input").count() {
            return None;
        }
        for (index, rule) in element.all("rule").enumerate() {
            let row = self.row(rule, index, &table);
            table.rows.extend(row);
        }
        if table.rows.is_empty() {
            self.remarks.add(issue::EMPTY_TABLE, &origin(element), &[("missing", "row")]);
        }
        self.check_outputs(element, &table);
        Some(table)
    }

    fn hit_policy(&mut self, element: &Element) -> Option<HitPolicy> {
        let policy = element.attribute("hitPolicy").unwrap_or("UNIQUE");
        let aggregation = element.attribute("aggregation");
        let found = match (policy, aggregation) {
            ("UNIQUE", None) => HitPolicy::Unique,
            ("ANY", None) => HitPolicy::Any,
            ("PRIORITY", None) => HitPolicy::Priority,
            ("FIRST", None) => HitPolicy::First,
            ("RULE ORDER", None) => HitPolicy::RuleOrder,
            ("OUTPUT ORDER", None) => HitPolicy::OutputOrder,
            ("COLLECT", None | Some("LIST")) => HitPolicy::Collect(Aggregation::List),
            ("COLLECT", Some("SUM")) => HitPolicy::Collect(Aggregation::Sum),
            ("COLLECT", Some("MIN")) => HitPolicy::Collect(Aggregation::Min),
            ("COLLECT", Some("MAX")) => HitPolicy::Collect(Aggregation::Max),
            ("COLLECT", Some("COUNT")) => HitPolicy::Collect(Aggregation::Count),
            (policy, aggregation) => {
                let name = [policy, aggregation.unwrap_or_default()].join(" ");
                self.remarks.add(issue::HIT_POLICY, &origin(element), &[("policy", name.trim())]);
                return None;
            }
        };
        let several = element.all("output").count() > 1;
        if several
            && matches!(found, HitPolicy::Collect(Aggregation::Sum | Aggregation::Min | Aggregation::Max))
        {
            let name = [policy, aggregation.unwrap_or_default()].join(" ");
            self.remarks.add(issue::HIT_POLICY, &origin(element), &[("policy", &name)]);
            return None;
        }
        Some(found)
    }

    fn input_column(&mut self, element: &Element) -> Option<InputColumn> {
        let expression = element.child("inputExpression");
        if let Some(expression) = expression {
            self.language(expression);
        }
        let Some(mut text) = expression.and_then(text_of) else {
            self.remarks.add(issue::NO_LOGIC, &origin(element), &[("name", "inputExpression")]);
            return None;
        };
        text.element = text.element.or_else(|| origin(element).element);
        let label = element.attribute("label").map(plain).filter(|label| !label.is_empty());
        Some(InputColumn {
            label: label.map_or_else(|| Arc::clone(&text.text), Arc::from),
            expression: text,
            type_ref: expression.and_then(type_ref),
            allowed: element.child("inputValues").and_then(text_of),
            origin: origin(element),
        })
    }

    fn output_column(&mut self, element: &Element) -> OutputColumn {
        if let Some(default) = element.child("defaultOutputEntry") {
            self.language(default);
        }
        OutputColumn {
            name: element.attribute("name").map(plain).filter(|name| !name.is_empty()).map(Into::into),
            label: element.attribute("label").map(plain).map(Into::into),
            type_ref: type_ref(element),
            allowed: element.child("outputValues").and_then(text_of),
            default: element.child("defaultOutputEntry").and_then(text_of),
            origin: origin(element),
        }
    }

    fn row(&mut self, element: &Element, index: usize, table: &Table) -> Option<Row> {
        let tests = self.cells(element, "inputEntry", table.inputs.len());
        let outputs = self.cells(element, "outputEntry", table.outputs.len());
        let annotations: Vec<Arc<str>> = element
            .all("annotationEntry")
            .map(|entry| Arc::from(entry.child("text").map_or("", |text| text.text.trim())))
            .collect();
        if annotations.len() > table.annotations.len() {
            self.cell_count(element, table.annotations.len(), annotations.len());
        }
        let id = element.attribute("id").map_or_else(|| Arc::from(format!("{}", index + 1)), Arc::from);
        Some(Row { id, tests: tests?, outputs: outputs?, annotations, origin: origin(element) })
    }

    fn cells(&mut self, row: &Element, name: &str, expected: usize) -> Option<Vec<Text>> {
        let cells: Vec<Text> = row
            .all(name)
            .map(|cell| {
                self.language(cell);
                let empty = || Text { element: origin(cell).element, line: cell.line, ..Text::default() };
                let mut text = text_of(cell).unwrap_or_else(empty);
                text.element = text.element.or_else(|| origin(row).element);
                text
            })
            .collect();
        if cells.len() == expected {
            return Some(cells);
        }
        self.cell_count(row, expected, cells.len());
        None
    }

    fn cell_count(&mut self, row: &Element, expected: usize, found: usize) {
        let (expected, found) = (expected.to_string(), found.to_string());
        self.remarks.add(issue::CELLS, &origin(row), &[("expected", &expected), ("found", &found)]);
    }

    fn check_outputs(&mut self, element: &Element, table: &Table) {
        if table.outputs.len() > 1 {
            for (index, output) in table.outputs.iter().enumerate() {
                let twice = table.outputs.iter().take(index).any(|other| other.name == output.name);
                if output.name.is_none() || twice {
                    let column = (index + 1).to_string();
                    self.remarks.add(issue::UNNAMED_OUTPUT, &output.origin, &[("column", &column)]);
                }
            }
        }
        let ordered = matches!(table.hit_policy, HitPolicy::Priority | HitPolicy::OutputOrder);
        if ordered && table.outputs.iter().all(|output| output.allowed.is_none()) {
            let column = table.outputs.iter().find_map(|output| output.name.clone());
            let column = column.unwrap_or_else(|| Arc::from("1"));
            self.remarks.add(issue::NO_PRIORITIES, &origin(element), &[("column", &column)]);
        }
    }
}
