-- Browsers in which the right password is enough at sign-in, for as long as their account's owner has asked for and the policy allows.

-- The network address at the last sign-in.
ALTER TABLE browser ADD COLUMN place TEXT NOT NULL DEFAULT '';
-- Random, and a new one each time the browser is trusted. NULL if it isn't trusted; then the next three are NULL as well.
ALTER TABLE browser ADD COLUMN trust_id TEXT;
ALTER TABLE browser ADD COLUMN trusted_at BIGINT;
ALTER TABLE browser ADD COLUMN trusted_until BIGINT;
-- The method that was proved for it.
ALTER TABLE browser ADD COLUMN trusted_method TEXT;
CREATE UNIQUE INDEX browser_by_trust ON browser (trust_id) WHERE trust_id IS NOT NULL;
-- One browser may be used for several accounts.
CREATE INDEX browser_by_token ON browser (token_hash);

-- The trust that opened the session, in the place of a proof. As soon as no browser of the account has it any more, the session needs a proof.
ALTER TABLE session ADD COLUMN trust_id TEXT;
