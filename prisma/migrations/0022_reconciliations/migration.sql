-- Invoices and exports of costs that are compared with the ledger. Of a file only its sums are kept.
CREATE TABLE reconciliations (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  file_name    text NOT NULL,
  file_bytes   bigint NOT NULL,
  file_lines   bigint NOT NULL,
  digest       text NOT NULL UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'),
  format       text NOT NULL,
  currency     text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  usd_per_unit numeric CHECK (usd_per_unit > 0),
  zone         text NOT NULL,
  providers    text[] NOT NULL,
  period_from  date NOT NULL,
  period_to    date NOT NULL,
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL,
  compared_at  timestamptz NOT NULL,
  comparison   jsonb NOT NULL CHECK (jsonb_typeof(comparison) = 'object'),
  CONSTRAINT converted CHECK ((currency = 'USD') = (usd_per_unit IS NULL)),
  CONSTRAINT some_days CHECK (period_from <= period_to)
);
COMMENT ON COLUMN reconciliations.digest IS 'of the text of the file: the same one is told again';
COMMENT ON COLUMN reconciliations.usd_per_unit IS 'what one of the currency is in USD; null: it is in USD';
COMMENT ON COLUMN reconciliations.zone IS 'of the days of the invoice';
COMMENT ON COLUMN reconciliations.providers IS 'whose requests are compared; none: all';
COMMENT ON COLUMN reconciliations.comparison IS 'as it was made at compared_at';
CREATE INDEX reconciliations_time ON reconciliations (created_at DESC);

-- What a file bills by days, provider, model and kind of token.
CREATE TABLE reconciliation_sums (
  reconciliation_id uuid NOT NULL REFERENCES reconciliations (id) ON DELETE CASCADE,
  day               date NOT NULL,
  last_day          date NOT NULL,
  provider          text NOT NULL,
  model             text NOT NULL,
  kind              text NOT NULL,
  lines             bigint NOT NULL,
  quantity          numeric,
  cost              numeric,
  decimals          integer NOT NULL,
  PRIMARY KEY (reconciliation_id, day, last_day, provider, model, kind),
  CONSTRAINT some_days CHECK (day <= last_day)
);
COMMENT ON COLUMN reconciliation_sums.cost IS 'in the currency of the invoice; null: billed in another sum';
COMMENT ON COLUMN reconciliation_sums.quantity IS 'tokens; null: not stated';
COMMENT ON COLUMN reconciliation_sums.decimals IS 'the most that a cost of the lines is written with';

-- What a name of invoices is in the ledger, as somebody mapped it.
CREATE TABLE invoice_names (
  format    text NOT NULL,
  name      text NOT NULL CHECK (is_name(name)),
  model     text NOT NULL CHECK (is_name(model)),
  mapped_by text NOT NULL,
  mapped_at timestamptz NOT NULL,
  PRIMARY KEY (format, name)
);
