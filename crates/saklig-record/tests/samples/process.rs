//! Tokens, waits, work, timers and tasks.

use saklig_case::{
    CaseEvent, Instance, NewJob, Task, TaskKind, TaskState, Token, Waiting, Work, WorkFailure, WorkState,
};

use super::{at, case, key, reasons, text};

fn token(scope: Option<u32>, flow: &str) -> Token {
    Token { scope: scope.map(key), flow: text(flow) }
}

pub(super) fn events() -> Vec<(&'static str, CaseEvent)> {
    let mut events = tokens();
    events.extend(work());
    events.extend(tasks());
    events
}

fn tokens() -> Vec<(&'static str, CaseEvent)> {
    let waits = [
        Waiting::Work(key(3)),
        Waiting::Task(key(4)),
        Waiting::Timer(key(5)),
        Waiting::Message(text("svar_pa_kommunicering"), text("1001")),
        Waiting::Condition(false),
        Waiting::Inside,
        Waiting::Incident(key(6)),
    ];
    let boundary: Vec<_> = (1..).zip(waits).map(|(at, wait)| (text(&format!("kant_{at}")), wait)).collect();
    let instance = |scope: Option<u32>, boundary| Instance {
        element: text("fraga_ssbtek"),
        scope: scope.map(key),
        waiting: Waiting::Work(key(3)),
        boundary,
        since: at(1),
    };
    vec![
        (
            "passed",
            CaseEvent::Passed {
                element: text("delning"),
                taken: vec![token(None, "f1")],
                given: vec![token(None, "f2"), token(Some(2), "f3")],
            },
        ),
        (
            "passed-end",
            CaseEvent::Passed { element: text("slut"), taken: vec![token(None, "f9")], given: vec![] },
        ),
        (
            "entered",
            CaseEvent::Entered {
                key: key(2),
                taken: vec![token(None, "f2")],
                instance: Box::new(instance(Some(1), boundary.clone())),
                given: vec![token(Some(2), "start")],
            },
        ),
        (
            "entered-bare",
            CaseEvent::Entered {
                key: key(2),
                taken: vec![],
                instance: Box::new(instance(None, vec![])),
                given: vec![],
            },
        ),
        ("wait-changed", CaseEvent::WaitChanged { key: key(2), waiting: Waiting::Condition(true), boundary }),
        (
            "wait-changed-bare",
            CaseEvent::WaitChanged { key: key(2), waiting: Waiting::Inside, boundary: vec![] },
        ),
        ("left", CaseEvent::Left { key: key(2), over: text("kant_1"), given: vec![token(None, "f4")] }),
        ("left-normally", CaseEvent::Left { key: key(2), over: text(""), given: vec![] }),
        (
            "branched",
            CaseEvent::Branched { key: key(2), event: text("kant_2"), given: vec![token(None, "f5")] },
        ),
    ]
}

fn work() -> Vec<(&'static str, CaseEvent)> {
    let ordered = |target: &str, decision: Option<u32>, priority, held| {
        let (kind, business_key) = (text("saklig.betala"), text("1001:9"));
        let work = Work {
            key: key(3),
            kind: kind.clone(),
            instance: key(2),
            business_key: business_key.clone(),
            target: text(target),
            decision: decision.map(key),
            state: WorkState::Ordered,
            ordered_at: at(1),
        };
        let job = NewJob { key: key(3), case: case(), kind, business_key, priority, not_before: at(1), held };
        CaseEvent::WorkOrdered { work: Box::new(work), job: Box::new(job) }
    };
    let failed = |business| CaseEvent::WorkFailed {
        job: key(3),
        failure: WorkFailure { code: text("timeout"), business },
    };
    vec![
        ("work-ordered", ordered("ssbtek", Some(9), -5, true)),
        ("work-ordered-bare", ordered("", None, 0, false)),
        ("work-done", CaseEvent::WorkDone { job: key(3), receipt: text("kvitto-7"), at: at(2) }),
        ("work-done-bare", CaseEvent::WorkDone { job: key(3), receipt: text(""), at: at(2) }),
        ("work-failed", failed(true)),
        ("work-failed-technically", failed(false)),
        ("work-cancelled", CaseEvent::WorkCancelled { job: key(3) }),
        ("timer-set", CaseEvent::TimerSet { key: key(5), instance: key(2), due: at(59) }),
        ("timer-ended", CaseEvent::TimerEnded { key: key(5), fired: true }),
        ("timer-ended-unneeded", CaseEvent::TimerEnded { key: key(5), fired: false }),
    ]
}

fn tasks() -> Vec<(&'static str, CaseEvent)> {
    let task = |kind, instance: Option<u32>, deadline| Task {
        key: key(4),
        kind,
        instance: instance.map(key),
        queue: text("ekonomi"),
        reasons: reasons(),
        opened_at: at(1),
        deadline,
        state: TaskState::Open,
    };
    let opened = |task| CaseEvent::TaskOpened(Box::new(task));
    vec![
        ("task-opened", opened(task(TaskKind::Decide, Some(2), Some(at(50))))),
        ("task-opened-spot-check", opened(task(TaskKind::Assess, None, None))),
        ("task-opened-model", opened(task(TaskKind::Handle, Some(2), None))),
        ("task-opened-incident", opened(task(TaskKind::Incident, Some(2), None))),
    ]
}
