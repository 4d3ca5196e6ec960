-- The account whose owner asked for the mail, for requests that need a session. The mails of other requests go to whichever account has the address.
ALTER TABLE mail_request ADD COLUMN account_id TEXT REFERENCES account (id) ON DELETE CASCADE;
CREATE INDEX mail_request_by_account ON mail_request (account_id);

-- A second address, for notices only: it never signs in, and never gets a link that opens or changes the account. Several accounts may have the same.
CREATE TABLE notice_address (
    account_id   TEXT   NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    -- In the spelling that was confirmed.
    address      TEXT   NOT NULL,
    confirmed_at BIGINT NOT NULL
);

-- Confirmed addresses that an account had until recently. They get its notices for a while, so that a change by an intruder doesn't silence them.
CREATE TABLE previous_address (
    account_id TEXT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    address    TEXT   NOT NULL,
    until_at   BIGINT NOT NULL,
    PRIMARY KEY (account_id, address)
);
CREATE INDEX previous_address_by_end ON previous_address (until_at);
