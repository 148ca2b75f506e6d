-- A month is closed when its figures were handed on: from then on nothing changes them. The days before this one are of closed months.
ALTER TABLE usage_months ADD COLUMN closed_before date CHECK (extract(day FROM closed_before) = 1);
COMMENT ON COLUMN usage_months.closed_before IS 'null: no month is closed';

-- What is booked in an open month although it is of a closed one: a request that arrived late, or one that went away. The sums of
-- `corrects_on` stay as they were, those of `posted_on` have the differences. So, at every moment, for each day:
-- its sums = its requests - what corrects it + what is posted on it.
CREATE TABLE usage_corrections (
  id                      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind                    text NOT NULL CHECK (kind IN ('late', 'removed', 're-cost')),
  posted_on               date NOT NULL,
  corrects_on             date NOT NULL,
  recorded_at             timestamptz NOT NULL DEFAULT now(),
  gateway                 text NOT NULL,
  request_id              text NOT NULL,
  occurred_at             timestamptz NOT NULL,
  model                   text NOT NULL,
  provider                text,
  pricing_source          text NOT NULL,
  team                    text,
  end_user                text,
  api_key_alias           text,
  tags                    text[] NOT NULL,
  units                   jsonb,
  requests                bigint NOT NULL,
  unpriced_requests       bigint NOT NULL,
  error_requests          bigint NOT NULL,
  default_requests        bigint NOT NULL,
  flagged_requests        bigint NOT NULL,
  placeholder_requests    bigint NOT NULL,
  guessed_requests        bigint NOT NULL,
  cache_hit_requests      bigint NOT NULL,
  estimated_requests      bigint NOT NULL,
  unknown_count_requests  bigint NOT NULL,
  counted_requests        bigint NOT NULL,
  uncounted_requests      bigint NOT NULL,
  free_requests           bigint NOT NULL,
  cost_usd                numeric(30,12) NOT NULL,
  booked_cost_usd         numeric(30,12) NOT NULL,
  default_cost_usd        numeric(30,12) NOT NULL,
  flagged_cost_usd        numeric(30,12) NOT NULL,
  placeholder_cost_usd    numeric(30,12) NOT NULL,
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
  citation_tokens         numeric(30,0) NOT NULL DEFAULT 0
);
COMMENT ON COLUMN usage_corrections.requests IS 'as all after it a difference: 1 for a late request, -1 for one that went away';
COMMENT ON COLUMN usage_corrections.units IS 'consumed beside tokens, once for each of `requests`';
CREATE INDEX usage_corrections_posted ON usage_corrections (posted_on, id);
CREATE INDEX usage_corrections_corrects ON usage_corrections (corrects_on, id);

CREATE FUNCTION corrections_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Corrections are append-only.';
END $$;
CREATE TRIGGER usage_corrections_append_only BEFORE UPDATE OR DELETE ON usage_corrections
  FOR EACH STATEMENT EXECUTE FUNCTION corrections_refuse();

-- The statements of closed months, each bound to the one before it. A month that was re-opened and closed again has two.
CREATE TABLE month_statements (
  seq           bigint PRIMARY KEY,
  month         date NOT NULL CHECK (extract(day FROM month) = 1),
  body          text NOT NULL,
  hash          text NOT NULL,
  previous_hash text NOT NULL,
  signature     text NOT NULL,
  public_key    text NOT NULL,
  closed_at     timestamptz NOT NULL,
  closed_by     text NOT NULL,
  note          text NOT NULL,
  reopened_at   timestamptz,
  reopened_by   text,
  reopened_why  text,
  CONSTRAINT reopened_somehow CHECK ((reopened_at IS NULL) = (reopened_by IS NULL) AND (reopened_at IS NULL) = (reopened_why IS NULL))
);
COMMENT ON COLUMN month_statements.body IS 'canonical JSON, the very text that is hashed and signed';
CREATE UNIQUE INDEX month_statements_standing ON month_statements (month) WHERE reopened_at IS NULL;

CREATE FUNCTION statements_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.reopened_at IS NULL
    AND (NEW.seq, NEW.month, NEW.body, NEW.hash, NEW.previous_hash, NEW.signature, NEW.public_key, NEW.closed_at, NEW.closed_by, NEW.note)
      = (OLD.seq, OLD.month, OLD.body, OLD.hash, OLD.previous_hash, OLD.signature, OLD.public_key, OLD.closed_at, OLD.closed_by, OLD.note)
  THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'The statement of a month is never changed. Re-open the month and close it again.';
END $$;
CREATE TRIGGER month_statements_kept BEFORE UPDATE OR DELETE ON month_statements
  FOR EACH ROW EXECUTE FUNCTION statements_refuse();

-- A count of one kind of token, in the ledger, in its sums and in corrections of them.
CREATE OR REPLACE FUNCTION add_token_count(count_column text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE usage_logs ADD COLUMN %I bigint', count_column);
  EXECUTE format('ALTER TABLE usage_sums ADD COLUMN %I numeric(30,0) NOT NULL DEFAULT 0', count_column);
  EXECUTE format('ALTER TABLE usage_corrections ADD COLUMN %I numeric(30,0) NOT NULL DEFAULT 0', count_column);
END $$;
