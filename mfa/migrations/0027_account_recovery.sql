-- When the password was set with the link of a mail, until it is used together with a method. Such a password proves no more than the mailbox does.
ALTER TABLE account ADD COLUMN password_by_mail_at BIGINT;
-- When a recovery of the account was stopped, until its password is changed: somebody else may know it.
ALTER TABLE account ADD COLUMN password_due_at BIGINT;
-- The recovery that opened the session, which may then enroll a method and nothing else.
ALTER TABLE session ADD COLUMN recovery_id TEXT;

-- Recoveries of accounts whose owners have neither a method nor a backup code.
CREATE TABLE account_recovery (
    id             TEXT   NOT NULL PRIMARY KEY,
    account_id     TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- waiting, ready, done, stopped, voided, lapsed
    state          TEXT   NOT NULL,
    began_at       BIGINT NOT NULL,
    -- The end of the waiting time. A policy that is changed later doesn't move it.
    ready_at       BIGINT NOT NULL,
    -- The days of the waiting time, and those of which every notice was handed over.
    days           BIGINT NOT NULL,
    told           BIGINT NOT NULL,
    -- The day of the newest notices, and the beginning of the next one.
    day            BIGINT NOT NULL,
    next_notice_at BIGINT NOT NULL,
    -- The end of the days in which a ready recovery can be completed.
    until_at       BIGINT,
    -- SHA-256 of the token with which it is completed.
    finish_hash    BYTEA,
    ended_at       BIGINT,
    -- mail_link, session, administrator, operator; or the event that voided it
    ended_by       TEXT,
    network        TEXT   NOT NULL,
    agent          TEXT   NOT NULL
);
CREATE INDEX account_recovery_by_account ON account_recovery (account_id);
CREATE UNIQUE INDEX account_recovery_under_way ON account_recovery (account_id) WHERE state IN ('waiting', 'ready');
CREATE UNIQUE INDEX account_recovery_by_finish ON account_recovery (finish_hash) WHERE finish_hash IS NOT NULL;
CREATE INDEX account_recovery_by_end ON account_recovery (ended_at) WHERE ended_at IS NOT NULL;

-- The notices about a recovery: one for each day and address. Day 0 is the notice that it is ready.
CREATE TABLE account_recovery_notice (
    recovery_id TEXT    NOT NULL REFERENCES account_recovery (id) ON DELETE CASCADE,
    day         BIGINT  NOT NULL,
    -- SHA-256 of the address, by which notices of several days to one address are recognised.
    receiver    BYTEA   NOT NULL,
    -- Whether it is the address that the account signs in with.
    own         BOOLEAN NOT NULL,
    delivery_id TEXT    NOT NULL,
    -- SHA-256 of the token with which the recovery is stopped.
    stop_hash   BYTEA   NOT NULL,
    PRIMARY KEY (recovery_id, day, receiver)
);
CREATE UNIQUE INDEX account_recovery_notice_by_link ON account_recovery_notice (stop_hash);
