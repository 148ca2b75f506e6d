-- What may be spent in a month: by all, by a team, on a model.
CREATE TABLE budgets (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind       text NOT NULL CHECK (kind IN ('all', 'team', 'model')),
  name       text NOT NULL DEFAULT '',
  amount_usd numeric(24,12) NOT NULL CHECK (amount_usd > 0),
  updated_by text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (kind, name),
  CONSTRAINT named_unless_all CHECK ((kind = 'all') = (name = ''))
);
COMMENT ON COLUMN budgets.amount_usd IS 'USD a month of the ledger';
