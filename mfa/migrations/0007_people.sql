-- The bytes of what somebody is called, in small letters. Both databases compare bytes alike, and letters each in their own way: so one can search
-- for a beginning and turn pages. Empty until the server has filled it in, for rows from before.
ALTER TABLE account ADD COLUMN search_key BYTEA;
CREATE UNIQUE INDEX account_by_search_key ON account (search_key, id);
CREATE INDEX account_administrator ON account (search_key, id) WHERE administrator;
CREATE INDEX account_disabled ON account (search_key, id) WHERE disabled_at IS NOT NULL;

-- What an administrator did to an account, until its owner has taken note.
CREATE TABLE account_notice (
    id         TEXT   NOT NULL PRIMARY KEY,
    account_id TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    act        TEXT   NOT NULL,
    reason     TEXT   NOT NULL,
    at         BIGINT NOT NULL,
    seen_at    BIGINT
);
CREATE INDEX account_notice_unseen ON account_notice (account_id, at) WHERE seen_at IS NULL;

-- What one administrator wants to do to another, until a third one says yes or no.
CREATE TABLE approval (
    id           TEXT   NOT NULL PRIMARY KEY,
    act          TEXT   NOT NULL,
    account_id   TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    requested_by TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    reason       TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    decided_by   TEXT,
    decided_at   BIGINT,
    -- `approved`, `refused` or `withdrawn`.
    outcome      TEXT
);
CREATE INDEX approval_by_time ON approval (at);
CREATE INDEX approval_by_account ON approval (account_id);
