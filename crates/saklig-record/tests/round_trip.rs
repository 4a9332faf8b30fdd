//! Whatever is written is read back as it was meant.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use jiff::Timestamp;
use proptest::prelude::*;
use saklig_case::{
    Answer, CaseEvent, CaseKey, FactState, HumanRow, Key, Path, Protection, Provenance, Reason, Reconciled,
    RobotRow, RowChange, Severity, Source, StatedFact, Token, UnknownReason, Value, WarningKey,
};
use saklig_number::Number;
use saklig_record::{decode, encode};

fn any_text() -> impl Strategy<Value = Arc<str>> {
    prop_oneof!["\\PC{0,12}", "[\"\\\\\n\t\u{0}é§]{0,4}"].prop_map(Arc::from)
}

fn any_key() -> impl Strategy<Value = Key> {
    (1_u64..1 << 41, 0_u32..1 << 22)
        .prop_map(|(case, counter)| CaseKey::new(case).unwrap().thing(counter).unwrap())
}

fn any_time() -> impl Strategy<Value = Timestamp> {
    (-1_000_000_000_000_000_i64..10_000_000_000_000_000)
        .prop_map(|micros| Timestamp::from_microsecond(micros).unwrap())
}

fn any_number() -> impl Strategy<Value = Number> {
    (any::<i64>(), 0_usize..25).prop_map(|(coefficient, decimals)| {
        let digits = format!("{:0>width$}", coefficient.unsigned_abs(), width = decimals + 1);
        let (whole, part) = digits.split_at(digits.len() - decimals);
        let sign = if coefficient < 0 { "-" } else { "" };
        format!("{sign}{whole}.{part}0").parse().unwrap()
    })
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::Boolean),
        any_number().prop_map(Value::Number),
        any_text().prop_map(Value::Text),
        any_time().prop_map(|at| Value::Date(at.to_zoned(jiff::tz::TimeZone::UTC).date())),
        any_time()
            .prop_map(|at| Value::Month(saklig_case::Month::of(at.to_zoned(jiff::tz::TimeZone::UTC).date()))),
        any_time().prop_map(Value::Instant),
        proptest::collection::vec(any_text(), 0..3).prop_map(Value::Items),
    ]
}

fn any_reason() -> impl Strategy<Value = UnknownReason> {
    prop_oneof![
        Just(UnknownReason::Failed),
        Just(UnknownReason::Partial),
        Just(UnknownReason::Stale),
        Just(UnknownReason::NotAsked),
        Just(UnknownReason::Contradicted),
        Just(UnknownReason::Unclear),
    ]
}

fn any_state() -> impl Strategy<Value = FactState> {
    prop_oneof![
        3 => any_value().prop_map(FactState::Known),
        1 => Just(FactState::Empty),
        1 => (any_reason(), proptest::option::of(any_value()))
            .prop_map(|(reason, part)| FactState::Unknown { reason, part }),
    ]
}

fn any_path() -> impl Strategy<Value = Path> {
    "[a-z_][a-zA-Z0-9_]{0,5}(\\[[a-zA-Z0-9_:-]{1,4}\\])?(\\.[a-z]{1,4}){0,2}"
        .prop_map(|text| Path::new(&text).unwrap())
}

fn any_source() -> impl Strategy<Value = Source> {
    prop_oneof![
        Just(Source::Applicant),
        any_text().prop_map(Source::Register),
        Just(Source::OwnRegister),
        any_text().prop_map(Source::Import),
        any_key().prop_map(Source::Rule),
        (any_text(), any_key()).prop_map(|(kind, job)| Source::Worker(kind, job)),
        (any_text(), any_key()).prop_map(|(name, job)| Source::Robot(name, job)),
        any_text().prop_map(Source::Officer),
    ]
}

fn any_answer() -> impl Strategy<Value = Answer> {
    let fact = (any_path(), any_state()).prop_map(|(path, state)| StatedFact { path, state, valid: None });
    let provenance = (any_source(), any_time(), proptest::option::of(any_text()))
        .prop_map(|(source, at, evidence)| Provenance { source, at, evidence });
    let protection =
        prop_oneof![Just(Protection::NotKnown), Just(Protection::None), Just(Protection::Protected)];
    (
        provenance,
        proptest::collection::vec(any_text(), 0..2),
        proptest::collection::vec(fact, 0..5),
        proptest::collection::vec((any_text(), protection), 0..2),
    )
        .prop_map(|(provenance, replaces, facts, protection)| Answer {
            provenance,
            replaces,
            facts,
            protection,
        })
}

fn any_tokens() -> impl Strategy<Value = Vec<Token>> {
    let token = (proptest::option::of(any_key()), any_text()).prop_map(|(scope, flow)| Token { scope, flow });
    proptest::collection::vec(token, 0..3)
}

fn any_rows() -> impl Strategy<Value = CaseEvent> {
    let robot = (any_text(), any_text(), any_number(), proptest::option::of(any_number()))
        .prop_map(|(kind, text, amount, applied)| RobotRow { kind, text, amount, applied });
    let human = (
        proptest::option::of(any_number()),
        proptest::option::of((any_text(), any_text())),
        any_text(),
        any_text(),
    )
        .prop_map(|(amount, added, by, reason)| HumanRow { amount, added, by, reason });
    let change = prop_oneof![human.prop_map(RowChange::Set), Just(RowChange::Undo)];
    let refreshed = proptest::collection::vec((any_text(), robot), 0..3);
    let withdrawn = proptest::collection::vec(any_text(), 0..3);
    prop_oneof![
        (any_text(), refreshed, withdrawn).prop_map(|(sheet, refreshed, withdrawn)| {
            CaseEvent::RowsReconciled { sheet, change: Reconciled { refreshed, withdrawn } }
        }),
        (any_text(), any_text(), change).prop_map(|(sheet, row, change)| CaseEvent::RowChanged {
            sheet,
            row,
            change
        }),
    ]
}

fn any_warning() -> impl Strategy<Value = CaseEvent> {
    let key = || (any_text(), any_text()).prop_map(|(kind, subject)| WarningKey { kind, subject });
    let severity = prop_oneof![Just(Severity::Notice), Just(Severity::Blocks)];
    prop_oneof![
        (key(), severity, any_text()).prop_map(|(key, severity, text)| CaseEvent::WarningOpened {
            key,
            severity,
            text
        }),
        key().prop_map(|key| CaseEvent::WarningClosed { key }),
        (key(), any_text(), any_text(), any_time())
            .prop_map(|(key, by, reason, at)| CaseEvent::WarningAcknowledged { key, by, reason, at }),
    ]
}

fn any_event() -> impl Strategy<Value = CaseEvent> {
    let reason = (any_text(), any_text()).prop_map(|(code, subject)| Reason { code, subject });
    prop_oneof![
        (any_text(), proptest::collection::vec(any_answer(), 0..3))
            .prop_map(|(reason, answers)| CaseEvent::FactsStated { reason, answers }),
        (any_text(), any_tokens(), any_tokens()).prop_map(|(element, taken, given)| CaseEvent::Passed {
            element,
            taken,
            given
        }),
        (any_key(), any_text(), any_tokens()).prop_map(|(key, over, given)| CaseEvent::Left {
            key,
            over,
            given
        }),
        (any_key(), any_key(), any_time()).prop_map(|(key, instance, due)| CaseEvent::TimerSet {
            key,
            instance,
            due
        }),
        (any_key(), any::<bool>()).prop_map(|(key, fired)| CaseEvent::TimerEnded { key, fired }),
        (any_key(), any_text(), any_time()).prop_map(|(job, receipt, at)| CaseEvent::WorkDone {
            job,
            receipt,
            at
        }),
        (any_key(), any_text(), any_text()).prop_map(|(task, by, note)| CaseEvent::TaskEnded {
            task,
            by,
            note
        }),
        (any_time(), any_text(), proptest::option::of(any_time()), any_text()).prop_map(
            |(given_at, manner, until, by)| CaseEvent::Communicated { given_at, manner, until, by }
        ),
        proptest::collection::vec(reason, 0..4)
            .prop_map(|reasons| CaseEvent::Referred { proposal: None, reasons }),
        any_rows(),
        any_warning(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn events_are_read_back_as_they_were(events in proptest::collection::vec(any_event(), 0..5)) {
        let body = encode(&events).unwrap();
        prop_assert_eq!(&decode(&body).unwrap(), &events);
        prop_assert_eq!(encode(&decode(&body).unwrap()).unwrap(), body, "written the same again");
    }

    #[test]
    fn no_bytes_make_the_reader_panic(body: Vec<u8>) {
        let _events = decode(&body);
    }
}
