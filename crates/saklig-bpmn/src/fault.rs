//! Every remark this crate makes: code, severity, sentence, what to do. The same sentences stand in the texts.

use std::sync::Arc;

use crate::remark::{Place, Remark, Severity};
use crate::xml::Spot;

/// A kind of remark. `{name}` in the sentences is an argument; `{element}` is always there.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) code: &'static str,
    pub(crate) severity: Severity,
    pub(crate) what: &'static str,
    pub(crate) todo: &'static str,
}

macro_rules! faults {
    ($($name:ident $code:literal $severity:ident $what:literal, $todo:literal;)*) => {
        $(pub(crate) const $name: Fault =
            Fault { code: $code, severity: Severity::$severity, what: $what, todo: $todo };)*
        /// All of them, for the tests.
        #[cfg_attr(not(test), allow(dead_code, reason = "for the tests"))]
        pub(crate) const ALL: &[&Fault] = &[$(&$name),*];
    };
}

faults! {
    NOT_WELL_FORMED "E0401" Error "the file is not well-formed XML: {reason}",
        "open and save the model in the modelling tool again, or correct the XML at this line";
    REFUSED "E0402" Error "the file is refused: {reason}",
        "take away the document type and its entities, or split the model";
    NOT_EXECUTED "E0403" Error "{element} is of the kind {tag}, which is not executed",
        "model the step with elements that are executed";
    OTHER_DIALECT "E0404" Error
        "the model is written for Camunda 7 or Operaton ({count} places); import of that dialect comes later",
        "model it for Camunda 8 (zeebe: elements and FEEL) in the modelling tool";
    NO_PROCESS "E0405" Error "the file holds no process that can be executed",
        "save a BPMN 2.0 model with a process that has isExecutable=\"true\"";
    NO_ID "E0406" Error "a {tag} has no id", "give the element an id";
    ID_TWICE "E0407" Error "the id {element} is used twice, first at line {first}", "give one of the elements another id";
    DANGLING "E0408" Error "the flow {element} has no {end} (\"{ref}\" is not a step of the process)",
        "connect the flow at both ends or delete it";
    CROSSES "E0409" Error "the flow {element} crosses the border of a sub-process ({source} to {target})",
        "end the flow inside the sub-process and continue from its edge";
    WRONG_WAY "E0410" Error "the flow {element} {way} {node}, which is not allowed",
        "start events and boundary events have only outgoing flows, end events only incoming ones";
    NO_START "E0411" Error "the process {element} has no start event", "add a start event";
    MANY_STARTS "E0412" Error "{element} is one of several start events in {scope} without trigger",
        "keep one start event without trigger";
    NO_INNER_START "E0413" Error "the sub-process {element} has no start event", "add a start event in it";
    UNREACHABLE "E0414" Error "no path from a start leads to {element}", "connect the step or delete it";
    DEAD_END "E0415" Warning "the path ends in {element} without an end event", "add an end event after it";
    NO_DEFAULT "E0416" Warning "the gateway {element} has no default flow and its conditions may all be false",
        "make one of the flows the default";
    NO_CONDITION "E0417" Error "the flow {element} out of the gateway {gateway} has no condition",
        "give the flow a condition or make it the default";
    CONDITION_NOT_HERE "E0418" Error "the flow {element} has a condition, but {source} is no exclusive gateway",
        "put an exclusive gateway before the flow";
    DEFAULT_CONDITION "E0419" Error "the default flow {element} has a condition", "take the condition away";
    WRONG_DEFAULT "E0420" Error "the default flow {flow} of {element} cannot be used: {reason}",
        "choose one of the flows out of an exclusive gateway as default";
    WRONG_HOST "E0421" Error "the boundary event {element} sits on \"{host}\", which is no task or sub-process beside it",
        "put the event on the edge of a task or a sub-process";
    MISSING_REF "E0422" Error "{element} refers to the {kind} \"{ref}\", which the file does not have",
        "choose or create the {kind} in the modelling tool";
    NO_MESSAGE_NAME "E0423" Error "{element} waits for a message without name", "give the message a name";
    NO_CORRELATION "E0424" Error "{element} waits for the message {message}, which has no correlation key",
        "give the message a subscription correlation key (zeebe:subscription)";
    NO_TASK_TYPE "E0425" Error "the task {element} has no task type", "give the task a type (zeebe:taskDefinition)";
    NOT_FIXED "E0426" Error "{attribute} of {element} is an expression but must be a fixed text",
        "write the text without = at the beginning";
    NO_EXPRESSION "E0427" Error "{element} has no {part}", "give the event exactly one {part}";
    BAD_TIME "E0428" Error "the time \"{text}\" of {element} cannot be read: {reason}",
        "write it as ISO 8601 (P7D, PT2H, 2026-01-31, R/P1D) or as a FEEL expression beginning with =";
    CYCLE_NOT_HERE "E0429" Error "{element} repeats, which only a boundary event that does not interrupt may",
        "use a duration or a date";
    NO_ERROR_CODE "E0430" Error "the error end event {element} has no error code", "choose an error that has a code";
    NOT_CAUGHT "E0431" Warning "no boundary event catches the error {code} of {element}",
        "add an error event on the sub-process around it";
    NOT_THROWN "E0432" Warning "nothing in {host} can throw what {element} waits for", "delete the event or correct the code";
    NOT_FEEL "E0433" Error "{part} of {element} is not a FEEL expression: \"{text}\"", "begin the expression with =";
    EXTENSION "E0434" Error "{element} uses {tag}, which is not executed there", "take the setting away in the modelling tool";
    FOREIGN "E0435" Warning "settings of another tool are not read ({namespace})",
        "check that the process does not depend on them";
    NO_TABLE "E0436" Error "the business rule task {element} must have either a called decision or a task type",
        "give it a called decision with decision id and result variable, or a task type";
    HALF_MAPPING "E0437" Error "a line of the {kind} mapping of {element} has no {part}", "fill in the line or delete it";
    ONLY_DRAWN "E0438" Info "the process {element} is not marked as executable and is not run",
        "set isExecutable=\"true\" if it shall be run";
    AROUND_GATE "E0440" Error "{element} ({task_type}) can be reached without the decision gate: {path}",
        "lead every path to the step through a task of type {gate}";
    UNKNOWN_RESERVED "E0441" Error "the task type {task_type} of {element} does not exist; types that begin with {prefix} are reserved",
        "use one of {known}, or a type of your own";
}

impl Fault {
    /// The remark at a place. Arguments are named as in the sentences.
    pub(crate) fn at(&self, place: Place, mut args: Vec<(&'static str, String)>) -> Remark {
        if let Some(element) = &place.element {
            args.insert(0, ("element", element.to_string()));
        }
        let fill = |sentence: &str| {
            args.iter()
                .fold(sentence.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
        };
        let (what, todo) = (fill(self.what), fill(self.todo));
        Remark { code: self.code, severity: self.severity, place, what, todo, args }
    }
}

/// The place of an element.
pub(crate) fn place(file: &Arc<str>, at: Spot, element: Option<&str>) -> Place {
    Place { file: Arc::clone(file), line: at.line, column: at.column, element: element.map(Arc::from) }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// A file of the checkout; none when this crate stands alone.
    fn beside(path: &str) -> Option<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2)?;
        std::fs::read_to_string(root.join(path)).ok()
    }

    #[test]
    fn every_code_has_its_texts_and_its_page() {
        let Some(swedish) = beside("crates/saklig-text/texts/sv/bpmn.ftl") else { return };
        let english = beside("crates/saklig-text/texts/en/bpmn.ftl").unwrap_or_default();
        for fault in ALL {
            let key = format!("\n{} = ", fault.code.to_lowercase());
            assert!(swedish.contains(&key) && english.contains(&key), "no text for {}", fault.code);
            let page = beside(&format!("docs/fel/{}.md", fault.code)).unwrap_or_default();
            assert!(page.starts_with(&format!("# {} – ", fault.code)), "no page for {}", fault.code);
        }
        let codes: std::collections::BTreeSet<_> = ALL.iter().map(|fault| fault.code).collect();
        assert_eq!(codes.len(), ALL.len(), "a code is used twice");
    }

    #[test]
    fn arguments_fill_the_sentence() {
        let place = place(&Arc::from("m.bpmn"), Spot { line: 3, column: 7 }, Some("f1"));
        let remark = DANGLING.at(place, vec![("end", "target".to_owned()), ("ref", "x".to_owned())]);
        assert_eq!(
            remark.to_string(),
            "E0408 m.bpmn:3 `f1`: the flow f1 has no target (\"x\" is not a step of the process) — connect the flow at \
             both ends or delete it"
        );
        assert_eq!(remark.args.first(), Some(&("element", "f1".to_owned())));
    }
}
