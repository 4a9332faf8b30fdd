//! Small models as text, and facts with marks.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    reason = "shared by the test files; a failure here is a failed test"
)]

use saklig_feel::{Env, Mark, Marks, Scope, Value, compile_expression};
use saklig_rules::{InputTypes, Inputs, Model, Outcome, Rules};
use std::fmt::Write;

/// Some parts between the start and end of a model.
pub fn dmn(parts: &str) -> String {
    format!(
        "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"urn:m\">\n{parts}\n</definitions>"
    )
}

pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

pub fn input(name: &str, of: &str) -> String {
    format!(
        "<inputData id=\"i_{name}\" name=\"{name}\"><variable name=\"{name}\" typeRef=\"{of}\"/></inputData>\n"
    )
}

/// A decision `name`; `needs` are ids: `i_…` for inputs, `d_…` for decisions, `f_…` for functions.
pub fn decision(name: &str, needs: &[&str], body: &str) -> String {
    let mut text = format!("<decision id=\"d_{name}\" name=\"{name}\">");
    for need in needs {
        requirement(&mut text, need);
    }
    writeln!(text, "{body}</decision>").unwrap();
    text
}

fn requirement(text: &mut String, need: &str) {
    let (around, kind) = match need.split_once('_') {
        Some(("i", _)) => ("informationRequirement", "requiredInput"),
        Some(("d", _)) => ("informationRequirement", "requiredDecision"),
        _ => ("knowledgeRequirement", "requiredKnowledge"),
    };
    write!(text, "<{around}><{kind} href=\"#{need}\"/></{around}>").unwrap();
}

pub fn literal(feel: &str) -> String {
    format!("<literalExpression><text>{}</text></literalExpression>", escape(feel))
}

/// A function `name`; parameters are `name: type` with commas between.
pub fn function(name: &str, parameters: &str, needs: &[&str], body: &str) -> String {
    let mut text = format!("<businessKnowledgeModel id=\"f_{name}\" name=\"{name}\"><encapsulatedLogic>");
    for parameter in parameters.split(',').filter(|text| !text.trim().is_empty()) {
        let (name, of) = parameter.split_once(':').unwrap();
        write!(text, "<formalParameter name=\"{}\" typeRef=\"{}\"/>", name.trim(), of.trim()).unwrap();
    }
    write!(text, "{body}</encapsulatedLogic>").unwrap();
    for need in needs {
        requirement(&mut text, need);
    }
    text.push_str("</businessKnowledgeModel>\n");
    text
}

/// A table as text: a head `policy | input … -> output …` and rows `test | test -> output | output # annotation`.
/// An output is `name`, `name=allowed values` or `name:default`. The annotation column is `Lagrum`.
pub fn table(text: &str) -> String {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (head, outputs) = lines.next().unwrap().split_once("->").unwrap();
    let mut head = head.split('|').map(str::trim);
    let policy = match head.next().unwrap() {
        "U" => "UNIQUE\"",
        "A" => "ANY\"",
        "P" => "PRIORITY\"",
        "F" => "FIRST\"",
        "R" => "RULE ORDER\"",
        "O" => "OUTPUT ORDER\"",
        "C" => "COLLECT\"",
        "C+" => "COLLECT\" aggregation=\"SUM\"",
        "C<" => "COLLECT\" aggregation=\"MIN\"",
        "C>" => "COLLECT\" aggregation=\"MAX\"",
        "C#" => "COLLECT\" aggregation=\"COUNT\"",
        other => panic!("{other}"),
    };
    let mut xml = format!("<decisionTable hitPolicy=\"{policy}>\n");
    for input in head {
        let input = escape(input);
        writeln!(xml, "<input><inputExpression><text>{input}</text></inputExpression></input>").unwrap();
    }
    for output in outputs.split('|').map(str::trim) {
        xml.push_str(&column(output));
    }
    xml.push_str("<annotation name=\"Lagrum\"/>\n");
    for (line, number) in lines.zip(1..) {
        let (line, annotation) = line.split_once('#').unwrap_or((line, ""));
        let (tests, outputs) = line.split_once("->").unwrap();
        write!(xml, "<rule id=\"r{number}\">").unwrap();
        for test in tests.split('|').map(str::trim).filter(|test| !test.is_empty()) {
            write!(xml, "<inputEntry><text>{}</text></inputEntry>", escape(test)).unwrap();
        }
        for output in outputs.split('|').map(str::trim) {
            write!(xml, "<outputEntry><text>{}</text></outputEntry>", escape(output)).unwrap();
        }
        writeln!(xml, "<annotationEntry><text>{}</text></annotationEntry></rule>", annotation.trim())
            .unwrap();
    }
    xml + "</decisionTable>"
}

fn column(output: &str) -> String {
    if let Some((name, values)) = output.split_once('=') {
        return format!(
            "<output name=\"{name}\"><outputValues><text>{values}</text></outputValues></output>\n"
        );
    }
    match output.split_once(':') {
        Some((name, default)) => format!(
            "<output name=\"{name}\"><defaultOutputEntry><text>{default}</text></defaultOutputEntry></output>\n"
        ),
        None => format!("<output name=\"{output}\"/>\n"),
    }
}

/// Rules without a remark.
pub fn rules(parts: &str) -> Rules {
    let (model, remarks) = Model::read(&dmn(parts), "m.dmn");
    assert_eq!(remarks, []);
    let (rules, remarks) = model.compile(&InputTypes::new());
    assert_eq!(remarks, []);
    rules
}

/// All remarks on a model, a line each.
pub fn remarks(xml: &str) -> String {
    let (model, mut remarks) = Model::read(xml, "m.dmn");
    remarks.extend(model.compile(&InputTypes::new()).1);
    remarks.iter().fold(String::new(), |text, remark| format!("{text}{remark}\n"))
}

/// The value of a FEEL expression.
pub fn feel(text: &str) -> Value {
    compile_expression(text, &Scope::new()).unwrap().evaluate(&[], &Env::new()).unwrap().value
}

/// Facts by name, with marks 0, 1, 2 … in their order. Those named in `unknown` are null.
#[derive(Debug, Clone)]
pub struct Facts {
    pub names: Vec<String>,
    pub values: Vec<Value>,
    pub unknown: Vec<bool>,
}

impl Facts {
    /// From a FEEL context such as `{a: 1, b: "x"}`.
    pub fn new(text: &str, unknown: &[&str]) -> Self {
        let value = feel(text);
        let context = value.as_context().unwrap();
        Facts {
            names: context.iter().map(|(name, _)| name.to_string()).collect(),
            values: context.iter().map(|(_, value)| value.clone()).collect(),
            unknown: context.iter().map(|(name, _)| unknown.contains(&&**name)).collect(),
        }
    }

    pub fn inputs(&self) -> Inputs {
        let facts = self.names.iter().zip(&self.values).zip(&self.unknown).zip(0..);
        facts
            .map(|(((name, value), unknown), mark)| {
                let value = if *unknown { Value::Null } else { value.clone() };
                (name.as_str(), Value::tracked(Mark(mark), value))
            })
            .collect()
    }

    pub fn evaluate(&self, rules: &Rules, decision: &str) -> Outcome {
        rules.evaluate(decision, &self.inputs(), &Env::new().with_marks(self)).unwrap()
    }
}

impl Marks for Facts {
    fn is_unknown(&self, mark: Mark) -> bool {
        self.unknown.get(mark.0 as usize).copied().unwrap_or(false)
    }

    fn state(&self, mark: Mark) -> &str {
        if self.is_unknown(mark) { "okänd" } else { "känd" }
    }
}

/// The outcome in one line: value, whether it is clear, the names of the facts that were read.
pub fn line(facts: &Facts, outcome: &Outcome) -> String {
    let reads: Vec<&str> = outcome
        .reads
        .iter()
        .filter_map(|mark| facts.names.get(mark.0 as usize))
        .map(String::as_str)
        .collect();
    let clear = if outcome.clear { "clear" } else { "UNCLEAR" };
    let missing =
        if outcome.missing.is_empty() { String::new() } else { format!(" missing {:?}", outcome.missing) };
    let open = outcome.trace.decisions.last().and_then(|entry| entry.open.as_ref());
    let open = open.map(|open| format!(" ({open})")).unwrap_or_default();
    format!("{} {clear} reads [{}]{missing}{open}", outcome.value, reads.join(" "))
}
