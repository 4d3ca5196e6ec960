-- The method, or the recovery code in its place, that was proved for the granted action.
ALTER TABLE session ADD COLUMN granted_method TEXT;
