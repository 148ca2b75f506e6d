-- The ledger's sums: one table a rollup, each by day and by month, all of one shape, so that one statement writes them all.
-- A new rollup is two partitions here and an entry in apps/server/src/ledger/rollups.ts; a column that is not of a rollup is empty.
CREATE TABLE usage_sums (
  rollup                 text NOT NULL,
  day                    date NOT NULL,
  model                  text NOT NULL DEFAULT '',
  provider               text NOT NULL DEFAULT '',
  pricing_source         text NOT NULL DEFAULT '',
  team                   text NOT NULL DEFAULT '',
  end_user               text NOT NULL DEFAULT '',
  api_key_alias          text NOT NULL DEFAULT '',
  tag                    text NOT NULL DEFAULT '',
  requests               bigint NOT NULL DEFAULT 0,
  unpriced_requests      bigint NOT NULL DEFAULT 0,
  error_requests         bigint NOT NULL DEFAULT 0,
  default_requests       bigint NOT NULL DEFAULT 0,
  flagged_requests       bigint NOT NULL DEFAULT 0,
  placeholder_requests   bigint NOT NULL DEFAULT 0,
  guessed_requests       bigint NOT NULL DEFAULT 0,
  cache_hit_requests     bigint NOT NULL DEFAULT 0,
  estimated_requests     bigint NOT NULL DEFAULT 0,
  unknown_count_requests bigint NOT NULL DEFAULT 0,
  counted_requests       bigint NOT NULL DEFAULT 0,
  uncounted_requests     bigint NOT NULL DEFAULT 0,
  free_requests          bigint NOT NULL DEFAULT 0,
  cost_usd               numeric(30,12) NOT NULL DEFAULT 0,
  booked_cost_usd        numeric(30,12) NOT NULL DEFAULT 0,
  default_cost_usd       numeric(30,12) NOT NULL DEFAULT 0,
  flagged_cost_usd       numeric(30,12) NOT NULL DEFAULT 0,
  placeholder_cost_usd   numeric(30,12) NOT NULL DEFAULT 0,
  prompt_tokens           numeric(30,0) NOT NULL DEFAULT 0,
  completion_tokens       numeric(30,0) NOT NULL DEFAULT 0,
  cache_read_tokens       numeric(30,0) NOT NULL DEFAULT 0,
  cache_write_tokens      numeric(30,0) NOT NULL DEFAULT 0,
  cache_write_1h_tokens   numeric(30,0) NOT NULL DEFAULT 0,
  reasoning_tokens        numeric(30,0) NOT NULL DEFAULT 0,
  audio_input_tokens      numeric(30,0) NOT NULL DEFAULT 0,
  audio_output_tokens     numeric(30,0) NOT NULL DEFAULT 0,
  image_input_tokens      numeric(30,0) NOT NULL DEFAULT 0,
  image_output_tokens     numeric(30,0) NOT NULL DEFAULT 0,
  video_input_tokens      numeric(30,0) NOT NULL DEFAULT 0,
  video_output_tokens     numeric(30,0) NOT NULL DEFAULT 0,
  cache_read_audio_tokens numeric(30,0) NOT NULL DEFAULT 0,
  cache_read_image_tokens numeric(30,0) NOT NULL DEFAULT 0,
  citation_tokens         numeric(30,0) NOT NULL DEFAULT 0,
  PRIMARY KEY (rollup, day, model, provider, pricing_source, team, end_user, api_key_alias, tag)
) PARTITION BY LIST (rollup);
COMMENT ON COLUMN usage_sums.day IS 'the day, or the first day of the month';
COMMENT ON COLUMN usage_sums.provider IS 'empty: not known';
COMMENT ON COLUMN usage_sums.unpriced_requests IS 'requests whose cost_usd is null';
COMMENT ON COLUMN usage_sums.flagged_requests IS 'priced by an entry or the catalogue, with at least one flag';
COMMENT ON COLUMN usage_sums.placeholder_requests IS 'of them, priced by a placeholder';
COMMENT ON COLUMN usage_sums.guessed_requests IS 'requests whose provider was guessed from the name';
COMMENT ON COLUMN usage_sums.estimated_requests IS 'their sender estimated the tokens';
COMMENT ON COLUMN usage_sums.unknown_count_requests IS 'nobody knows their tokens';
-- What tells a preview whether the sums of a row are enough to price its requests at other rates. Requests in none of the three
-- (a service tier, units, parts beyond their whole, tokens that were not charged) have to be looked at one by one.
COMMENT ON COLUMN usage_sums.counted_requests IS 'cost their tokens x the standard rates';
COMMENT ON COLUMN usage_sums.uncounted_requests IS 'without a token, not free: cost the price per request, else of a typical one';
COMMENT ON COLUMN usage_sums.free_requests IS 'cost nothing at any price and have no tokens in the sums';

-- The months before this day have sums by month. They are made once a month is over; what arrives late goes into both.
CREATE TABLE usage_months (
  only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  summed_before date NOT NULL
);
INSERT INTO usage_months (summed_before) VALUES ('2015-01-01');

ALTER TABLE usage_by_model_day RENAME TO usage_by_model_day_old;
ALTER TABLE usage_by_model_day_old RENAME CONSTRAINT usage_by_model_day_pkey TO usage_by_model_day_old_pkey;
DROP INDEX usage_by_model_day_day;

CREATE FUNCTION add_usage_rollup(rollup text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE grain text;
BEGIN
  FOREACH grain IN ARRAY ARRAY['day', 'month'] LOOP
    -- Room in each page for the next version of its rows: their sums change with every batch, their keys never.
    EXECUTE format('CREATE TABLE %I PARTITION OF usage_sums FOR VALUES IN (%L) WITH (fillfactor = 60)',
      'usage_' || rollup || '_' || grain, rollup || '_' || grain);
    EXECUTE format('ALTER TABLE %I ALTER COLUMN rollup SET DEFAULT %L', 'usage_' || rollup || '_' || grain, rollup || '_' || grain);
  END LOOP;
END $$;
SELECT add_usage_rollup(rollup)
FROM unnest(ARRAY['total', 'by_model', 'by_team', 'by_user', 'by_key', 'by_tag', 'by_team_model']) AS rollup;

-- A year of one name without reading everybody's.
CREATE INDEX ON usage_by_model_day (model, day);
CREATE INDEX ON usage_by_team_day (team, day);
CREATE INDEX ON usage_by_user_day (end_user, day);
CREATE INDEX ON usage_by_key_day (api_key_alias, day);
CREATE INDEX ON usage_by_tag_day (tag, day);
CREATE INDEX ON usage_by_team_model_day (team, day);
CREATE INDEX ON usage_by_team_model_day (model, day);

INSERT INTO usage_by_model_day (day, model, provider, pricing_source, requests, unpriced_requests, error_requests, default_requests,
  flagged_requests, placeholder_requests, guessed_requests, counted_requests, uncounted_requests, free_requests,
  cost_usd, booked_cost_usd, default_cost_usd, flagged_cost_usd, placeholder_cost_usd,
  prompt_tokens, completion_tokens, cache_read_tokens, cache_write_tokens, cache_write_1h_tokens, reasoning_tokens,
  audio_input_tokens, audio_output_tokens, image_input_tokens, image_output_tokens, video_input_tokens, video_output_tokens,
  cache_read_audio_tokens, cache_read_image_tokens, citation_tokens)
SELECT day, model, provider, pricing_source, requests, unpriced_requests, error_requests,
  CASE WHEN pricing_source = 'default' THEN requests ELSE 0 END,
  flagged_requests, placeholder_requests, guessed_requests, counted_requests, uncounted_requests, free_requests,
  cost_usd, booked_cost_usd, CASE WHEN pricing_source = 'default' THEN cost_usd ELSE 0 END, flagged_cost_usd, placeholder_cost_usd,
  prompt_tokens, completion_tokens, cache_read_tokens, cache_write_tokens, cache_write_1h_tokens, reasoning_tokens,
  audio_input_tokens, audio_output_tokens, image_input_tokens, image_output_tokens, video_input_tokens, video_output_tokens,
  cache_read_audio_tokens, cache_read_image_tokens, citation_tokens
FROM usage_by_model_day_old;
DROP TABLE usage_by_model_day_old;

-- A count of one kind of token, in the ledger and in its sums.
CREATE OR REPLACE FUNCTION add_token_count(count_column text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE usage_logs ADD COLUMN %I bigint', count_column);
  EXECUTE format('ALTER TABLE usage_sums ADD COLUMN %I numeric(30,0) NOT NULL DEFAULT 0', count_column);
END $$;

-- One index less for each row: the key in the order that lists are read in. usage_keys finds a request by its id.
ALTER TABLE usage_logs DROP CONSTRAINT usage_logs_pkey;
DROP INDEX usage_logs_time;
ALTER TABLE usage_logs ADD PRIMARY KEY (occurred_at, request_id, gateway);
DROP INDEX usage_logs_model_time;
DROP INDEX usage_logs_user_time;
DROP INDEX usage_logs_team_time;
CREATE INDEX usage_logs_model_time ON usage_logs (model, occurred_at DESC);
CREATE INDEX usage_logs_user_time ON usage_logs (end_user, occurred_at DESC) WHERE end_user IS NOT NULL;
CREATE INDEX usage_logs_team_time ON usage_logs (team, occurred_at DESC) WHERE team IS NOT NULL;
CREATE INDEX usage_logs_key_time ON usage_logs (api_key_alias, occurred_at DESC) WHERE api_key_alias IS NOT NULL;

-- What was booked stays what was booked; a correction changes cost_usd. Only an update of that very column pays for it.
CREATE FUNCTION keep_booked_cost() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'booked_cost_usd of request % cannot be changed: it is what was booked. Change cost_usd.', OLD.request_id
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER keep_booked_cost BEFORE UPDATE OF booked_cost_usd ON usage_logs FOR EACH ROW
  WHEN (OLD.booked_cost_usd IS DISTINCT FROM NEW.booked_cost_usd) EXECUTE FUNCTION keep_booked_cost();
