-- Price catalogues as they were fetched. The body is the JSON text itself: prices are read from its digits, not from doubles.
CREATE TABLE catalog_snapshots (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  origin         text NOT NULL CHECK (origin IN ('litellm', 'bundled', 'file')),
  source         text NOT NULL,
  sha256         text NOT NULL,
  etag           text,
  entry_count    integer NOT NULL CHECK (entry_count > 0),
  body           text NOT NULL,
  fetched_at     timestamptz NOT NULL,
  in_force_from  timestamptz NOT NULL,
  in_force_until timestamptz,
  CONSTRAINT snapshot_window_not_empty CHECK (in_force_from < in_force_until),
  CONSTRAINT snapshot_windows_do_not_overlap EXCLUDE USING gist (tstzrange(in_force_from, in_force_until) WITH &&)
);

-- The last attempt to refresh: a failure keeps the last good snapshot in force and is shown.
CREATE TABLE catalog_state (
  only_row        boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_attempt_at timestamptz,
  last_success_at timestamptz,
  last_error      text
);
INSERT INTO catalog_state DEFAULT VALUES;

CREATE TRIGGER catalog_touched AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON catalog_snapshots
  FOR EACH STATEMENT EXECUTE FUNCTION pricing_part_changed('catalog');
