-- Recovery codes are given per method: what was said for all is said for each.
UPDATE policy SET body = REPLACE(body, '"recovery_codes":true', '"totp_recovery_codes":true,"passkey_recovery_codes":true');
UPDATE policy SET body = REPLACE(body, '"recovery_codes":false', '"totp_recovery_codes":false,"passkey_recovery_codes":false');

-- When the user put the enrollment off that the policy asks for, in this session.
ALTER TABLE session ADD COLUMN postponed_at BIGINT;
