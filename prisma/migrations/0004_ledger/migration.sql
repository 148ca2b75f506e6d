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
  upstream_id         text,
  model               text NOT NULL,
  served_model        text,
  provider            text,
  server_id           uuid,
  server_name         text,
  total_tokens        bigint,
  token_source        text NOT NULL CHECK (token_source IN ('actual', 'estimated', 'unknown')),
  assumed_counts      text[] NOT NULL DEFAULT '{}',
  units               jsonb CHECK (jsonb_typeof(units) = 'object'),
  other_usage         text[] NOT NULL DEFAULT '{}',
  service_tier        text,
  is_batch            boolean NOT NULL DEFAULT false,
  speed               text,
  inference_geo       text,
  region              text,
  max_results         bigint,
  cost_usd            numeric(24,12),
  booked_cost_usd     numeric(24,12),
  reported_cost_usd   numeric(24,12),
  pricing_source      text NOT NULL
                      CHECK (pricing_source IN ('local-exact', 'local-wildcard', 'catalog-scoped', 'catalog-bare', 'default', 'none')),
  price_version_id    bigint,
  catalog_snapshot_id bigint,
  catalog_key         text,
  flags               text[] NOT NULL DEFAULT '{}',
  not_priced          text[] NOT NULL DEFAULT '{}',
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
COMMENT ON COLUMN usage_logs.upstream_id IS 'what the provider calls the request; it need not be unique';
COMMENT ON COLUMN usage_logs.server_name IS 'what the sender calls the server, whether or not a connected one has that name';
COMMENT ON COLUMN usage_logs.cost_usd IS 'USD, exact; null: not priced, which is not 0';
COMMENT ON COLUMN usage_logs.booked_cost_usd IS 'cost_usd as first booked; never changes';
COMMENT ON COLUMN usage_logs.assumed_counts IS 'names of counts that were worked out, not read';
COMMENT ON COLUMN usage_logs.units IS 'what was consumed beside tokens, by unit kind; an absent kind is not known';
COMMENT ON COLUMN usage_logs.other_usage IS 'reported fields of usage that are no count of ours';
COMMENT ON COLUMN usage_logs.not_priced IS 'what was consumed and has no rate: kinds of token and unit, other usage';
COMMENT ON COLUMN usage_logs.max_results IS 'results asked of a search, for prices by result count';

CREATE INDEX usage_logs_time ON usage_logs (occurred_at DESC, request_id DESC);
CREATE INDEX usage_logs_model_time ON usage_logs (model, occurred_at DESC, request_id DESC);
CREATE INDEX usage_logs_user_time ON usage_logs (end_user, occurred_at DESC, request_id DESC) WHERE end_user IS NOT NULL;
CREATE INDEX usage_logs_team_time ON usage_logs (team, occurred_at DESC, request_id DESC) WHERE team IS NOT NULL;
CREATE INDEX usage_logs_errors ON usage_logs (occurred_at DESC, request_id DESC) WHERE is_error;
-- Priced by the default entry, by a placeholder, or not at all: the list of what needs a price.
CREATE INDEX usage_logs_needs_price ON usage_logs (occurred_at DESC, request_id DESC)
  WHERE pricing_source = 'default' OR cost_usd IS NULL OR flags @> '{placeholder-price}';

-- Rows of months that are not prepared; the intake makes a partition per month before it writes.
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
  day                  date NOT NULL,
  model                text NOT NULL,
  provider             text NOT NULL,
  pricing_source       text NOT NULL,
  requests             bigint NOT NULL,
  unpriced_requests    bigint NOT NULL DEFAULT 0,
  error_requests       bigint NOT NULL DEFAULT 0,
  flagged_requests     bigint NOT NULL DEFAULT 0,
  placeholder_requests bigint NOT NULL DEFAULT 0,
  guessed_requests     bigint NOT NULL DEFAULT 0,
  counted_requests     bigint NOT NULL DEFAULT 0,
  uncounted_requests   bigint NOT NULL DEFAULT 0,
  free_requests        bigint NOT NULL DEFAULT 0,
  cost_usd             numeric(30,12) NOT NULL DEFAULT 0,
  booked_cost_usd      numeric(30,12) NOT NULL DEFAULT 0,
  flagged_cost_usd     numeric(30,12) NOT NULL DEFAULT 0,
  placeholder_cost_usd numeric(30,12) NOT NULL DEFAULT 0,
  PRIMARY KEY (model, provider, pricing_source, day)
);
CREATE INDEX usage_by_model_day_day ON usage_by_model_day (day);
COMMENT ON COLUMN usage_by_model_day.provider IS 'empty: not known';
COMMENT ON COLUMN usage_by_model_day.unpriced_requests IS 'requests whose cost_usd is null';
COMMENT ON COLUMN usage_by_model_day.flagged_requests IS 'priced by an entry or the catalogue, with at least one flag';
COMMENT ON COLUMN usage_by_model_day.placeholder_requests IS 'of them, priced by a placeholder';
COMMENT ON COLUMN usage_by_model_day.guessed_requests IS 'requests whose provider was guessed from the name';
-- What tells a preview whether the sums of a row are enough to price its requests at other rates. Requests in none of the three
-- (a service tier, units, parts beyond their whole, tokens that were not charged) have to be looked at one by one.
COMMENT ON COLUMN usage_by_model_day.counted_requests IS 'cost their tokens x the standard rates';
COMMENT ON COLUMN usage_by_model_day.uncounted_requests IS 'without a token, not free: cost the price per request, else of a typical one';
COMMENT ON COLUMN usage_by_model_day.free_requests IS 'cost nothing at any price and have no tokens in the sums';

-- A count of one kind of token, in the ledger and in its sums. Sums of counts that may each be as large as 2^53-1 leave bigint
-- after a thousand rows; then the intake would stand still.
CREATE FUNCTION add_token_count(count_column text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE usage_logs ADD COLUMN %I bigint', count_column);
  EXECUTE format('ALTER TABLE usage_by_model_day ADD COLUMN %I numeric(30,0) NOT NULL DEFAULT 0', count_column);
END $$;

-- The counts of `packages/pricing/src/token-kinds.ts`; a test compares both.
SELECT add_token_count(count_column) FROM unnest(ARRAY[
  'prompt_tokens', 'completion_tokens', 'cache_read_tokens', 'cache_write_tokens', 'cache_write_1h_tokens', 'reasoning_tokens',
  'audio_input_tokens', 'audio_output_tokens', 'image_input_tokens', 'image_output_tokens', 'video_input_tokens',
  'video_output_tokens', 'cache_read_audio_tokens', 'cache_read_image_tokens', 'citation_tokens'
]) AS count_column;
COMMENT ON COLUMN usage_logs.prompt_tokens IS 'all input, cache reads and writes included; null: not known';

-- Units consumed beside tokens, of the requests that report some.
CREATE TABLE usage_units_by_model_day (
  day            date NOT NULL,
  model          text NOT NULL,
  provider       text NOT NULL,
  pricing_source text NOT NULL,
  unit           text NOT NULL,
  requests       bigint NOT NULL,
  quantity       numeric NOT NULL,
  PRIMARY KEY (model, provider, pricing_source, unit, day)
);
CREATE INDEX usage_units_by_model_day_day ON usage_units_by_model_day (day);
COMMENT ON COLUMN usage_units_by_model_day.quantity IS 'images, seconds, characters, ... as the unit says';

-- What the intake could not take, kept with its reason.
CREATE TABLE usage_quarantine (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  received_at  timestamptz NOT NULL DEFAULT now(),
  gateway      text NOT NULL,
  request_id   text,
  reason_code  text NOT NULL,
  field        text NOT NULL,
  reason       text NOT NULL,
  payload      jsonb NOT NULL,
  resolved_at  timestamptz,
  resolution   text CHECK (resolution IN ('nothing-used', 'taken', 'taken-later', 'duplicate', 'discarded')),
  resolved_by  text,
  resolved_why text,
  CONSTRAINT resolved_somehow CHECK ((resolved_at IS NULL) = (resolution IS NULL))
);
COMMENT ON COLUMN usage_quarantine.field IS 'of the event, that the reason names';
COMMENT ON COLUMN usage_quarantine.payload IS 'the event, its own fields only, never messages';
CREATE INDEX usage_quarantine_waiting ON usage_quarantine (received_at DESC, id DESC) WHERE resolved_at IS NULL;
CREATE INDEX usage_quarantine_reasons ON usage_quarantine (reason_code, field, received_at DESC, id DESC) WHERE resolved_at IS NULL;

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
