-- Files of usage that somebody brings in: how far each one is, so that it goes on at the row it reached.
CREATE TABLE usage_imports (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  gateway     text NOT NULL,
  file_name   text NOT NULL,
  file_bytes  bigint NOT NULL,
  fingerprint text NOT NULL,
  format      text NOT NULL,
  names       text[] NOT NULL,
  columns     jsonb NOT NULL,
  state       text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'cancelled')),
  bytes_read  bigint NOT NULL DEFAULT 0,
  rows_done   bigint NOT NULL DEFAULT 0,
  accepted    bigint NOT NULL DEFAULT 0,
  duplicate   bigint NOT NULL DEFAULT 0,
  quarantined bigint NOT NULL DEFAULT 0,
  refused     bigint NOT NULL DEFAULT 0,
  created_by  text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  moved_at    timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  CONSTRAINT rows_add_up CHECK (rows_done = accepted + duplicate + quarantined + refused)
);
COMMENT ON COLUMN usage_imports.fingerprint IS 'of the beginning and the size of the file: the same file goes on where it was';
COMMENT ON COLUMN usage_imports.names IS 'of the columns of the file';
COMMENT ON COLUMN usage_imports.columns IS 'a column of the file -> the field it is taken as';
COMMENT ON COLUMN usage_imports.moved_at IS 'when rows came last';
CREATE INDEX usage_imports_time ON usage_imports (created_at DESC);

-- Rows of a file that were not taken, each with its reason.
CREATE TABLE usage_import_refusals (
  import_id  uuid NOT NULL REFERENCES usage_imports (id) ON DELETE CASCADE,
  row_number bigint NOT NULL,
  place      text NOT NULL,
  request_id text,
  outcome    text NOT NULL CHECK (outcome IN ('refused', 'quarantined')),
  field      text NOT NULL,
  problem    text NOT NULL,
  payload    jsonb NOT NULL,
  PRIMARY KEY (import_id, row_number)
);
COMMENT ON COLUMN usage_import_refusals.payload IS 'the event, its own fields only, never messages';
