-- What is written to find out whether anything can be: one row, counted up.
CREATE TABLE readiness (
    id    BIGINT NOT NULL PRIMARY KEY,
    asked BIGINT NOT NULL
);
INSERT INTO readiness (id, asked) VALUES (1, 0);
