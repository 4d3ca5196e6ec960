-- The address in the spelling that was confirmed: mail goes there and nowhere else. NULL until the address is confirmed.
ALTER TABLE account ADD COLUMN address TEXT;
ALTER TABLE account ADD COLUMN address_confirmed_at BIGINT;
-- The code of the language that the account's mails are written in.
ALTER TABLE account ADD COLUMN language TEXT;

-- Links of mails. A link is used once: purpose, account and address are those of the row that the use deletes.
CREATE TABLE link (
    -- SHA-256 of the token.
    token_hash  BYTEA  NOT NULL PRIMARY KEY,
    -- sign_up, reset_password
    purpose     TEXT   NOT NULL,
    account_id  TEXT   REFERENCES account (id) ON DELETE CASCADE,
    address     TEXT   NOT NULL,
    language    TEXT   NOT NULL,
    return_to   TEXT,
    -- The mail with the link. Its hand-over begins the link's half hour.
    delivery_id TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL
);
CREATE INDEX link_by_account ON link (account_id);
CREATE INDEX link_by_delivery ON link (delivery_id);
CREATE INDEX link_by_expiry ON link (expires_at);

-- Requests for a mail, as visitors made them. Whether the address has an account is looked up later, by a task: no visitor can tell from the answer,
-- or from its time.
CREATE TABLE mail_request (
    id         TEXT   NOT NULL PRIMARY KEY,
    -- sign_up, reset_password
    purpose    TEXT   NOT NULL,
    email      TEXT   NOT NULL,
    language   TEXT   NOT NULL,
    return_to  TEXT,
    network    TEXT   NOT NULL,
    agent      TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

-- Requests that led to a mail, by mailbox, network and in all, for a day. A bucket is a keyed hash, since the table must not collect addresses.
CREATE TABLE mail_count (
    bucket BYTEA  NOT NULL,
    at     BIGINT NOT NULL
);
CREATE INDEX mail_count_by_bucket ON mail_count (bucket, at);
CREATE INDEX mail_count_by_time ON mail_count (at);
