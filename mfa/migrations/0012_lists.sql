-- Who is listed is whom the figures count: nobody whose account is disabled, and also those who have a method and no recovery code.
-- Ranges even of one number: for an equation SQLite takes the index of the groups, and sorts the whole group for each page.
DROP INDEX account_unenrolled;
DROP INDEX account_few_codes;
CREATE INDEX account_unenrolled ON account (search_key, id) WHERE factors < 1 AND disabled_at IS NULL;
CREATE INDEX account_few_codes ON account (search_key, id) WHERE factors >= 8 AND disabled_at IS NULL;
CREATE INDEX account_no_codes ON account (search_key, id) WHERE factors > 0 AND factors < 4 AND disabled_at IS NULL;
