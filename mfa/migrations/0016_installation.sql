-- What is known of the installation as a whole: one row.
CREATE TABLE installation (
    id     BIGINT NOT NULL PRIMARY KEY,
    -- Where people reach it, as the server that served last was told.
    origin TEXT   NOT NULL
);
