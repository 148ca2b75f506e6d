-- How long single requests are kept. Their sums, statements and corrections stay for ever.
ALTER TABLE usage_months
  ADD COLUMN keep_months integer CHECK (keep_months BETWEEN 4 AND 120),
  ADD COLUMN kept_from timestamptz;
COMMENT ON COLUMN usage_months.keep_months IS 'whole months before the one that runs; null: requests are kept for ever';
COMMENT ON COLUMN usage_months.kept_from IS 'null: no request was dropped; else those before are, or are about to be: none is booked there any more';

-- What the dropped partitions of the ledger held, so that what was accepted still adds up.
CREATE TABLE usage_dropped (
  month      date NOT NULL CHECK (extract(day FROM month) = 1),
  gateway    text NOT NULL,
  requests   bigint NOT NULL,
  keys       bigint NOT NULL,
  dropped_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (month, gateway)
);
COMMENT ON COLUMN usage_dropped.month IS 'of UTC, as the partitions are';
COMMENT ON COLUMN usage_dropped.requests IS 'rows of usage_logs';
COMMENT ON COLUMN usage_dropped.keys IS 'rows of usage_keys';
