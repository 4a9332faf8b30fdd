//! The promises as properties: no payment without a decision, nothing stuck, unknown never opens anything.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{LINE, Told, at, eva, income, open, system};
use proptest::prelude::*;
use saklig_case::{
    CaseEvent, CaseState, Command, HumanDecision, Outcome, PersonRuling, RuleResult, TaskState, Waiting,
    WorkState,
};

/// Something that can be said to a case, by anybody, in any order.
#[derive(Debug, Clone)]
enum Word {
    Complete(usize),
    Fail(usize, bool),
    Income(Option<i64>),
    Take,
    Finish,
    Decide(u8, i64, bool),
    Cancel,
    Suspend,
    Resume,
    Continue,
    Days(i64),
}

fn word() -> impl Strategy<Value = Word> {
    prop_oneof![
        6 => (0..4_usize).prop_map(Word::Complete),
        2 => (0..4_usize, any::<bool>()).prop_map(|(at, business)| Word::Fail(at, business)),
        2 => prop::option::of(0..10_000_i64).prop_map(Word::Income),
        4 => Just(Word::Take),
        2 => Just(Word::Finish),
        4 => (0..4_u8, 0..5_000_i64, any::<bool>()).prop_map(|(o, amount, ruled)| Word::Decide(o, amount, ruled)),
        1 => Just(Word::Cancel),
        1 => Just(Word::Suspend),
        2 => Just(Word::Resume),
        1 => Just(Word::Continue),
        1 => (1..30_i64).prop_map(Word::Days),
    ]
}

fn command(told: &Told, word: &Word) -> Option<Command> {
    let case = told.case();
    let job = |at: usize| case.work.values().filter(|w| w.state == WorkState::Ordered).nth(at).map(|w| w.key);
    let task = case.open_tasks().next().map(|task| task.key);
    Some(match word {
        Word::Complete(at) => {
            Command::CompleteWork { job: job(*at)?, receipt: "ok".into(), answers: Vec::new() }
        }
        Word::Fail(at, business) => {
            let failure = saklig_case::WorkFailure { code: "NEKAD".into(), business: *business };
            Command::FailWork { job: job(*at)?, failure, answers: vec![income(None)] }
        }
        Word::Income(value) => {
            Command::StateFacts { reason: "rättad".into(), answers: vec![income(*value)] }
        }
        Word::Take => Command::TakeTask { task: task? },
        Word::Finish => Command::CompleteTask { task: task?, note: "klart".into() },
        Word::Decide(outcome, amount, ruled) => {
            let outcome = *Outcome::ALL.get(usize::from(*outcome))?;
            let amount = if outcome.carries_amount() { (*amount).into() } else { 0.into() };
            let ruling = PersonRuling {
                rule: "forslag".into(),
                result: RuleResult::Met,
                lagrum: "FL 25 §".into(),
                reason: "utrett".into(),
            };
            let rulings = if *ruled { vec![ruling] } else { Vec::new() };
            let (payee, exception) = (Some("9999-1".into()), Some("obehövligt".into()));
            Command::Decide {
                task: task?,
                decision: HumanDecision { outcome, amount, payee, rulings, exception },
            }
        }
        Word::Cancel => Command::Cancel { reason: "återtagen".into() },
        Word::Suspend => Command::Suspend { reason: "utreds".into() },
        Word::Resume => Command::Resume,
        Word::Continue => Command::Continue,
        Word::Days(_) => return None,
    })
}

/// Every payment is of a decision of the case that carries an amount, and there is at most one for each decision.
fn payments_are_founded(told: &Told) {
    let case = told.case();
    let payments: Vec<_> = case.work.values().filter(|work| work.kind.as_ref() == "saklig.betala").collect();
    for payment in &payments {
        let decision = case.decisions.iter().find(|d| Some(d.key()) == payment.decision);
        assert!(
            decision.is_some_and(|d| d.proposal().outcome.carries_amount()),
            "a payment without a decision"
        );
        assert!(!decision.unwrap().grounds().is_empty() && !decision.unwrap().mandate().is_empty());
    }
    let alive: Vec<_> = payments
        .iter()
        .filter(|work| matches!(work.state, WorkState::Ordered | WorkState::Done(_)))
        .map(|work| &work.business_key)
        .collect();
    let mut unique = alive.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(alive.len(), unique.len(), "two payments under one key");
}

/// A running case waits for something named: work that is ordered, a task that is open, a timer that runs, a message.
fn nothing_is_stuck(told: &Told) {
    let case = told.case();
    if case.state != CaseState::Running {
        return;
    }
    assert!(!case.journey.instances.is_empty(), "a running case waits for nothing");
    for instance in case.journey.instances.values() {
        let named = match &instance.waiting {
            Waiting::Work(key) => case.work.get(key).is_some_and(|work| work.state == WorkState::Ordered),
            Waiting::Task(key) | Waiting::Incident(key) => {
                case.tasks.get(key).is_some_and(|t| matches!(t.state, TaskState::Open | TaskState::Taken(_)))
            }
            Waiting::Timer(key) => case.timers.contains_key(key),
            Waiting::Message(..) | Waiting::Condition(_) | Waiting::Inside => true,
        };
        assert!(named, "{instance:?} waits for nothing that is there");
        let task = instance.waiting.clone();
        if let Waiting::Task(key) | Waiting::Incident(key) = task {
            assert!(!case.tasks[&key].reasons.is_empty(), "a task without a coded reason");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_said_in_whatever_order_no_payment_is_without_a_decision_and_nothing_is_stuck(
        amount in 0..20_000_i64,
        answer in prop::option::of(0..10_000_i64),
        words in prop::collection::vec(word(), 0..25),
    ) {
        let mut told = Told::new(LINE);
        told.tell(open(amount, answer), &system()).unwrap();
        for word in &words {
            if let Word::Days(days) = word {
                let passed = told.moment.now.duration_since(at(0).now).as_hours() / 24;
                told.moment = at(passed + days);
            }
            if let Some(command) = command(&told, word) {
                let before = told.case().clone();
                if told.tell(command, &eva()).is_err() {
                    prop_assert_eq!(&before, told.case(), "a rejection changes nothing");
                }
            }
            payments_are_founded(&told);
            nothing_is_stuck(&told);
        }
    }

    #[test]
    fn tokens_moved_at_random_never_pay_without_a_decision(
        elements in prop::collection::vec(prop::sample::select(vec![
            "brev", "betala", "arkivera", "dela", "samla", "besluta_dela", "dela_betala", "samla_arkivera",
        ]), 1..6),
    ) {
        // A journey that nobody has travelled: tokens are put where a fault, or a migration, might put them.
        let mut told = Told::new(LINE);
        told.tell(open(1_000, None), &system()).unwrap();
        let case = told.case.as_mut().unwrap();
        for element in elements {
            case.journey.tokens.push(saklig_case::Token { scope: None, flow: element.into() });
        }
        told.tell(Command::Continue, &system()).unwrap();
        prop_assert!(told.case().decisions.is_empty());
        let ordered = |event: &CaseEvent| match event {
            CaseEvent::WorkOrdered { work, .. } => work.kind.as_ref() != "saklig.fraga",
            _ => false,
        };
        prop_assert!(!told.events.iter().any(ordered));
        nothing_is_stuck(&told);
    }

    #[test]
    fn an_unknown_answer_never_decides_and_never_raises_an_amount(amount in 0..10_000_i64, known in 0..10_000_i64) {
        let decided = |answer| {
            let mut told = Told::new(LINE);
            told.tell(open(amount, None), &system()).unwrap();
            let job = told.job("saklig.fraga");
            let command = Command::CompleteWork { job, receipt: "ok".into(), answers: vec![income(answer)] };
            told.tell(command, &system()).unwrap();
            told.case().decision().map(|decision| decision.proposal().amount)
        };
        prop_assert_eq!(decided(None), None);
        prop_assert_eq!(decided(Some(known)).is_some(), known < 5_000);
    }
}
