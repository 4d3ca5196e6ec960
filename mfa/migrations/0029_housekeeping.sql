-- 0 for mails that no visitor can cause without a session, such as notices; 1 for answers to visitors, which are handed over after the others.
ALTER TABLE delivery ADD COLUMN rank BIGINT NOT NULL DEFAULT 0;
DROP INDEX delivery_by_due;
CREATE INDEX delivery_by_due ON delivery (rank, due_at) WHERE state = 'waiting';
CREATE INDEX delivery_unsent ON delivery (state, rank, id) WHERE state <> 'done';

-- When the owner last said that codes and methods are at hand.
ALTER TABLE account ADD COLUMN checked_at BIGINT;
-- While a copy of the account's data is made. One at a time.
ALTER TABLE account ADD COLUMN copying_until BIGINT;

-- The server that deletes what is over, and until when no other one does.
CREATE TABLE purge (
    id          BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    held_until  BIGINT NOT NULL,
    -- When unused browsers were last looked for.
    browsers_at BIGINT NOT NULL
);
INSERT INTO purge (id, held_until, browsers_at) VALUES (1, 0, 0);

-- What a deletion looks for: columns that reference what is deleted, and the ends of rows.
CREATE INDEX passkey_ceremony_by_account ON passkey_ceremony (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX account_notice_by_account ON account_notice (account_id);
CREATE INDEX approval_by_requester ON approval (requested_by);
CREATE INDEX password_failure_by_wait ON password_failure (wait_until);
CREATE INDEX mail_request_by_time ON mail_request (created_at);
CREATE INDEX notice_mark_by_time ON notice_mark (last_at);
