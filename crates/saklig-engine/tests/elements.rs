//! Elements of the process one by one.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{Told, at, eva, income, open, system};
use expect_test::{Expect, expect};
use saklig_case::{CaseState, Command, WorkFailure};

/// Opens a case in this process and shows what happens.
fn check(body: &str, expected: &Expect) -> Told {
    let mut told = Told::new(body);
    expected.assert_eq(&told.tell(open(100, Some(100)), &system()).unwrap());
    told
}

const SUBPROCESS: &str = r#"
    start s
    raw <bpmn:subProcess id="inre"><bpmn:startEvent id="is"/><bpmn:exclusiveGateway id="ix" default="ix_ie"/><bpmn:endEvent id="ie"/><bpmn:serviceTask id="iw"><bpmn:extensionElements><zeebe:taskDefinition type="prov.arbete"/></bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="fel"><bpmn:errorEventDefinition errorRef="nekad"/></bpmn:endEvent><bpmn:sequenceFlow id="is_ix" sourceRef="is" targetRef="ix"/><bpmn:sequenceFlow id="ix_iw" sourceRef="ix" targetRef="iw"><bpmn:conditionExpression>=folk.inkomst &gt; 50</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:sequenceFlow id="ix_ie" sourceRef="ix" targetRef="ie"/><bpmn:sequenceFlow id="iw_fel" sourceRef="iw" targetRef="fel"/></bpmn:subProcess>
    raw <bpmn:boundaryEvent id="fangar" attachedToRef="inre"><bpmn:errorEventDefinition errorRef="nekad"/></bpmn:boundaryEvent>
    end klart
    end nekat
    s -> inre
    inre -> klart
    fangar -> nekat
"#;

#[test]
fn an_error_end_leaves_the_sub_process_over_its_boundary_event() {
    let mut told = check(
        SUBPROCESS,
        &expect![[r"
            opened
            passed s → s_inre
            waits at inre
            passed is → is_ix
            passed ix → ix_iw
            ordered prov.arbete
            waits at iw
        "]],
    );
    expect![[r"
        work-done
        left → iw_fel
        passed fel → 
        left fangar→ fangar_nekat
        passed nekat → 
        ended
    "]]
    .assert_eq(&told.done("prov.arbete"));
}

#[test]
fn a_sub_process_ends_when_nothing_is_under_way_in_it() {
    let mut told = Told::new(SUBPROCESS);
    let text = told.tell(open(100, Some(10)), &system()).unwrap();
    assert!(text.ends_with("passed ie → \nleft → inre_klart\npassed klart → \nended\n"), "{text}");
}

#[test]
fn work_that_fails_in_business_takes_the_error_boundary_and_in_technique_becomes_an_incident() {
    let body = r#"
        start s
        work w prov.arbete
        raw <bpmn:boundaryEvent id="fangar" attachedToRef="w"><bpmn:errorEventDefinition errorRef="nekad"/></bpmn:boundaryEvent>
        end klart
        end nekat
        s -> w
        w -> klart
        fangar -> nekat
    "#;
    let fail = |code: &str, business| {
        let mut told = Told::new(body);
        told.tell(open(100, Some(0)), &system()).unwrap();
        let failure = WorkFailure { code: code.into(), business };
        let command = Command::FailWork { job: told.job("prov.arbete"), failure, answers: Vec::new() };
        let text = told.tell(command, &system()).unwrap();
        (told, text)
    };
    let (_, text) = fail("NEKAD", true);
    assert_eq!(text, "work-failed\nleft fangar→ fangar_nekat\npassed nekat → \nended\n");
    let (mut told, text) = fail("timeout", false);
    assert_eq!(text, "work-failed\ntask driftstopp: uppdrag_misslyckat (prov.arbete)\nwait-changed\n");
    let task = told.task();
    told.tell(Command::TakeTask { task }, &eva()).unwrap();
    expect![[r"
        task-ended
        left → w
        ordered prov.arbete
        waits at w
    "]]
    .assert_eq(&told.tell(Command::CompleteTask { task, note: "lagat".into() }, &eva()).unwrap());
    assert_eq!(told.done("prov.arbete"), "work-done\nleft → w_klart\npassed klart → \nended\n");
}

#[test]
fn a_timer_fires_when_its_time_has_come_and_not_before() {
    let body = r#"
        start s
        raw <bpmn:intermediateCatchEvent id="vanta"><bpmn:timerEventDefinition><bpmn:timeDuration>=duration("P14D")</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
        end klart
        s -> vanta
        vanta -> klart
    "#;
    let mut told = check(
        body,
        &expect![[r"
            opened
            passed s → s_vanta
            timer-set
            waits at vanta
        "]],
    );
    let timer = *told.case().timers.keys().next().unwrap();
    told.moment = at(13);
    assert!(told.tell(Command::FireTimer { timer }, &system()).is_err());
    told.moment = at(14);
    let text = told.tell(Command::FireTimer { timer }, &system()).unwrap();
    assert_eq!(text, "timer-ended\nleft → vanta_klart\npassed klart → \nended\n");
}

const RECEIVE: &str = r#"
    start s
    raw <bpmn:receiveTask id="svar_in" messageRef="svar"/>
    raw <bpmn:boundaryEvent id="tid_ute" attachedToRef="svar_in"><bpmn:timerEventDefinition><bpmn:timeDuration>=duration("P7D")</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    end svarat
    end tyst
    s -> svar_in
    svar_in -> svarat
    tid_ute -> tyst
"#;

#[test]
fn a_message_or_the_passed_time_wakes_a_receive_task_once() {
    let mut told = Told::new(RECEIVE);
    told.tell(open(100, Some(0)), &system()).unwrap();
    let (message, key) = ("svar_pa_kommunicering".into(), "PR-2025-000007".into());
    let command = Command::Correlate { message, key, answers: Vec::new() };
    let text = told.tell(command, &system()).unwrap();
    assert_eq!(text, "timer-ended\nleft → svar_in_svarat\npassed svarat → \nended\n");

    let mut told = Told::new(RECEIVE);
    told.tell(open(100, Some(0)), &system()).unwrap();
    let timer = *told.case().timers.keys().next().unwrap();
    told.moment = at(7);
    let text = told.tell(Command::FireTimer { timer }, &system()).unwrap();
    assert_eq!(text, "timer-ended\nleft tid_ute→ tid_ute_tyst\npassed tyst → \nended\n");
}

#[test]
fn a_conditional_event_fires_when_the_case_is_updated_so_that_it_becomes_true() {
    let body = r#"
        start s
        user u titta
        raw <bpmn:boundaryEvent id="uppdaterad" attachedToRef="u"><bpmn:conditionalEventDefinition><bpmn:condition>=folk.inkomst &gt; 500</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:boundaryEvent>
        end klart
        end pa_nytt
        s -> u
        u -> klart
        uppdaterad -> pa_nytt
    "#;
    let mut told = check(
        body,
        &expect![[r"
            opened
            passed s → s_u
            task handlagg: titta
            waits at u
            wait-changed
        "]],
    );
    let state = |value| Command::StateFacts { reason: "rättad".into(), answers: vec![income(value)] };
    assert_eq!(told.tell(state(Some(400)), &eva()).unwrap(), "facts-stated\n");
    assert_eq!(told.tell(state(None), &eva()).unwrap(), "facts-stated\n", "an unknown fires nothing");
    let text = told.tell(state(Some(600)), &eva()).unwrap();
    assert_eq!(
        text,
        "facts-stated\ntask-ended\nleft uppdaterad→ uppdaterad_pa_nytt\npassed pa_nytt → \nended\n"
    );
}

#[test]
fn a_gateway_that_reads_an_unknown_takes_no_way_until_it_is_known() {
    let body = "
        start s
        xor x annars
        end rik
        end annars
        s -> x
        x -> rik : folk.inkomst > 500
        x -> annars
    ";
    let mut told = Told::new(body);
    let text = told.tell(open(100, None), &system()).unwrap();
    assert_eq!(text, "opened\npassed s → s_x\ntask driftstopp: oklart_vagval (folk.inkomst)\nwaits at x\n");
    told.tell(Command::StateFacts { reason: "kontoutdrag".into(), answers: vec![income(Some(900))] }, &eva())
        .unwrap();
    let task = told.task();
    told.tell(Command::TakeTask { task }, &eva()).unwrap();
    let text = told.tell(Command::CompleteTask { task, note: "inkomsten är känd".into() }, &eva()).unwrap();
    assert_eq!(text, "task-ended\nleft → s_x\npassed x → x_rik\npassed rik → \nended\n".replace("s_x", "x"));
}

#[test]
fn terminate_ends_everything_in_its_scope() {
    let body = r#"
        start s
        and dela
        work w prov.arbete
        raw <bpmn:endEvent id="stopp"><bpmn:terminateEventDefinition/></bpmn:endEvent>
        end klart
        s -> dela
        dela -> w
        dela -> stopp
        w -> klart
    "#;
    let told = check(
        body,
        &expect![[r"
            opened
            passed s → s_dela
            passed dela → dela_w, dela_stopp
            ordered prov.arbete
            waits at w
            work-cancelled
            left stopp→ 
            passed stopp → 
            ended
        "]],
    );
    assert_eq!(told.case().state, CaseState::Ended);
}

#[test]
fn a_loop_without_end_becomes_an_incident() {
    let body = "
        start s
        xor a
        xor b ut
        end ut
        s -> a
        a -> b
        b -> a : folk.inkomst >= 0
        b -> ut
    ";
    let mut told = Told::new(body);
    let text = told.tell(open(100, Some(0)), &system()).unwrap();
    let next = told.tell(Command::Continue, &system()).unwrap();
    let both = text + &next;
    assert!(both.contains("task driftstopp: driftstopp (slinga: a → b)"), "{}", both.len());
}
