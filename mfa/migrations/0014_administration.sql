-- Every transaction that checks whether an administrator is left takes this row first. There may be no account yet whose row could be locked
-- instead, and in this order two transactions that lock several administrators never wait for each other.
CREATE TABLE administration (
    id       BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    revision BIGINT NOT NULL
);
INSERT INTO administration (id, revision) VALUES (1, 0);
