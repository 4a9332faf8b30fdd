-- Work: jobs for the world, tasks for people, times and messages that cases wait for. Keys hold the case in their upper
-- 41 bits, so the rows of a case are a range.

CREATE TABLE job (
    tenant            INTEGER NOT NULL,
    key               INTEGER NOT NULL,
    kind              TEXT NOT NULL,
    case_type         TEXT NOT NULL,
    entry             INTEGER NOT NULL,
    business_key      TEXT,
    payload_hash      BLOB NOT NULL,
    priority          INTEGER NOT NULL,
    not_before        INTEGER,
    attempts          INTEGER NOT NULL,
    lease_owner       TEXT,
    lease_until       INTEGER,
    fence             INTEGER NOT NULL,
    past_commit_point INTEGER NOT NULL,
    state             TEXT NOT NULL,
    hold              TEXT,
    held_by           INTEGER,
    PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX job_business ON job (tenant, kind, business_key)
    WHERE business_key IS NOT NULL AND state <> 'dead';
CREATE INDEX job_queued ON job (tenant, kind, priority DESC, key) WHERE state = 'queued';
CREATE INDEX job_leased ON job (tenant, kind, lease_until) WHERE state = 'leased';
CREATE INDEX job_later ON job (tenant, not_before) WHERE state = 'queued' AND not_before IS NOT NULL;
CREATE INDEX job_waits_for_somebody ON job (tenant, state, key)
    WHERE state IN ('held', 'in_doubt', 'failed_business', 'failed_technical');

-- `reasons`: one a line.
CREATE TABLE task (
    tenant    INTEGER NOT NULL,
    key       INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    queue     TEXT NOT NULL,
    reasons   TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    deadline  INTEGER,
    state     TEXT NOT NULL,
    assignee  TEXT,
    PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_to_do ON task (tenant, state, deadline, key) WHERE state <> 'done';

CREATE TABLE timer (
    tenant  INTEGER NOT NULL,
    key     INTEGER NOT NULL,
    due_at  INTEGER NOT NULL,
    element TEXT NOT NULL,
    PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX timer_due ON timer (tenant, due_at, key);

CREATE TABLE subscription (
    tenant      INTEGER NOT NULL,
    key         INTEGER NOT NULL,
    name        TEXT NOT NULL,
    correlation TEXT NOT NULL,
    element     TEXT NOT NULL,
    PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX subscription_to ON subscription (tenant, name, correlation, key);
