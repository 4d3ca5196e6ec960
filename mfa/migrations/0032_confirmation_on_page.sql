-- The address to which the visitor returns. NULL for an action that a page of the application has begun itself.
ALTER TABLE mfa_token ADD COLUMN return_to TEXT;

-- The method, or the recovery code in its place, that proved the pending form.
ALTER TABLE session ADD COLUMN held_proved_method TEXT;
