-- What every account has as a second factor, in one number beside the account, so that a million of them are counted and listed at once:
-- 1 authenticator app + 2 passkey + 4 unused recovery codes + 8 few of them left; 0 is nobody who has a method, whatever codes there are.
-- A set of codes that isn't acknowledged counts while there is none that is.
DROP VIEW enrollment;
CREATE VIEW held_factors AS
SELECT id, CASE WHEN app + passkey = 0 THEN 0
                WHEN codes = 0 THEN app + passkey
                WHEN codes <= 3 THEN app + passkey + 12
                ELSE app + passkey + 4 END AS factors
FROM (SELECT account.id,
             CASE WHEN EXISTS (SELECT 1 FROM totp_device WHERE account_id = account.id AND state = 'verified') THEN 1 ELSE 0 END AS app,
             CASE WHEN EXISTS (SELECT 1 FROM passkey WHERE account_id = account.id) THEN 2 ELSE 0 END AS passkey,
             (SELECT COUNT(*) FROM recovery_set JOIN recovery_code ON set_id = recovery_set.id
              WHERE account_id = account.id AND used_at IS NULL
              AND (state = 'complete' OR NOT EXISTS (
                  SELECT 1 FROM recovery_set AS other WHERE other.account_id = account.id AND other.state = 'complete'))) AS codes
      FROM account) AS held;

ALTER TABLE account ADD COLUMN factors BIGINT NOT NULL DEFAULT 0;
UPDATE account SET factors = (SELECT factors FROM held_factors WHERE held_factors.id = account.id);
-- Counted by groups, and the first of each group by name.
CREATE INDEX account_by_factors ON account (factors, administrator, search_key, id) WHERE disabled_at IS NULL;
CREATE INDEX account_unenrolled ON account (search_key, id) WHERE factors = 0;
CREATE INDEX account_few_codes ON account (search_key, id) WHERE factors >= 8;

-- Ids sort by time: what an account did, newest first, whoever did it.
DROP INDEX audit_event_by_account;
CREATE INDEX audit_event_by_account ON audit_event (account_id, id);
CREATE INDEX flow_event_by_time ON flow_event (at);

-- How often something happened on a day (days since 1970, UTC), up to where `counted` says.
CREATE TABLE daily_count (
    day    BIGINT NOT NULL,
    -- `audit`: an event of the audit trail; `reached` or `left`: a step of the flow, by a session.
    source TEXT   NOT NULL,
    name   TEXT   NOT NULL,
    count  BIGINT NOT NULL,
    PRIMARY KEY (day, source, name)
);
-- Up to which moment something is counted: `audit`, `flow`, `census`.
CREATE TABLE counted (
    source TEXT   NOT NULL PRIMARY KEY,
    until  BIGINT NOT NULL
);

-- How many accounts had what at the end of a day; of the present day, when it was last counted.
CREATE TABLE daily_census (
    day      BIGINT NOT NULL,
    factors  BIGINT NOT NULL,
    accounts BIGINT NOT NULL,
    PRIMARY KEY (day, factors)
);
