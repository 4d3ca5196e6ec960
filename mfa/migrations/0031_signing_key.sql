-- The keys that sign session tokens. All of them are published.
CREATE TABLE signing_key (
    -- The thumbprint of the public half (RFC 7638).
    kid         TEXT   NOT NULL PRIMARY KEY,
    kind        TEXT   NOT NULL CHECK (kind IN ('ES256')),
    state       TEXT   NOT NULL CHECK (state IN ('next', 'active', 'retired')),
    -- The point, uncompressed (SEC 1).
    public_key  BYTEA  NOT NULL,
    -- Sealed. NULL once the key is retired.
    private_key BYTEA,
    -- When it reached its state.
    since       BIGINT NOT NULL
);
CREATE UNIQUE INDEX signing_key_in_turn ON signing_key (kind, state) WHERE state IN ('next', 'active');

-- 'password', 'passkey' or 'application'. NULL for sessions from before.
ALTER TABLE session ADD COLUMN opened_by TEXT;
