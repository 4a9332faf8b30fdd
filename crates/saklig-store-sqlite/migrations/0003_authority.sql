-- What stands outside the cases: the authority register's log, the read log, bundles and checkpoints.

CREATE TABLE authority (
    tenant      INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    kinds       TEXT NOT NULL,
    actor_kind  TEXT NOT NULL,
    actor_key   TEXT NOT NULL,
    command_id  TEXT NOT NULL,
    body        BLOB NOT NULL,
    hash        BLOB NOT NULL,
    PRIMARY KEY (tenant, seq)
) STRICT, WITHOUT ROWID;

-- `cases`: the keys that were shown, 8 bytes each, most significant first.
CREATE TABLE read_log (
    tenant     INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    read_at    INTEGER NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_key  TEXT NOT NULL,
    role       TEXT NOT NULL,
    purpose    TEXT NOT NULL,
    cases      BLOB NOT NULL,
    hash       BLOB NOT NULL,
    PRIMARY KEY (tenant, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle (
    tenant    INTEGER NOT NULL,
    id        BLOB NOT NULL,
    case_type TEXT NOT NULL,
    added_at  INTEGER NOT NULL,
    coding    INTEGER NOT NULL,
    size      INTEGER NOT NULL,
    archive   BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX bundle_id ON bundle (tenant, id);

-- The checkpoint is the line that is also given to another party.
CREATE TABLE checkpoint (
    tenant INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    line   TEXT NOT NULL,
    PRIMARY KEY (tenant, seq)
) STRICT, WITHOUT ROWID;
