-- What a session is about to do, and the MFA token that comes of proving it: begun -> proved -> issued -> consumed. Each step is taken once.
CREATE TABLE mfa_token (
    id               TEXT   NOT NULL PRIMARY KEY,
    -- Gone with the session: a token counts only as long as the session does.
    session_id       TEXT   NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    account_id       TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    action           TEXT   NOT NULL,
    -- SHA-256 of what exactly is about to be done, if the action is bound to it.
    content_digest   BYTEA,
    -- What the prompt says that is about to be done.
    summary          TEXT,
    created_at       BIGINT NOT NULL,
    -- Until when it can be proved and issued; once issued, until when it can be consumed.
    expires_at       BIGINT NOT NULL,
    proved_at        BIGINT,
    method           TEXT,
    -- SHA-256 of the token, once it is issued.
    token_hash       BYTEA  UNIQUE,
    -- `single_use` or `time_bound`, as the policy had it when the token was issued.
    kind             TEXT,
    consumed_at      BIGINT
);
CREATE INDEX mfa_token_by_session ON mfa_token (session_id);
CREATE INDEX mfa_token_by_account ON mfa_token (account_id);
CREATE INDEX mfa_token_by_expiry ON mfa_token (expires_at);

-- What a passkey is asked for.
ALTER TABLE passkey_ceremony ADD COLUMN confirmation TEXT;
