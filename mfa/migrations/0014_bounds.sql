-- Every transaction that checks whether an administrator is left takes this row first. There may be no account yet whose row could be locked
-- instead, and in this order two transactions that lock several administrators never wait for each other.
CREATE TABLE administration (
    id       BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    revision BIGINT NOT NULL
);
INSERT INTO administration (id, revision) VALUES (1, 0);

-- How often the same happened in quick succession, and when it did for the last time; nothing if it happened once.
ALTER TABLE audit_event ADD COLUMN times BIGINT NOT NULL DEFAULT 1;
ALTER TABLE audit_event ADD COLUMN last_at BIGINT;
-- What may be repeated is looked for among the lines that aren't sealed yet. Lines about nobody's account are found as well.
CREATE INDEX audit_event_repeated ON audit_event (COALESCE(account_id, ''), event, id) WHERE batch IS NULL;
-- Changes to an account are found among any number of refusals.
CREATE INDEX audit_event_done_by_account ON audit_event (account_id, id) WHERE result = 'ok';
