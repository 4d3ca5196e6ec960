-- What an account is found by: its name and its address without accents, in small letters. Empty until a server has looked at the account, for rows
-- from before and those of servers that don't know the column; such a server brings the address to its present form as well.
ALTER TABLE account ADD COLUMN search TEXT;
CREATE INDEX account_unsettled ON account (id) WHERE search IS NULL;

-- Accounts that keep the spelling of their address from before, since the form that it has today is the address of another account. What is left when
-- one of the two goes is put right at the next start.
CREATE TABLE address_collision (
    account_id TEXT NOT NULL PRIMARY KEY,
    -- The address in its present form.
    canonical  TEXT NOT NULL
);
CREATE INDEX address_collision_by_canonical ON address_collision (canonical);
