-- The answer to a form that was just sent, for a second press of its button. The key that opens it is in no table.
CREATE TABLE form_answer (
    id BYTEA PRIMARY KEY,
    -- Of the request that acts on the form, so that no other one ends its claim.
    claim BIGINT NOT NULL,
    -- NULL while the form is acted on.
    answer BYTEA,
    expires_at BIGINT NOT NULL
);

CREATE INDEX form_answer_by_end ON form_answer (expires_at);
