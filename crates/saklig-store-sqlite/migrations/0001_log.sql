-- Tenant first in every key. Times are whole microseconds, UTC. The level this file brings the store to is its number.

CREATE TABLE tenant (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Numbers are handed out in blocks; `next` is the first one nobody has.
CREATE TABLE block (
    tenant INTEGER NOT NULL,
    name   TEXT NOT NULL,
    next   INTEGER NOT NULL,
    PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;

-- The salt is destroyed at erasure; everything else of the row stays.
CREATE TABLE case_row (
    tenant     INTEGER NOT NULL,
    key        INTEGER NOT NULL,
    number     TEXT NOT NULL,
    case_type  TEXT NOT NULL,
    opened_at  INTEGER NOT NULL,
    state      TEXT NOT NULL,
    outcome    TEXT,
    changed_at INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    head       BLOB NOT NULL,
    salt       BLOB,
    PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX case_number ON case_row (tenant, number);
CREATE INDEX case_state ON case_row (tenant, state, key);

-- The cursor is the order of commits: one writer at a time, the highest plus one, never deleted.
CREATE TABLE entry (
    cursor        INTEGER PRIMARY KEY,
    tenant        INTEGER NOT NULL,
    case_key      INTEGER NOT NULL,
    seq           INTEGER NOT NULL,
    kinds         TEXT NOT NULL,
    recorded_at   INTEGER NOT NULL,
    actor_kind    TEXT NOT NULL,
    actor_key     TEXT NOT NULL,
    on_behalf     TEXT,
    authority_seq INTEGER,
    command_id    TEXT NOT NULL,
    job           INTEGER,
    bundle        BLOB,
    trace_id      TEXT,
    body_hash     BLOB NOT NULL,
    hash          BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX entry_of_case ON entry (tenant, case_key, seq);

-- Apart from the envelope, so that it can be destroyed alone. `coding` 0 plain, 1 zstd; `size` in bytes, plain.
CREATE TABLE entry_body (
    cursor INTEGER PRIMARY KEY,
    coding INTEGER NOT NULL,
    size   INTEGER NOT NULL,
    body   BLOB NOT NULL
) STRICT;

CREATE TABLE snapshot (
    tenant       INTEGER NOT NULL,
    case_key     INTEGER NOT NULL,
    fold_version INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    coding       INTEGER NOT NULL,
    size         INTEGER NOT NULL,
    bytes        BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX snapshot_of_case ON snapshot (tenant, case_key);

CREATE TABLE intake (
    tenant      INTEGER NOT NULL,
    channel     TEXT NOT NULL,
    external_id TEXT NOT NULL,
    case_key    INTEGER NOT NULL,
    content     BLOB NOT NULL,
    PRIMARY KEY (tenant, channel, external_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
    tenant   INTEGER NOT NULL,
    claim    TEXT NOT NULL,
    case_key INTEGER NOT NULL,
    PRIMARY KEY (tenant, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_of_case ON claim (tenant, case_key);

CREATE TABLE search_row (
    tenant   INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    value    TEXT NOT NULL,
    case_key INTEGER NOT NULL,
    PRIMARY KEY (tenant, kind, value, case_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_of_case ON search_row (tenant, case_key);

-- Content up to 32 kB lies here; larger content is a file, and `content` is null.
CREATE TABLE blob (
    tenant     INTEGER NOT NULL,
    case_key   INTEGER NOT NULL,
    address    BLOB NOT NULL,
    media_type TEXT NOT NULL,
    retention  TEXT NOT NULL,
    coding     INTEGER NOT NULL,
    size       INTEGER NOT NULL,
    content    BLOB
) STRICT;
CREATE UNIQUE INDEX blob_of_case ON blob (tenant, case_key, address);
