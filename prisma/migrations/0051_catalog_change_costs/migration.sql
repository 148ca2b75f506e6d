-- What a change of the catalogue meant in money, recorded with it. Null: recorded before this was known.
ALTER TABLE catalog_changes ADD COLUMN before_usd numeric;
ALTER TABLE catalog_changes ADD COLUMN after_usd numeric;
ALTER TABLE catalog_changes ADD CONSTRAINT both_costs_or_none CHECK ((before_usd IS NULL) = (after_usd IS NULL));
COMMENT ON COLUMN catalog_changes.before_usd IS 'USD; the requests of the 30 days before the refresh that the change touches, at the prices of before';
COMMENT ON COLUMN catalog_changes.after_usd IS 'USD; the same requests with the change, which may wait still';
