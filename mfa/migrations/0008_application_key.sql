-- What the servers of applications ask with.
CREATE TABLE application_key (
    id           TEXT   NOT NULL PRIMARY KEY,
    name         TEXT   NOT NULL,
    -- SHA-256 of the key.
    key_hash     BYTEA  NOT NULL UNIQUE,
    created_by   TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT,
    revoked_at   BIGINT
);
-- A name is free again once its key is revoked.
CREATE UNIQUE INDEX application_key_by_name ON application_key (name) WHERE revoked_at IS NULL;
