//! What cases wait for: tasks, timers, messages.

use super::{Broken, Story, Told, appending, at, job, open_case};
use crate::cases::{CaseState, StateChange};
use crate::commit::{Commit, Receipt};
use crate::ids::{SubscriptionKey, TaskKey, TenantId, TimerKey};
use crate::store::Store;
use crate::tasks::{TaskFilter, TaskRow, TaskState};
use crate::timers::{Subscription, Timer};

fn missing() -> Broken {
    Broken::Statement("a counter fits in 22 bits")
}

fn task(of: &Receipt, counter: u32, deadline: Option<i64>) -> Result<TaskRow, Broken> {
    Ok(TaskRow {
        key: TaskKey::in_case(of.case, counter).ok_or_else(missing)?,
        kind: "beslut".to_owned(),
        queue: "ekonomi".to_owned(),
        reasons: vec!["mandat_saknas".to_owned(), "varning".to_owned()],
        opened_at: at(1),
        deadline: deadline.map(at),
        state: TaskState::Open,
        assignee: None,
    })
}

fn put(store: &dyn Store, tenant: TenantId, task: TaskRow) -> Told {
    let mut commit = Commit::new(tenant, task.key.case(), at(1));
    commit.tasks = vec![task];
    store.submit(commit).wait()?;
    Ok(())
}

pub(super) fn tasks(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let opened = open_case(store, tenant)?;
    let (open, early, done) =
        (task(&opened, 1, None)?, task(&opened, 2, Some(50))?, task(&opened, 3, Some(10))?);
    for row in [&open, &early, &done] {
        put(store, tenant, row.clone())?;
    }
    let taken = TaskRow { state: TaskState::Taken, assignee: Some("k1".to_owned()), ..early };
    let done = TaskRow { state: TaskState::Done, ..done };
    put(store, tenant, taken.clone())?;
    put(store, tenant, done)?;
    told.say(
        "a task stands as it was last written",
        store.task(tenant, taken.key)?.as_ref() == Some(&taken),
    )?;
    let to_do =
        TaskFilter { states: vec![TaskState::Open, TaskState::Taken], limit: 10, ..TaskFilter::default() };
    told.say(
        "tasks are listed by deadline, none last",
        store.tasks(tenant, &to_do)? == [taken.clone(), open.clone()],
    )?;
    let mine = TaskFilter { assignee: Some("k1".to_owned()), limit: 10, ..TaskFilter::default() };
    told.say("tasks are listed by account", store.tasks(tenant, &mine)? == [taken])?;
    let queue = TaskFilter { queue: Some("annan".to_owned()), limit: 10, ..TaskFilter::default() };
    told.say("tasks are listed by queue", store.tasks(tenant, &queue)?.is_empty())?;
    let of_case = TaskFilter { case: Some(opened.case), limit: 10, ..TaskFilter::default() };
    told.say("tasks are listed by case", store.tasks(tenant, &of_case)?.len() == 3)
}

pub(super) fn timers_and_messages(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let opened = open_case(store, tenant)?;
    let timer = |counter, second| {
        let key = TimerKey::in_case(opened.case, counter).ok_or_else(missing)?;
        Ok::<_, Broken>(Timer { key, due_at: at(second), element: "vanta".to_owned() })
    };
    let (late, early) = (timer(1, 20)?, timer(2, 10)?);
    let key = SubscriptionKey::in_case(opened.case, 3).ok_or_else(missing)?;
    let open = Subscription {
        key,
        name: "svar".to_owned(),
        correlation: "x".to_owned(),
        element: "vanta_svar".to_owned(),
    };
    let mut commit = appending(tenant, &opened, b"waits");
    commit.timers = vec![late.clone(), early.clone()];
    commit.subscriptions = vec![open.clone()];
    let receipt = store.submit(commit).wait()?;
    told.say("a timer is due at its time and not before", store.due_timers(tenant, at(9), 10)?.is_empty())?;
    let due = store.due_timers(tenant, at(20), 10)?;
    told.say("the earliest timer comes first", due == [early.clone(), late.clone()])?;
    told.say("the next due time is known", store.next_due(tenant)? == Some(at(10)))?;
    told.say(
        "the timers of a case are known",
        store.timers(tenant, opened.case)? == [late.clone(), early.clone()],
    )?;
    told.say("a message finds who waits", store.subscriptions(tenant, "svar", "x")? == [open])?;
    told.say("another message finds nobody", store.subscriptions(tenant, "svar", "y")?.is_empty())?;
    let mut commit = appending(tenant, &receipt, b"fired");
    commit.timers_gone = vec![early.key];
    commit.timers = vec![Timer { due_at: at(40), ..late.clone() }];
    commit.subscriptions_gone = vec![key];
    store.submit(commit.clone()).wait()?;
    told.say(
        "a timer that has fired is gone, one that moved has moved",
        store.next_due(tenant)? == Some(at(40)),
    )?;
    told.say("a subscription that is over finds nobody", store.subscriptions(tenant, "svar", "x")?.is_empty())
}

pub(super) fn nothing_waits_unnamed(told: &mut Story, store: &dyn Store) -> Told {
    let tenant = store.tenant("a")?;
    let (stuck, with_job, with_task, closed) = (
        open_case(store, tenant)?,
        open_case(store, tenant)?,
        open_case(store, tenant)?,
        open_case(store, tenant)?,
    );
    let mut commit = appending(tenant, &with_job, b"asks");
    commit.jobs = vec![job(with_job.case, 1, "fraga")?];
    store.submit(commit).wait()?;
    put(store, tenant, task(&with_task, 1, None)?)?;
    let mut commit = appending(tenant, &closed, b"ends");
    commit.state = Some(StateChange { state: CaseState::Closed, outcome: None });
    store.submit(commit).wait()?;
    let keys: Vec<_> = store.stuck(tenant, 10)?.iter().map(|row| row.key).collect();
    told.say("a case that nothing is on its way for is stuck, and no other", keys == [stuck.case])
}
