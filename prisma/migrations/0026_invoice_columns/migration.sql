-- How the columns of an invoice were taken, so that the next one like it is taken in the same way.
ALTER TABLE reconciliations
  ADD COLUMN columns  jsonb CHECK (jsonb_typeof(columns) = 'object'),
  ADD COLUMN is_comma boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN reconciliations.columns IS 'column of the file -> field, those that were taken; null: the file was known, or of before this was kept';
COMMENT ON COLUMN reconciliations.is_comma IS 'a comma is before the decimals';
