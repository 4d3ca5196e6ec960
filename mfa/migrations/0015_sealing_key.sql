-- When the database learnt of a key, so that it knows its newest one: a server whose key file lacks that one doesn't start. NULL for keys from
-- before this column.
ALTER TABLE sealing_check ADD COLUMN noted_at BIGINT;
