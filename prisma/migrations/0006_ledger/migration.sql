-- The usage ledger. Ready for Citus: text + CHECK instead of enums, no triggers on usage_logs, no unique id but the request's.

-- Idempotency lives here, because a unique key of a partitioned table must contain the time. The hash tells a replay
-- (same content) from a conflict (same id, other content).
CREATE TABLE usage_keys (
  request_id   text NOT NULL,
  gateway      text NOT NULL,
  content_hash text NOT NULL,
  occurred_at  timestamptz NOT NULL,
  PRIMARY KEY (request_id, gateway)
);

CREATE TABLE usage_logs (
  request_id          text NOT NULL,
  gateway             text NOT NULL,
  occurred_at         timestamptz NOT NULL,
  received_at         timestamptz NOT NULL DEFAULT now(),
  model               text NOT NULL,
  served_model        text,
  provider            text,
  server_id           uuid,
  prompt_tokens       bigint,
  completion_tokens   bigint,
  total_tokens        bigint,
  cache_read_tokens   bigint,
  cache_write_tokens  bigint,
  cache_write_1h_tokens bigint,
  reasoning_tokens    bigint,
  audio_input_tokens  bigint,
  audio_output_tokens bigint,
  image_input_tokens  bigint,
  image_output_tokens bigint,
  token_source        text NOT NULL CHECK (token_source IN ('actual', 'estimated', 'unknown')),
  cost_usd            numeric(24,12),
  booked_cost_usd     numeric(24,12),
  reported_cost_usd   numeric(24,12),
  pricing_source      text NOT NULL
                      CHECK (pricing_source IN ('local-exact', 'local-wildcard', 'catalog-scoped', 'catalog-bare', 'default', 'none')),
  price_version_id    bigint,
  catalog_snapshot_id bigint,
  catalog_key         text,
  flags               text[] NOT NULL DEFAULT '{}',
  service_tier        text,
  endpoint            text,
  end_user            text,
  team                text,
  api_key_alias       text,
  tags                text[] NOT NULL DEFAULT '{}',
  latency_ms          integer,
  status_code         integer,
  is_error            boolean NOT NULL DEFAULT false,
  is_cache_hit        boolean NOT NULL DEFAULT false,
  PRIMARY KEY (request_id, gateway, occurred_at)
) PARTITION BY RANGE (occurred_at);
COMMENT ON COLUMN usage_logs.cost_usd IS 'USD, exact; null: not priced, which is not 0';
COMMENT ON COLUMN usage_logs.booked_cost_usd IS 'cost_usd as first booked; never changes';
COMMENT ON COLUMN usage_logs.prompt_tokens IS 'all input, cache reads and writes included; null: not known';

CREATE INDEX usage_logs_time ON usage_logs (occurred_at DESC, request_id DESC);
CREATE INDEX usage_logs_model_time ON usage_logs (model, occurred_at DESC, request_id DESC);
CREATE INDEX usage_logs_default_priced ON usage_logs (occurred_at DESC, request_id DESC) WHERE pricing_source IN ('default', 'none');

-- Rows of months nobody prepared; the intake makes a partition per month before it writes.
CREATE TABLE usage_logs_other PARTITION OF usage_logs DEFAULT;

CREATE FUNCTION ensure_usage_month(month date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first_day date := date_trunc('month', month)::date;
  next_month date := (date_trunc('month', month) + interval '1 month')::date;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ratecard.usage_logs.partitions'));
  EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF usage_logs FOR VALUES FROM (%L) TO (%L)',
    'usage_logs_' || to_char(first_day, 'YYYY_MM'), first_day::text || ' 00:00:00+00', next_month::text || ' 00:00:00+00');
END $$;

-- Rollups are written in the statement that writes the ledger, so their sums agree at every moment.
CREATE TABLE usage_by_model_day (
  day                 date NOT NULL,
  model               text NOT NULL,
  provider            text NOT NULL,
  pricing_source      text NOT NULL,
  requests            bigint NOT NULL,
  unpriced_requests   bigint NOT NULL,
  error_requests      bigint NOT NULL,
  prompt_tokens       bigint NOT NULL,
  completion_tokens   bigint NOT NULL,
  cache_read_tokens   bigint NOT NULL,
  cache_write_tokens  bigint NOT NULL,
  reasoning_tokens    bigint NOT NULL,
  cost_usd            numeric(30,12) NOT NULL,
  booked_cost_usd     numeric(30,12) NOT NULL,
  PRIMARY KEY (model, provider, pricing_source, day)
);
CREATE INDEX usage_by_model_day_day ON usage_by_model_day (day);

-- What the intake could not take, kept with its reason.
CREATE TABLE usage_quarantine (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  received_at  timestamptz NOT NULL DEFAULT now(),
  gateway      text NOT NULL,
  request_id   text,
  reason_code  text NOT NULL,
  reason       text NOT NULL,
  payload      jsonb NOT NULL,
  resolved_at  timestamptz
);
CREATE INDEX usage_quarantine_received ON usage_quarantine (received_at DESC);

-- received = accepted + duplicate + quarantined, for each gateway and day of arrival.
CREATE TABLE intake_counts (
  day         date NOT NULL,
  gateway     text NOT NULL,
  received    bigint NOT NULL,
  accepted    bigint NOT NULL,
  duplicate   bigint NOT NULL,
  quarantined bigint NOT NULL,
  PRIMARY KEY (gateway, day),
  CONSTRAINT intake_adds_up CHECK (received = accepted + duplicate + quarantined)
);
