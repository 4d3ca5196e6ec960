-- The time steps that were used up last, four bytes each: where the clock is put back, their codes must not work again.
ALTER TABLE totp_device ADD COLUMN spent_steps BYTEA;

-- Few accounts wait, and those whose wait a wrong clock began are looked for among them.
CREATE INDEX account_by_wait ON account (guess_wait_until) WHERE guess_wait_until > 0;
