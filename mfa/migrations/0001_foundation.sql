-- One text for SQLite and PostgreSQL: ids are TEXT, times are BIGINT milliseconds since 1970 UTC, sealed values and hashes are BYTEA.

CREATE TABLE account (
    id               TEXT    NOT NULL PRIMARY KEY,
    email            TEXT    NOT NULL UNIQUE,
    password_hash    TEXT    NOT NULL,
    administrator    BOOLEAN NOT NULL,
    created_at       BIGINT  NOT NULL,
    disabled_at      BIGINT,
    -- Bumped first by every transaction that checks a rule across rows: that serialises them per account.
    revision         BIGINT  NOT NULL DEFAULT 0,
    -- Second-factor guesses in a row that were not right, and until when the next one is not looked at.
    guesses          BIGINT  NOT NULL DEFAULT 0,
    guess_wait_until BIGINT  NOT NULL DEFAULT 0
);

CREATE TABLE session (
    id            TEXT   NOT NULL PRIMARY KEY,
    -- SHA-256 of what the cookie holds; changes at every rise of privilege.
    token_hash    BYTEA  NOT NULL UNIQUE,
    account_id    TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    level         TEXT   NOT NULL,
    created_at    BIGINT NOT NULL,
    last_seen_at  BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL,
    proved_at     BIGINT,
    proved_method TEXT,
    -- Guesses in the challenge under way.
    guesses       BIGINT NOT NULL DEFAULT 0,
    return_to     TEXT,
    -- A form that waits for a step-up, sealed.
    held          BYTEA,
    agent         TEXT   NOT NULL,
    address       TEXT   NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_expiry ON session (expires_at);

CREATE TABLE totp_device (
    id           TEXT   NOT NULL PRIMARY KEY,
    account_id   TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- Of a pending device: the session that began it. A session keeps its id when its cookie changes.
    session_id   TEXT   REFERENCES session (id) ON DELETE SET NULL,
    state        TEXT   NOT NULL,
    name         TEXT   NOT NULL,
    secret       BYTEA  NOT NULL,
    replaces     TEXT,
    -- The last time step whose code was accepted: only later ones are.
    last_step    BIGINT NOT NULL DEFAULT 0,
    guesses      BIGINT NOT NULL DEFAULT 0,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT,
    last_used_at BIGINT
);
CREATE INDEX totp_device_by_account ON totp_device (account_id);

CREATE TABLE recovery_set (
    id              TEXT   NOT NULL PRIMARY KEY,
    account_id      TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    session_id      TEXT   REFERENCES session (id) ON DELETE SET NULL,
    state           TEXT   NOT NULL,
    -- The codes themselves, sealed, until they are acknowledged.
    codes           BYTEA,
    created_at      BIGINT NOT NULL,
    acknowledged_at BIGINT
);
CREATE INDEX recovery_set_by_account ON recovery_set (account_id);

CREATE TABLE recovery_code (
    set_id    TEXT   NOT NULL REFERENCES recovery_set (id) ON DELETE CASCADE,
    selector  TEXT   NOT NULL,
    -- Argon2id, once the set is acknowledged.
    code_hash TEXT,
    used_at   BIGINT,
    PRIMARY KEY (set_id, selector)
);

-- Wrong passwords in a row, by a hash of the normalised email and, in a row of its own, the network address: unknown emails are treated alike.
CREATE TABLE password_failure (
    bucket     BYTEA  NOT NULL PRIMARY KEY,
    failures   BIGINT NOT NULL,
    wait_until BIGINT NOT NULL
);

CREATE TABLE policy (
    version BIGINT NOT NULL PRIMARY KEY,
    body    TEXT   NOT NULL,
    author  TEXT   NOT NULL,
    reason  TEXT   NOT NULL,
    at      BIGINT NOT NULL
);

-- Kept when the account goes: no foreign key.
CREATE TABLE audit_event (
    id         TEXT   NOT NULL PRIMARY KEY,
    at         BIGINT NOT NULL,
    account_id TEXT,
    actor      TEXT   NOT NULL,
    event      TEXT   NOT NULL,
    method     TEXT,
    result     TEXT   NOT NULL,
    address    TEXT   NOT NULL,
    agent      TEXT   NOT NULL,
    detail     TEXT
);
CREATE INDEX audit_event_by_account ON audit_event (account_id, at);

-- Each step of the flow that a session reaches or leaves, once.
CREATE TABLE flow_event (
    session_id TEXT   NOT NULL,
    step       TEXT   NOT NULL,
    direction  TEXT   NOT NULL,
    account_id TEXT   NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (session_id, step, direction)
);

-- One known text under each sealing key, so that a wrong key file is noticed at the start.
CREATE TABLE sealing_check (
    key_id TEXT  NOT NULL PRIMARY KEY,
    sealed BYTEA NOT NULL
);
