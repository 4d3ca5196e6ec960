-- The permissions of a key, with spaces between them. Keys from before could do these two things.
ALTER TABLE application_key ADD COLUMN scopes TEXT NOT NULL DEFAULT 'mfa-tokens:consume actions:read';
-- NULL: never.
ALTER TABLE application_key ADD COLUMN expires_at BIGINT;
-- 0 or 1: a key and its replacement have one name until the older one is revoked.
ALTER TABLE application_key ADD COLUMN slot BIGINT NOT NULL DEFAULT 0 CHECK (slot IN (0, 1));
DROP INDEX application_key_by_name;
CREATE UNIQUE INDEX application_key_by_name ON application_key (name, slot) WHERE revoked_at IS NULL;
