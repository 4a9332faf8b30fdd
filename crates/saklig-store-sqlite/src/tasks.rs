//! Tasks.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use saklig_store::{TaskFilter, TaskKey, TaskRow, TaskState, TenantId};

use crate::rows::{Columns, Question, int, micros, optional_micros};

const COLUMNS: &str = "key, kind, queue, reasons, opened_at, deadline, state, assignee";

fn read(row: &Row<'_>) -> rusqlite::Result<TaskRow> {
    let mut row = Columns::of(row);
    Ok(TaskRow {
        key: row.key(TaskKey::new)?,
        kind: row.get()?,
        queue: row.get()?,
        reasons: row.lines()?,
        opened_at: row.time()?,
        deadline: row.optional_time()?,
        state: row.word(TaskState::from_word)?,
        assignee: row.get()?,
    })
}

/// Writes tasks as they shall stand.
pub(crate) fn put(conn: &Connection, tenant: TenantId, tasks: &[TaskRow]) -> rusqlite::Result<()> {
    for task in tasks {
        conn.prepare_cached(
            "INSERT INTO task (tenant, key, kind, queue, reasons, opened_at, deadline, state, assignee)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (tenant, key) DO UPDATE SET kind = excluded.kind, queue = excluded.queue,
             reasons = excluded.reasons, opened_at = excluded.opened_at, deadline = excluded.deadline,
             state = excluded.state, assignee = excluded.assignee",
        )?
        .execute(params![
            tenant.0,
            int(task.key.value()),
            task.kind,
            task.queue,
            task.reasons.join("\n"),
            micros(task.opened_at),
            optional_micros(task.deadline),
            task.state.as_str(),
            task.assignee
        ])?;
    }
    Ok(())
}

/// A task.
pub(crate) fn get(conn: &Connection, tenant: TenantId, key: TaskKey) -> rusqlite::Result<Option<TaskRow>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} FROM task WHERE tenant = ? AND key = ?"))?
        .query_row(params![tenant.0, int(key.value())], read)
        .optional()
}

/// Tasks by deadline (none last), then key.
pub(crate) fn list(
    conn: &Connection,
    tenant: TenantId,
    filter: &TaskFilter,
) -> rusqlite::Result<Vec<TaskRow>> {
    let mut question = Question::of(COLUMNS, "task", tenant);
    if let Some(case) = filter.case {
        question.and_of_case(case);
    }
    question.and_one_of("state", filter.states.iter().map(|state| state.as_str()));
    if !filter.states.is_empty() && !filter.states.contains(&TaskState::Done) {
        // Said once more, so that the partial index is used.
        question.and_also("state <> 'done'");
    }
    for (condition, wanted) in [("queue = ?", &filter.queue), ("assignee = ?", &filter.assignee)] {
        if let Some(wanted) = wanted {
            question.and(condition, wanted.clone());
        }
    }
    question.ask(conn, "deadline IS NULL, deadline, key", filter.limit, read)
}
