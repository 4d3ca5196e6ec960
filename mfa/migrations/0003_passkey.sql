-- Passkeys: WebAuthn credentials.

-- What authenticators keep of the account: random, and the same for all its passkeys. Nothing until the first one is asked for.
ALTER TABLE account ADD COLUMN passkey_handle BYTEA;
CREATE UNIQUE INDEX account_by_passkey_handle ON account (passkey_handle);
-- When the user said that one method is enough.
ALTER TABLE account ADD COLUMN second_method_declined_at BIGINT;

CREATE TABLE passkey (
    id              TEXT    NOT NULL PRIMARY KEY,
    account_id      TEXT    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- Unique over all accounts: who signs with it is known by it.
    credential_id   BYTEA   NOT NULL UNIQUE,
    -- Public key, transports and what else was registered, as JSON. What changes is in the columns below.
    credential      TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    -- The signature counter; always 0 for a passkey that has none.
    counter         BIGINT  NOT NULL,
    -- Whether it may be copied to other devices, which never changes, and whether it has been.
    backup_eligible BOOLEAN NOT NULL,
    backed_up       BOOLEAN NOT NULL,
    created_at      BIGINT  NOT NULL,
    last_used_at    BIGINT
);
CREATE INDEX passkey_by_account ON passkey (account_id);

-- Ceremonies under way: a row is taken, once, before the answer to it is looked at.
CREATE TABLE passkey_ceremony (
    -- SHA-256 of the challenge, which the answer repeats.
    challenge_hash BYTEA  NOT NULL PRIMARY KEY,
    purpose        TEXT   NOT NULL,
    -- The session that began it; at sign-in, where there is none, the hash of a secret of that browser.
    beginner       TEXT   NOT NULL,
    account_id     TEXT   REFERENCES account (id) ON DELETE CASCADE,
    -- What the library has to know to check the answer, as JSON.
    state          TEXT   NOT NULL,
    -- At sign-in: where the visitor wants to go.
    return_to      TEXT,
    created_at     BIGINT NOT NULL,
    expires_at     BIGINT NOT NULL
);
CREATE INDEX passkey_ceremony_by_beginner ON passkey_ceremony (beginner, purpose);
CREATE INDEX passkey_ceremony_by_expiry ON passkey_ceremony (expires_at);
