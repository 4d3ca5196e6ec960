-- Accounts without a password: `password_hash` is '' as for an application's users, and `subject` is NULL. Counted by groups for the preview of a policy.
CREATE INDEX account_passwordless ON account (factors, administrator, search_key, id)
    WHERE password_hash = '' AND subject IS NULL AND disabled_at IS NULL;

-- What authenticators keep of an account that a link is about to create: a second try replaces the passkey of the first one.
ALTER TABLE link ADD COLUMN passkey_handle BYTEA;
-- Wrong backup codes typed on the page of a link.
ALTER TABLE link ADD COLUMN guesses BIGINT NOT NULL DEFAULT 0;
