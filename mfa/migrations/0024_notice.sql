-- The last mail of each kind to the owner of an account. Each kind is sent at most once an hour: the events of the rest of the hour are told in one mail.
CREATE TABLE notice_mark (
    account_id  TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind        TEXT   NOT NULL,
    -- When the mail is due: up to an hour ahead while it gathers events.
    last_at     BIGINT NOT NULL,
    -- The mail. Events are added to it until a sender takes it.
    delivery_id TEXT   NOT NULL,
    PRIMARY KEY (account_id, kind)
);

-- The browsers that have completed a sign-in to an account. Several accounts may be used in one browser.
CREATE TABLE browser (
    account_id    TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- SHA-256 of the cookie's value.
    token_hash    BYTEA  NOT NULL,
    -- The browser's description of itself at its last sign-in.
    name          TEXT   NOT NULL,
    -- The number of browsers that the account had before. No mail is about the first one.
    siblings      BIGINT NOT NULL,
    first_seen_at BIGINT NOT NULL,
    -- The day of the last sign-in, in milliseconds.
    last_seen_at  BIGINT NOT NULL,
    PRIMARY KEY (account_id, token_hash)
);
CREATE INDEX browser_by_last_use ON browser (last_seen_at);
