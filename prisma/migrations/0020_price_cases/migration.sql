-- Golden cases: requests whose cost is known. They are checked before any price is published.
CREATE TABLE price_cases (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  set_name        text NOT NULL CHECK (is_name(set_name)),
  label           text NOT NULL CHECK (is_name(label)),
  model           text NOT NULL CHECK (is_name(model)),
  provider        text CHECK (is_name(provider)),
  usage           jsonb NOT NULL CHECK (jsonb_typeof(usage) = 'object'),
  at              timestamptz,
  expected_usd    numeric(24,12) NOT NULL CHECK (expected_usd >= 0),
  expected_source text CHECK (expected_source IN ('local-exact', 'local-wildcard', 'catalog-scoped', 'catalog-bare', 'default', 'none')),
  gateway         text,
  request_id      text,
  created_by      text NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  changed_by      text NOT NULL,
  changed_at      timestamptz NOT NULL DEFAULT now(),
  reason          text,
  UNIQUE (set_name, label),
  CONSTRAINT made_from_one_request CHECK ((gateway IS NULL) = (request_id IS NULL))
);
COMMENT ON COLUMN price_cases.at IS 'at the price of that time; NULL: at the price of whenever it is checked';
COMMENT ON COLUMN price_cases.expected_usd IS 'USD, to the last digit';
COMMENT ON COLUMN price_cases.reason IS 'why the expected cost was changed last';
