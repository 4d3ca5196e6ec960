-- A form that waits for a proof: known by an id of its own, proved, and over.
ALTER TABLE session ADD COLUMN held_id TEXT;
ALTER TABLE session ADD COLUMN held_until BIGINT;
ALTER TABLE session ADD COLUMN held_proved_at BIGINT;
-- Forms that were held before have no id, and can't be told apart.
UPDATE session SET held = NULL WHERE held IS NOT NULL;

-- The one sensitive act that a proof was given for, where it takes more than one request, and since when.
ALTER TABLE session ADD COLUMN granted TEXT;
ALTER TABLE session ADD COLUMN granted_at BIGINT;

-- The form that a passkey is asked for.
ALTER TABLE passkey_ceremony ADD COLUMN held_form TEXT;
