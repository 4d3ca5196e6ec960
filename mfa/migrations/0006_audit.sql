-- Whose account did it, where that isn't the one it was done to.
ALTER TABLE audit_event ADD COLUMN actor_id TEXT;

-- What administrators look for. Ids sort by time, so that each of these gives the newest first.
CREATE INDEX audit_event_by_event ON audit_event (event, id);
CREATE INDEX audit_event_by_result ON audit_event (result, id);
CREATE INDEX audit_event_by_actor ON audit_event (actor_id, id) WHERE actor_id IS NOT NULL;
