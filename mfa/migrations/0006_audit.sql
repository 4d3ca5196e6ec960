-- Whose account did it, where that isn't the one it was done to.
ALTER TABLE audit_event ADD COLUMN actor_id TEXT;
