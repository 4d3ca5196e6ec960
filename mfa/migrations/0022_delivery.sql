-- Messages to hand over. Each is inserted in the transaction of the event that it reports, and taken by one sender at a time.
CREATE TABLE delivery (
    id           TEXT   NOT NULL PRIMARY KEY,
    kind         TEXT   NOT NULL,
    -- No reference: the last message to the owner of a deleted account still goes out.
    account_id   TEXT,
    receiver     TEXT   NOT NULL,
    language     TEXT   NOT NULL,
    -- Sealed, since they contain the tokens of links. NULL once the message is done or has failed for good.
    params       BYTEA,
    -- The event and the receiver: one event has one message for each receiver.
    unique_key   TEXT   NOT NULL UNIQUE,
    -- waiting, done, failed
    state        TEXT   NOT NULL,
    due_at       BIGINT NOT NULL,
    give_up_at   BIGINT NOT NULL,
    attempts     BIGINT NOT NULL DEFAULT 0,
    -- While a sender is handing the message over.
    leased_until BIGINT,
    -- Why the last attempt failed.
    reason       TEXT,
    created_at   BIGINT NOT NULL,
    done_at      BIGINT
);
CREATE INDEX delivery_by_due ON delivery (due_at) WHERE state = 'waiting';
CREATE INDEX delivery_by_account ON delivery (account_id);
CREATE INDEX delivery_by_end ON delivery (done_at) WHERE done_at IS NOT NULL;
