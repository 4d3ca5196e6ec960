-- Recovery codes are given per method: what was said for all is said for each.
UPDATE policy SET body = REPLACE(body, '"recovery_codes":true', '"totp_recovery_codes":true,"passkey_recovery_codes":true');
UPDATE policy SET body = REPLACE(body, '"recovery_codes":false', '"totp_recovery_codes":false,"passkey_recovery_codes":false');

-- When the user put the enrollment off that the policy asks for, in this session.
ALTER TABLE session ADD COLUMN postponed_at BIGINT;

-- Everybody who can sign in, with what a policy looks at. A set of codes that isn't acknowledged counts while there is none that is.
CREATE VIEW enrollment AS
SELECT account.id, COALESCE(label, email) AS name, administrator,
       EXISTS (SELECT 1 FROM totp_device WHERE account_id = account.id AND state = 'verified') AS totp,
       EXISTS (SELECT 1 FROM passkey WHERE account_id = account.id) AS passkey,
       EXISTS (SELECT 1 FROM recovery_set JOIN recovery_code ON set_id = recovery_set.id
               WHERE account_id = account.id AND used_at IS NULL
               AND (state = 'complete' OR NOT EXISTS (
                   SELECT 1 FROM recovery_set AS other WHERE other.account_id = account.id AND other.state = 'complete'))) AS codes
FROM account WHERE disabled_at IS NULL;
