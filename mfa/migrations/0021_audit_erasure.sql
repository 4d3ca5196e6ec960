-- How the hash of a line covers its network address, browser and detail: 1 as they are; 2 by commitments; 3 by commitments, and the detail as it is.
-- A server that doesn't know the column seals lines as 1.
ALTER TABLE audit_event ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
-- What the commitments are made with, from the sealing of the line until its values are erased.
ALTER TABLE audit_event ADD COLUMN salt BYTEA;
-- What is left of the values when they are erased, and nothing before: the commitments, or of version 1 the line's hash.
ALTER TABLE audit_event ADD COLUMN commitments BYTEA;

-- The lines of version 1 whose values were erased, batch by batch.
CREATE TABLE audit_erased (
    batch  BIGINT NOT NULL PRIMARY KEY,
    -- Of each line its id in 16 bytes, and the SHA-256 of what is left.
    list   BYTEA  NOT NULL,
    -- `BATCH:HASH` of the list, sealed by a key that isn't in the database.
    record TEXT   NOT NULL,
    seal   BYTEA  NOT NULL
);

-- How far the erasing has come: ids of lines, empty at first.
CREATE TABLE audit_erasure (
    id       BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    -- The last line whose values were erased because of their age.
    aged     TEXT   NOT NULL,
    -- The last line about the deletion of an account after which nothing is left to do.
    deletion TEXT   NOT NULL,
    -- Of the account that was deleted next, the last line that was looked at.
    line     TEXT   NOT NULL
);
INSERT INTO audit_erasure (id, aged, deletion, line) VALUES (1, '', '', '');
