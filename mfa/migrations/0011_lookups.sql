-- What a session has begun is found by the session, and let go of when it ends, without a look at what everybody else has.
CREATE INDEX totp_device_by_session ON totp_device (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX recovery_set_by_session ON recovery_set (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX totp_device_pending ON totp_device (expires_at) WHERE state = 'pending';

-- Small enough to be read whole, whenever somebody wants to know how many accounts have what.
CREATE INDEX account_census ON account (factors, administrator) WHERE disabled_at IS NULL;
