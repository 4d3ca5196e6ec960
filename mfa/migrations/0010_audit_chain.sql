-- The batch that a line was sealed in; nothing until then. Who writes a line never waits for that.
ALTER TABLE audit_event ADD COLUMN batch BIGINT;
-- Each holds only its own half of the lines: an insert pays for the first, sealing for the second.
CREATE INDEX audit_event_unsealed ON audit_event (id) WHERE batch IS NULL;
CREATE INDEX audit_event_by_batch ON audit_event (batch) WHERE batch IS NOT NULL;

-- Lines that were sealed together.
CREATE TABLE audit_batch (
    number    BIGINT NOT NULL PRIMARY KEY,
    sealed_at BIGINT NOT NULL,
    lines     BIGINT NOT NULL,
    -- Of each line its id in 16 bytes and its SHA-256.
    list      BYTEA  NOT NULL,
    -- The hash of the batch before.
    previous  BYTEA  NOT NULL,
    -- SHA-256 of all that.
    hash      BYTEA  NOT NULL
);

-- The newest batch as `NUMBER:HASH`, sealed by a key that isn't in the database. None yet is batch 0.
CREATE TABLE audit_head (
    id   BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    head TEXT   NOT NULL,
    seal BYTEA
);
INSERT INTO audit_head (id, head) VALUES (1, '0:0000000000000000000000000000000000000000000000000000000000000000');
