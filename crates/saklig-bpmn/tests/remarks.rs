//! What is said about models with faults: the code, the line, the element and the sentence.

mod common;

use common::{flows, model};
use expect_test::{Expect, expect};
use saklig_bpmn::{ReservedTypes, check_gate, parse};

const RESERVED: ReservedTypes = ReservedTypes {
    prefix: "saklig.",
    gate: "saklig.beslut",
    after_gate: &["saklig.betala", "saklig.brev.beslut", "saklig.tillstand", "saklig.arkivera"],
    other: &["saklig.fraga"],
};

/// Reads a model and compares its remarks.
fn check(xml: &str, expected: &Expect) {
    let (model, mut remarks) = parse(xml, "m");
    remarks.extend(model.processes.iter().flat_map(|process| check_gate(process, &RESERVED)));
    let lines: Vec<_> = remarks
        .iter()
        .map(|remark| {
            let element = remark.place.element.as_deref().unwrap_or("-");
            format!(
                "{} {:?} {} {element}: {}\n",
                remark.code, remark.severity, remark.place.line, remark.what
            )
        })
        .collect();
    expected.assert_eq(&lines.concat());
}

/// A process of these elements (one per line, from line 4) and flows.
fn process(elements: &str, list: &str) -> String {
    model("", &format!("{elements}\n{}", flows(list)))
}

/// A process `s > x > e` around one element with the id `x`.
fn around(element: &str) -> String {
    process(&format!("<startEvent id='s'/><endEvent id='e'/>\n{element}"), "s>x x>e")
}

/// The same, with messages and errors declared.
fn with(declared: &str, element: &str) -> String {
    model(declared, &format!("<startEvent id='s'/><endEvent id='e'/>\n{element}\n{}", flows("s>x x>e")))
}

fn job(id: &str, task_type: &str) -> String {
    format!(
        "<serviceTask id='{id}'><extensionElements><zeebe:taskDefinition type='{task_type}'/></extensionElements></serviceTask>"
    )
}

#[test]
fn files_that_are_no_models() {
    check(
        "",
        &expect![[r#"
        E0401 Error 1 -: the file is not well-formed XML: the file holds no element
    "#]],
    );
    check(
        "<a><b></a>",
        &expect![[r#"
        E0401 Error 1 -: the file is not well-formed XML: ill-formed document: expected `</b>`, but `</a>` was found
    "#]],
    );
    check(
        "<a>",
        &expect![[r#"
        E0401 Error 1 -: the file is not well-formed XML: <a> is never closed
    "#]],
    );
    check(
        "<a/><b/>",
        &expect![[r#"
        E0401 Error 1 -: the file is not well-formed XML: there is a second root element
    "#]],
    );
    check(
        "<x:a/>",
        &expect![[r#"
        E0401 Error 1 -: the file is not well-formed XML: the prefix of <x:a> is not declared
    "#]],
    );
    check(
        "<a b='1' b='2'/>",
        &expect![[r#"
            E0401 Error 1 -: the file is not well-formed XML: an attribute is given twice
        "#]],
    );
    check(
        "text",
        &expect![[r#"
        E0401 Error 1 -: the file is not well-formed XML: there is text outside the root element
    "#]],
    );
    check(
        "<definitions/>",
        &expect![[r#"
        E0405 Error 1 -: the file holds no process that can be executed
    "#]],
    );
    check(
        &model("", "").replace("true", "false"),
        &expect![[r#"
        E0405 Error 1 -: the file holds no process that can be executed
        E0438 Info 3 p: the process p is not marked as executable and is not run
    "#]],
    );
}

#[test]
fn document_types_and_entities_are_refused() {
    check(
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>\n<a>&b;</a>",
        &expect![[r#"
        E0402 Error 1 -: the file is refused: it has a document type (DOCTYPE)
    "#]],
    );
    check(
        "<a>\n&b;</a>",
        &expect![[r#"
        E0402 Error 2 -: the file is refused: it uses the entity &b;
    "#]],
    );
    check(
        "<a>\n<b c='&d;'/></a>",
        &expect![[r#"
            E0402 Error 2 -: the file is refused: it uses the entity &d;
        "#]],
    );
    check(
        &"<a>".repeat(200),
        &expect![[r#"
        E0402 Error 1 -: the file is refused: elements are nested deeper than 100
    "#]],
    );
}

#[test]
fn elements_that_are_not_executed() {
    for tag in [
        "task",
        "manualTask",
        "scriptTask",
        "callActivity",
        "inclusiveGateway",
        "eventBasedGateway",
        "complexGateway",
        "adHocSubProcess",
        "transaction",
        "intermediateThrowEvent",
        "intermediateCatchEvent",
    ] {
        let (_, remarks) = parse(&around(&format!("<{tag} id='x'/>")), "m");
        let codes: Vec<_> = remarks.iter().map(|remark| (remark.code, remark.place.line)).collect();
        assert_eq!(codes, [("E0403", 5)], "{tag}");
    }
}

#[test]
fn settings_that_are_not_executed() {
    check(
        &around("<userTask id='x'><multiInstanceLoopCharacteristics/></userTask>"),
        &expect![[r#"
        E0403 Error 5 x: x is of the kind userTask/multiInstanceLoopCharacteristics, which is not executed
    "#]],
    );
    check(
        &around("<userTask id='x' isForCompensation='true'/>"),
        &expect![[r#"
        E0403 Error 5 x: x is of the kind userTask/isForCompensation, which is not executed
    "#]],
    );
    check(
        &around("<userTask id='x'><potentialOwner/></userTask>"),
        &expect![[r#"
        E0403 Error 5 x: x is of the kind userTask/potentialOwner, which is not executed
    "#]],
    );
    check(
        &around("<intermediateCatchEvent id='x'><signalEventDefinition/></intermediateCatchEvent>"),
        &expect![[r#"
        E0403 Error 5 x: x is of the kind intermediateCatchEvent/signalEventDefinition, which is not executed
    "#]],
    );
    check(
        &around(
            "<intermediateCatchEvent id='x'><timerEventDefinition/><signalEventDefinition/></intermediateCatchEvent>",
        ),
        &expect![[r#"
        E0403 Error 5 x: x is of the kind intermediateCatchEvent/several EventDefinition, which is not executed
    "#]],
    );
    check(
        &around(
            "<userTask id='x'/><subProcess id='h' triggeredByEvent='true'><startEvent id='i'><timerEventDefinition/></startEvent><endEvent id='j'/><sequenceFlow id='ij' sourceRef='i' targetRef='j'/></subProcess>",
        ),
        &expect![[r#"
        E0403 Error 5 h: h is of the kind subProcess/triggeredByEvent, which is not executed
        E0403 Error 5 i: i is of the kind startEvent/timerEventDefinition, which is not executed
    "#]],
    );
    check(
        &around(
            "<userTask id='x'/><boundaryEvent id='b' attachedToRef='x' cancelActivity='false'><errorEventDefinition/></boundaryEvent>",
        ),
        &expect![[r#"
        E0403 Error 5 b: b is of the kind boundaryEvent/errorEventDefinition cancelActivity=false, which is not executed
    "#]],
    );
    check(
        &model(
            "<choreography id='c'/>",
            "<startEvent id='s'/><endEvent id='e'><messageEventDefinition/></endEvent><sequenceFlow id='f' sourceRef='s' targetRef='e'/><correlationSubscription/>",
        ),
        &expect![[r#"
        E0403 Error 2 c: c is of the kind choreography, which is not executed
        E0403 Error 4 e: e is of the kind endEvent/messageEventDefinition, which is not executed
        E0403 Error 4 p: p is of the kind correlationSubscription, which is not executed
    "#]],
    );
}

#[test]
fn other_dialects_and_tools() {
    let xml = around("<serviceTask id='x' camunda:type='external' camunda:topic='fraga'/>")
        .replace("<definitions", "<definitions xmlns:camunda='http://camunda.org/schema/1.0/bpmn'");
    check(
        &xml,
        &expect![[r#"
        E0404 Error 5 -: the model is written for Camunda 7 or Operaton (2 places); import of that dialect comes later
    "#]],
    );
    let xml = around("<userTask id='x' operaton:assignee='kim'/>")
        .replace("<definitions", "<definitions xmlns:operaton='http://operaton.org/schema/1.0/bpmn'");
    check(
        &xml,
        &expect![[r#"
        E0404 Error 5 -: the model is written for Camunda 7 or Operaton (1 places); import of that dialect comes later
    "#]],
    );
    let xml = around("<userTask id='x'><extensionElements><o:a><o:b/></o:a></extensionElements></userTask>")
        .replace("<definitions", "<definitions xmlns:o='http://example.org/o'");
    check(
        &xml,
        &expect![[r#"
        E0435 Warning 5 -: settings of another tool are not read (http://example.org/o)
    "#]],
    );
}

#[test]
fn ids() {
    check(
        &around("<userTask id='x'/>\n<userTask id='x'/>"),
        &expect![[r#"
        E0407 Error 6 x: the id x is used twice, first at line 5
        E0415 Warning 6 x: the path ends in x without an end event
        E0414 Error 6 x: no path from a start leads to x
    "#]],
    );
    check(
        &around("<userTask id='x'/>\n<userTask/>"),
        &expect![[r#"
        E0406 Error 6 -: a userTask has no id
        E0415 Warning 6 userTask@6:1: the path ends in userTask@6:1 without an end event
        E0414 Error 6 userTask@6:1: no path from a start leads to userTask@6:1
    "#]],
    );
}

#[test]
fn flows_that_lead_wrong() {
    check(
        &process("<startEvent id='s'/><endEvent id='e'/>", "s>e s>borta e>s"),
        &expect![[r#"
        E0408 Error 6 s-borta: the flow s-borta has no target ("borta" is not a step of the process)
        E0410 Error 7 e-s: the flow e-s leaves e, which is not allowed
        E0410 Error 7 e-s: the flow e-s enters s, which is not allowed
    "#]],
    );
    let sub = "<startEvent id='s'/><subProcess id='x'><startEvent id='i'/><endEvent id='j'/><sequenceFlow id='ij' sourceRef='i' targetRef='j'/></subProcess><endEvent id='e'/>";
    check(
        &process(sub, "s>x x>e s>j"),
        &expect![[r#"
        E0409 Error 7 s-j: the flow s-j crosses the border of a sub-process (s to j)
    "#]],
    );
    check(
        &around(
            "<userTask id='x'/><boundaryEvent id='b' attachedToRef='x'><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><sequenceFlow id='xb' sourceRef='x' targetRef='b'/><sequenceFlow id='be' sourceRef='b' targetRef='e'/>",
        ),
        &expect![[r#"
        E0410 Error 5 xb: the flow xb enters b, which is not allowed
    "#]],
    );
}

#[test]
fn starts_ends_and_what_nothing_leads_to() {
    check(
        &process("", ""),
        &expect![[r#"
        E0411 Error 3 p: the process p has no start event
    "#]],
    );
    check(
        &process("<startEvent id='s'/><startEvent id='t'/><endEvent id='e'/>", "s>e t>e"),
        &expect![[r#"
        E0412 Error 4 t: t is one of several start events in p without trigger
    "#]],
    );
    check(
        &around("<subProcess id='x'><userTask id='u'/></subProcess>"),
        &expect![[r#"
        E0413 Error 5 x: the sub-process x has no start event
        E0415 Warning 5 u: the path ends in u without an end event
    "#]],
    );
    check(
        &process("<startEvent id='s'/><endEvent id='e'/><userTask id='a'/><userTask id='b'/>", "s>e a>b b>a"),
        &expect![[r#"
        E0414 Error 4 a: no path from a start leads to a
        E0414 Error 4 b: no path from a start leads to b
    "#]],
    );
    check(
        &process("<startEvent id='s'/><userTask id='a'/>", "s>a"),
        &expect![[r#"
        E0415 Warning 4 a: the path ends in a without an end event
    "#]],
    );
}

#[test]
fn gateways_and_conditions() {
    let gateway = "<startEvent id='s'/><exclusiveGateway id='g'/><endEvent id='a'/><endEvent id='b'/>";
    check(
        &process(gateway, "s>g g>a?=x g>b?=y"),
        &expect![[r#"
        E0416 Warning 4 g: the gateway g has no default flow and its conditions may all be false
    "#]],
    );
    check(&process(gateway, "s>g g>a?=x g>b?=not(x)"), &expect![[""]]);
    check(&process(gateway, "s>g g>a?=x g>b?=true"), &expect![[""]]);
    check(
        &process(gateway, "s>g g>a?=x g>b"),
        &expect![[r#"
        E0417 Error 7 g-b: the flow g-b out of the gateway g has no condition
    "#]],
    );
    check(
        &process(&gateway.replace("'g'", "'g' default='g-b'"), "s>g g>a?=x g>b?=y"),
        &expect![[r#"
        E0419 Error 7 g-b: the default flow g-b has a condition
    "#]],
    );
    check(
        &process(&gateway.replace("'g'", "'g' default='s-g'"), "s>g g>a?=x g>b?=true"),
        &expect![[r#"
        E0420 Error 4 g: the default flow s-g of g cannot be used: it is no flow out of the gateway
    "#]],
    );
    check(
        &process(gateway, "s>g g>a?x g>b?="),
        &expect![[r#"
        E0416 Warning 4 g: the gateway g has no default flow and its conditions may all be false
        E0433 Error 6 g-a: conditionExpression of g-a is not a FEEL expression: "x"
        E0433 Error 7 g-b: conditionExpression of g-b is not a FEEL expression: "="
    "#]],
    );
    check(
        &process(&gateway.replace("exclusive", "parallel"), "s>g g>a?=x g>b"),
        &expect![[r#"
        E0418 Error 6 g-a: the flow g-a has a condition, but g is no exclusive gateway
    "#]],
    );
    check(
        &process(&gateway.replace("exclusiveGateway", "userTask"), "s>g g>a?=x g>b"),
        &expect![[r#"
        E0418 Error 6 g-a: the flow g-a has a condition, but g is no exclusive gateway
    "#]],
    );
    check(
        &process(
            &gateway.replace("exclusiveGateway", "userTask").replace("'g'", "'g' default='g-b'"),
            "s>g g>a g>b",
        ),
        &expect![[r#"
        E0420 Error 4 g: the default flow g-b of g cannot be used: only an exclusive gateway has a default flow
    "#]],
    );
}

#[test]
fn an_activity_with_several_flows_is_a_parallel_split() {
    check(
        &process("<startEvent id='s'/><userTask id='u'/><endEvent id='a'/><endEvent id='b'/>", "s>u u>a u>b"),
        &expect![[""]],
    );
}

#[test]
fn boundary_events_and_errors() {
    let timer = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>";
    let boundary = |host: &str, inner: &str| {
        process(
            &format!(
                "<startEvent id='s'/><userTask id='x'/><endEvent id='e'/><boundaryEvent id='b' attachedToRef='{host}'>{inner}</boundaryEvent>"
            ),
            "s>x x>e b>e",
        )
    };
    check(
        &boundary("e", timer),
        &expect![[r#"
        E0421 Error 4 b: the boundary event b sits on "e", which is no task or sub-process beside it
    "#]],
    );
    check(
        &boundary("borta", timer),
        &expect![[r#"
        E0421 Error 4 b: the boundary event b sits on "borta", which is no task or sub-process beside it
    "#]],
    );
    check(
        &boundary("x", "<errorEventDefinition/>"),
        &expect![[r#"
        E0432 Warning 4 b: nothing in x can throw what b waits for
    "#]],
    );
    check(
        &boundary("x", "<errorEventDefinition errorRef='borta'/>"),
        &expect![[r#"
        E0422 Error 4 b: b refers to the error "borta", which the file does not have
    "#]],
    );
    let errors = "<error id='e1' errorCode='ETT'/><error id='e2' errorCode='TVA'/><error id='e3'/><error id='e4' errorCode='=kod'/>";
    let end = |error: &str, caught: &str| {
        model(
            errors,
            &format!(
                "<startEvent id='s'/><endEvent id='e'/>\n<subProcess id='x'><startEvent id='i'/><endEvent id='j'><errorEventDefinition errorRef='{error}'/></endEvent><sequenceFlow id='ij' sourceRef='i' targetRef='j'/></subProcess>\n<boundaryEvent id='b' attachedToRef='x'><errorEventDefinition errorRef='{caught}'/></boundaryEvent>{}",
                flows("s>x x>e b>e")
            ),
        )
    };
    check(
        &end("e1", "e1"),
        &expect![[r#"
        E0426 Error 2 e4: errorCode of e4 is an expression but must be a fixed text
    "#]],
    );
    check(
        &end("e1", "e2"),
        &expect![[r#"
        E0426 Error 2 e4: errorCode of e4 is an expression but must be a fixed text
        E0431 Warning 5 j: no boundary event catches the error ETT of j
        E0432 Warning 6 b: nothing in x can throw what b waits for
    "#]],
    );
    check(
        &end("e3", "e1"),
        &expect![[r#"
        E0426 Error 2 e4: errorCode of e4 is an expression but must be a fixed text
        E0430 Error 5 j: the error end event j has no error code
    "#]],
    );
}

#[test]
fn messages() {
    let receive = "<receiveTask id='x' messageRef='m1'/>";
    check(
        &around("<receiveTask id='x'/>"),
        &expect![[r#"
        E0427 Error 5 x: x has no message
    "#]],
    );
    check(
        &around(receive),
        &expect![[r#"
        E0422 Error 5 x: x refers to the message "m1", which the file does not have
    "#]],
    );
    check(
        &with("<message id='m1'/>", receive),
        &expect![[r#"
        E0423 Error 5 x: x waits for a message without name
    "#]],
    );
    check(
        &with("<message id='m1' name='svar'/>", receive),
        &expect![[r#"
        E0424 Error 5 x: x waits for the message svar, which has no correlation key
    "#]],
    );
}

#[test]
fn times() {
    let wait = |time: &str| {
        around(&format!(
            "<intermediateCatchEvent id='x'><timerEventDefinition>{time}</timerEventDefinition></intermediateCatchEvent>"
        ))
    };
    check(
        &wait(""),
        &expect![[r#"
        E0427 Error 5 x: x has no time
    "#]],
    );
    check(
        &wait("<timeDate>=d</timeDate><timeDuration>P1D</timeDuration>"),
        &expect![[r#"
        E0427 Error 5 x: x has no time
    "#]],
    );
    check(
        &wait("<timeDuration>P1W</timeDuration>"),
        &expect![[r#"
        E0428 Error 5 x: the time "P1W" of x cannot be read: weeks are not a FEEL duration; write P7D instead of P1W
    "#]],
    );
    check(
        &wait("<timeDate>i morgon</timeDate>"),
        &expect![[r#"
        E0428 Error 5 x: the time "i morgon" of x cannot be read: a moment looks like 2026-01-31 or 2026-01-31T10:00:00+01:00
    "#]],
    );
    check(
        &wait("<timeCycle>R/P1D</timeCycle>"),
        &expect![[r#"
        E0429 Error 5 x: x repeats, which only a boundary event that does not interrupt may
    "#]],
    );
    check(
        &around("<intermediateCatchEvent id='x'><conditionalEventDefinition/></intermediateCatchEvent>"),
        &expect![[r#"
        E0427 Error 5 x: x has no condition
    "#]],
    );
    check(
        &around(
            "<intermediateCatchEvent id='x'><conditionalEventDefinition><condition>andrat</condition></conditionalEventDefinition></intermediateCatchEvent>",
        ),
        &expect![[r#"
        E0433 Error 5 x: condition of x is not a FEEL expression: "andrat"
    "#]],
    );
}

#[test]
fn jobs_and_their_settings() {
    let service = |settings: &str| {
        around(&format!(
            "<serviceTask id='x'><extensionElements>{settings}</extensionElements></serviceTask>"
        ))
    };
    check(
        &around("<serviceTask id='x'/>"),
        &expect![[r#"
        E0425 Error 5 x: the task x has no task type
    "#]],
    );
    check(
        &service("<zeebe:taskDefinition type=''/>"),
        &expect![[r#"
        E0425 Error 5 x: the task x has no task type
    "#]],
    );
    check(
        &service("<zeebe:taskDefinition type='=typ'/>"),
        &expect![[r#"
        E0426 Error 5 x: type of x is an expression but must be a fixed text
    "#]],
    );
    check(
        &service("<zeebe:taskDefinition type='a'/><zeebe:taskDefinition type='saklig.betala'/>"),
        &expect![[r#"
        E0434 Error 5 x: x uses zeebe:taskDefinition twice, which is not executed there
        E0440 Error 5 x: x (saklig.betala) can be reached without the decision gate: s → x
    "#]],
    );
    check(
        &service("<zeebe:taskDefinition type='a' ny='1'/><zeebe:calledDecision/><zeebe:executionListeners/>"),
        &expect![[r#"
        E0434 Error 5 x: x uses zeebe:taskDefinition ny, which is not executed there
        E0434 Error 5 x: x uses zeebe:calledDecision, which is not executed there
        E0434 Error 5 x: x uses zeebe:executionListeners, which is not executed there
    "#]],
    );
    check(
        &service(
            "<zeebe:taskDefinition type='a'/><zeebe:ioMapping><zeebe:input source='=a'/><zeebe:output target='b'/><zeebe:input source='=' target='c'/></zeebe:ioMapping>",
        ),
        &expect![[r#"
        E0437 Error 5 x: a line of the input mapping of x has no target
        E0437 Error 5 x: a line of the output mapping of x has no source
        E0433 Error 5 x: source of x is not a FEEL expression: "="
    "#]],
    );
}

#[test]
fn rule_tasks_and_user_tasks() {
    check(
        &around("<businessRuleTask id='x'/>"),
        &expect![[r#"
        E0436 Error 5 x: the business rule task x must have either a called decision or a task type
    "#]],
    );
    check(
        &around(
            "<businessRuleTask id='x'><extensionElements><zeebe:calledDecision decisionId='d'/></extensionElements></businessRuleTask>",
        ),
        &expect![[r#"
        E0436 Error 5 x: the business rule task x must have either a called decision or a task type
    "#]],
    );
    check(
        &around(
            "<businessRuleTask id='x'><extensionElements><zeebe:calledDecision decisionId='d' resultVariable='r' bindingType='versionTag' versionTag='1'/></extensionElements></businessRuleTask>",
        ),
        &expect![[r#"
        E0434 Error 5 x: x uses zeebe:calledDecision bindingType=versionTag, which is not executed there
        E0434 Error 5 x: x uses zeebe:calledDecision versionTag, which is not executed there
    "#]],
    );
    check(
        &around(
            "<userTask id='x'><extensionElements><zeebe:formDefinition formId='=f'/><zeebe:taskSchedule dueDate='snart'/></extensionElements></userTask>",
        ),
        &expect![[r#"
        E0426 Error 5 x: formId of x is an expression but must be a fixed text
        E0428 Error 5 x: the time "snart" of x cannot be read: a moment looks like 2026-01-31 or 2026-01-31T10:00:00+01:00
    "#]],
    );
}

#[test]
fn reserved_task_types() {
    let line = |list: &[(&str, &str)], way: &str| {
        let tasks: String = list.iter().map(|(id, task_type)| job(id, task_type)).collect();
        process(&format!("<startEvent id='s'/><endEvent id='e'/>{tasks}"), way)
    };
    check(&line(&[("b", "saklig.beslut"), ("pay", "saklig.betala")], "s>b b>pay pay>e"), &expect![""]);
    check(
        &line(&[("pay", "saklig.betala")], "s>pay pay>e"),
        &expect![[r#"
            E0440 Error 4 pay: pay (saklig.betala) can be reached without the decision gate: s → pay
        "#]],
    );
    check(
        &line(&[("pay", "saklig.betalning")], "s>pay pay>e"),
        &expect![[r#"
            E0441 Error 4 pay: the task type saklig.betalning of pay does not exist; types that begin with saklig. are reserved
        "#]],
    );
    check(&line(&[("f", "saklig.fraga")], "s>f f>e"), &expect![[""]]);
}

#[test]
fn settings_on_events_and_flows() {
    let elements = "<startEvent id='s'/><endEvent id='e'/><intermediateCatchEvent id='x'><conditionalEventDefinition>\
        <extensionElements><zeebe:conditionalFilter/></extensionElements><condition>=a</condition>\
        </conditionalEventDefinition></intermediateCatchEvent>\
        <sequenceFlow id='f' sourceRef='s' targetRef='x'><extensionElements><zeebe:ioMapping/></extensionElements></sequenceFlow>";
    check(
        &process(elements, "x>e"),
        &expect![[r#"
        E0434 Error 4 x: x uses zeebe:conditionalFilter, which is not executed there
        E0434 Error 4 f: f uses zeebe:ioMapping, which is not executed there
    "#]],
    );
}

#[test]
fn a_file_with_too_many_elements() {
    check(
        &format!("<a>{}</a>", "<b/>".repeat(60_000)),
        &expect![[r#"
        E0402 Error 1 -: the file is refused: it has more than 50000 elements
    "#]],
    );
}

#[test]
fn a_broken_file_still_opens() {
    let whole = around("<userTask id='x'/>");
    let (model, remarks) = parse(whole.split("<sequenceFlow").next().unwrap_or_default(), "m");
    assert_eq!(remarks.iter().map(|remark| remark.code).collect::<Vec<_>>(), ["E0401"]);
    assert_eq!(model.process("p").map(|process| process.nodes.len()), Some(3));
}
