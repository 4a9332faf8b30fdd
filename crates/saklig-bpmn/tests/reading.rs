//! What models become: the graph as text.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{flows, model};
use expect_test::{Expect, expect};
use saklig_bpmn::parse;

/// Reads a model without remarks and compares the dump.
fn check(xml: &str, expected: &Expect) {
    let (model, remarks) = parse(xml, "m.bpmn");
    assert!(remarks.is_empty(), "{remarks:#?}");
    let dump: String = model.processes.iter().map(saklig_bpmn::Process::dump).collect();
    expected.assert_eq(&dump);
}

const MESSAGE: &str = r#"<message id="m1" name="svar"><extensionElements><zeebe:subscription correlationKey="=arende.nummer"/></extensionElements></message>
<error id="e1" name="Stopp" errorCode="STOPP"/>"#;

#[test]
fn tasks_with_their_settings() {
    let elements = r#"
<laneSet id="ls"><lane id="l1" name="Handläggare"><flowNodeRef>granska</flowNodeRef></lane></laneSet>
<startEvent id="s" name="Ansökan kom in"/>
<serviceTask id="fraga" name="Fråga registret"><documentation>Frågar.</documentation><extensionElements>
 <zeebe:taskDefinition type="fraga.register" retries="3"/>
 <zeebe:ioMapping><zeebe:input source="=sokande.nummer" target="nummer"/><zeebe:input source="fast &quot;text&quot;" target="slag"/>
 <zeebe:output source="=svar" target="register.svar"/></zeebe:ioMapping>
 <zeebe:taskHeaders><zeebe:header key="kalla" value="FK"/></zeebe:taskHeaders>
 <zeebe:properties><zeebe:property name="ruta" value="blå"/></zeebe:properties></extensionElements></serviceTask>
<businessRuleTask id="rakna"><extensionElements><zeebe:calledDecision decisionId="norm" resultVariable="norm" bindingType="deployment"/></extensionElements></businessRuleTask>
<businessRuleTask id="regel"><extensionElements><zeebe:taskDefinition type="regel" retries="=antal"/></extensionElements></businessRuleTask>
<userTask id="granska"><extensionElements><zeebe:userTask/><zeebe:formDefinition formId="granskning"/>
 <zeebe:assignmentDefinition assignee="=handlaggare" candidateGroups="ekonomi, reserv"/>
 <zeebe:taskSchedule dueDate="=idag + duration(&quot;P3D&quot;)" followUpDate="2026-01-31T10:00:00Z"/>
 <zeebe:priorityDefinition priority="50"/></extensionElements></userTask>
<userTask id="enkel"/>
<sendTask id="skicka"><extensionElements><zeebe:taskDefinition type="skicka"/></extensionElements></sendTask>
<receiveTask id="vanta" messageRef="m1"/>
<endEvent id="e"/><textAnnotation id="t1"><text>Obs</text></textAnnotation>"#;
    let flows = flows(
        "s>fraga fraga>rakna rakna>regel regel>granska granska>enkel enkel>skicka skicka>vanta vanta>e",
    );
    check(
        &model(MESSAGE, &format!("{elements}{flows}")),
        &expect![[r#"
        process p "Prov"
          lane l1 "Handläggare": granska
          s: start "Ansökan kom in"
            → fraga (s-fraga)
          fraga: service fraga.register retries 3 "Fråga registret"
            in nummer = sokande.nummer
            in slag = "fast \"text\""
            out register.svar = svar
            header kalla = FK
            property ruta = blå
            → rakna (fraga-rakna)
          rakna: rule "norm" into norm
            → regel (rakna-regel)
          regel: rule job regel retries antal
            → granska (regel-granska)
          granska: user
            form granskning
            assignee handlaggare
            groups ["ekonomi", "reserv"]
            due idag + duration("P3D")
            follow up date and time("2026-01-31T10:00:00Z")
            priority 50
            → enkel (granska-enkel)
          enkel: user (job)
            → skicka (enkel-skicka)
          skicka: send skicka
            → vanta (skicka-vanta)
          vanta: receive message "svar" key arende.nummer
            → e (vanta-e)
          e: end
    "#]],
    );
}

#[test]
fn gateways_and_events() {
    let elements = r#"
<startEvent id="s"/>
<exclusiveGateway id="val" default="val-dela"/>
<parallelGateway id="dela"/><parallelGateway id="samla"/>
<intermediateCatchEvent id="dag"><timerEventDefinition><timeDate xsi:type="tFormalExpression">2026-01-31</timeDate></timerEventDefinition></intermediateCatchEvent>
<intermediateCatchEvent id="stund"><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>
<intermediateCatchEvent id="svar"><messageEventDefinition messageRef="m1"/></intermediateCatchEvent>
<intermediateCatchEvent id="andrat"><conditionalEventDefinition><condition>
   = arende.andrat
</condition></conditionalEventDefinition></intermediateCatchEvent>
<endEvent id="e"><terminateEventDefinition/></endEvent>"#;
    let flows = flows(
        "s>val val>stund?=summa&gt;0 val>dela dela>dag dela>svar dag>samla svar>andrat andrat>samla stund>e samla>e",
    );
    check(
        &model(MESSAGE, &format!("{elements}{flows}")),
        &expect![[r#"
            process p "Prov"
              s: start
                → val (s-val)
              val: exclusive
                → stund (val-stund) if summa>0
                → dela (val-dela) default
              dela: parallel
                → dag (dela-dag)
                → svar (dela-svar)
              samla: parallel
                → e (samla-e)
              dag: wait for moment date("2026-01-31")
                → samla (dag-samla)
              stund: wait for duration duration("PT2H")
                → e (stund-e)
              svar: wait for message "svar" key arende.nummer
                → andrat (svar-andrat)
              andrat: wait for condition arende.andrat
                → samla (andrat-samla)
              e: end, terminate
        "#]],
    );
}

#[test]
fn sub_processes_and_boundary_events() {
    let elements = r#"
<startEvent id="s"><messageEventDefinition messageRef="m1"/></startEvent>
<subProcess id="prova" name="Pröva">
  <startEvent id="ps"/><userTask id="u"/><exclusiveGateway id="g" default="g-pe"/><endEvent id="pe"/>
  <endEvent id="fel"><errorEventDefinition errorRef="e1"/></endEvent>
  <boundaryEvent id="paminn" attachedToRef="u" cancelActivity="false"><timerEventDefinition><timeCycle>R3/P7D</timeCycle></timerEventDefinition></boundaryEvent>
  <endEvent id="ee"/>
  <sequenceFlow id="g-fel" sourceRef="g" targetRef="fel"><conditionExpression>=stopp</conditionExpression></sequenceFlow>
  <sequenceFlow id="g-pe" sourceRef="g" targetRef="pe"/><sequenceFlow id="ps-u" sourceRef="ps" targetRef="u"/>
  <sequenceFlow id="u-g" sourceRef="u" targetRef="g"/><sequenceFlow id="paminn-ee" sourceRef="paminn" targetRef="ee"/>
</subProcess>
<boundaryEvent id="fangat" attachedToRef="prova"><errorEventDefinition errorRef="e1"/></boundaryEvent>
<boundaryEvent id="lank" attachedToRef="prova"><timerEventDefinition><timeDuration>=frist</timeDuration></timerEventDefinition></boundaryEvent>
<boundaryEvent id="kom" attachedToRef="prova" cancelActivity="false"><messageEventDefinition messageRef="m1"/></boundaryEvent>
<boundaryEvent id="nytt" attachedToRef="prova"><conditionalEventDefinition><condition>=nytt</condition></conditionalEventDefinition></boundaryEvent>
<endEvent id="e"/>"#;
    let flows = flows("s>prova prova>e fangat>e lank>e kom>e nytt>e");
    check(
        &model(MESSAGE, &format!("{elements}{flows}")),
        &expect![[r#"
        process p "Prov"
          s: start on message "svar" key arende.nummer
            → prova (s-prova)
          prova: sub-process "Pröva"
            ps: start
              → u (ps-u)
            u: user (job)
              → g (u-g)
            g: exclusive
              → fel (g-fel) if stopp
              → pe (g-pe) default
            pe: end
            fel: end, error STOPP
            paminn: beside u on cycle "R3/P7D"
              → ee (paminn-ee)
            ee: end
            → e (prova-e)
          fangat: interrupts prova on error STOPP
            → e (fangat-e)
          lank: interrupts prova on duration frist
            → e (lank-e)
          kom: beside prova on message "svar" key arende.nummer
            → e (kom-e)
          nytt: interrupts prova on condition nytt
            → e (nytt-e)
          e: end
    "#]],
    );
}

#[test]
fn the_graph_answers_what_the_engine_asks() {
    let xml = model(
        "",
        &format!(
            r#"<startEvent id="s"/><subProcess id="sub"><startEvent id="i"/><userTask id="u"/><endEvent id="ie"/>{}</subProcess>
<boundaryEvent id="b" attachedToRef="sub"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
<endEvent id="e"/>{}"#,
            flows("i>u u>ie"),
            flows("s>sub sub>e b>e")
        ),
    );
    let (model, remarks) = parse(&xml, "m.bpmn");
    assert!(remarks.is_empty(), "{remarks:?}");
    let process = model.process("p").unwrap();
    let sub = process.find("sub").unwrap();
    let names = |ids: &[saklig_bpmn::NodeId]| {
        ids.iter().map(|id| process.node(*id).element.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(names(process.starts(None)), ["s"]);
    assert_eq!(names(process.starts(Some(sub.id))), ["i"]);
    assert_eq!(names(&process.scopes_around(process.find("u").unwrap().id).collect::<Vec<_>>()), ["sub"]);
    assert_eq!(
        process
            .boundary(sub.id)
            .map(|(node, event)| (&*node.element, event.interrupting))
            .collect::<Vec<_>>(),
        [("b", true)]
    );
    assert_eq!(
        process.outgoing(sub.id).map(|flow| &*process.node(flow.target).element).collect::<Vec<_>>(),
        ["e"]
    );
    assert_eq!(process.incoming(process.find("e").unwrap().id).count(), 2);
    assert_eq!(process.children(Some(sub.id)).count(), 3);
    assert_eq!(&*process.find_flow("s-sub").unwrap().element, "s-sub");
    assert!(process.find("saknas").is_none());
}

#[test]
fn expressions_know_their_place() {
    let xml = model(
        "",
        &format!(
            "<startEvent id=\"s\"/><exclusiveGateway id=\"g\" default=\"g-e\"/><endEvent id=\"e\"/>{}\n<sequenceFlow id=\"v\" sourceRef=\"g\" targetRef=\"e\">\n<conditionExpression>\n  =  a\n > 1</conditionExpression></sequenceFlow>",
            flows("s>g g>e")
        )
        .replace("a\n > 1", "a\n &gt; 1"),
    );
    let (model, remarks) = parse(&xml, "m.bpmn");
    assert!(remarks.is_empty(), "{remarks:?}");
    let condition = model.processes[0].find_flow("v").unwrap().condition.clone().unwrap();
    let line = xml.lines().position(|line| line.contains("=  a")).unwrap() + 1;
    assert_eq!(&*condition.text, "a\n > 1");
    assert_eq!((condition.place.line as usize, condition.place.column), (line, 6));
    assert_eq!(condition.place.element.as_deref(), Some("v"));
}
