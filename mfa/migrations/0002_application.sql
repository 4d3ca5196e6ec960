-- Accounts that belong to the users of an application which has Latchkey built in and its own sign-in.

-- The application's own id of the user; nothing for an account that signs in with email and password. Such an account has no address and no
-- password: its `email` is `application:` and its own id, which has no `@` and so is never what somebody typed, and its `password_hash`
-- is empty, which no password fits.
ALTER TABLE account ADD COLUMN subject TEXT;
-- The name that authenticator apps and pages show in place of the address.
ALTER TABLE account ADD COLUMN label TEXT;
CREATE UNIQUE INDEX account_by_subject ON account (subject);

-- SHA-256 of what identifies the application's session, for which alone this one counts.
ALTER TABLE session ADD COLUMN application_session BYTEA;
CREATE INDEX session_by_application_session ON session (application_session);
