CREATE EXTENSION IF NOT EXISTS btree_gist;

-- The price book. `model_pricing` is what is in force now and may be edited by plain SQL;
-- `model_price_versions` is its history, written by the trigger below for every way in.

-- Units: USD. A rate per 1,000 tokens has at most 9 decimals, which is whole pico-dollars per token. The upper bound also
-- keeps out NaN and Infinity, which compare as larger than every number.
CREATE FUNCTION is_price(price numeric, max_decimals integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT price IS NULL OR (price >= 0 AND price <= 1000000 AND scale(trim_scale(price)) <= max_decimals)
$$;

CREATE FUNCTION is_name(name text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT char_length(name) BETWEEN 1 AND 255 AND name !~ '[\x01-\x1f\x7f]' AND name = btrim(name)
$$;

CREATE TABLE model_pricing (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  model_name        text NOT NULL UNIQUE CHECK (is_name(model_name)),
  price_per_request numeric NOT NULL CHECK (is_price(price_per_request, 12)),
  price_per_1k_input_tokens          numeric CHECK (is_price(price_per_1k_input_tokens, 9)),
  price_per_1k_output_tokens         numeric CHECK (is_price(price_per_1k_output_tokens, 9)),
  price_per_1k_cache_read_tokens     numeric CHECK (is_price(price_per_1k_cache_read_tokens, 9)),
  price_per_1k_cache_write_tokens    numeric CHECK (is_price(price_per_1k_cache_write_tokens, 9)),
  price_per_1k_cache_write_1h_tokens numeric CHECK (is_price(price_per_1k_cache_write_1h_tokens, 9)),
  price_per_1k_reasoning_tokens      numeric CHECK (is_price(price_per_1k_reasoning_tokens, 9)),
  price_per_1k_audio_input_tokens    numeric CHECK (is_price(price_per_1k_audio_input_tokens, 9)),
  price_per_1k_audio_output_tokens   numeric CHECK (is_price(price_per_1k_audio_output_tokens, 9)),
  price_per_1k_image_input_tokens    numeric CHECK (is_price(price_per_1k_image_input_tokens, 9)),
  price_per_1k_image_output_tokens   numeric CHECK (is_price(price_per_1k_image_output_tokens, 9)),
  provider          text NOT NULL CHECK (is_name(provider)),
  is_custom         boolean NOT NULL DEFAULT false,
  is_active         boolean NOT NULL DEFAULT true,
  notes             text CHECK (char_length(notes) <= 2000),
  details           jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(details) = 'object'),
  pinned_by         text,
  copied_from       text,
  version           bigint NOT NULL DEFAULT 1,
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN model_pricing.details IS 'thresholds, tiers, service tiers and other units; decimal strings';
COMMENT ON COLUMN model_pricing.pinned_by IS 'the settings file that pins this entry; such an entry is read-only in the UI';
COMMENT ON COLUMN model_pricing.copied_from IS 'the base model whose price this custom name took';
COMMENT ON COLUMN model_pricing.version IS 'counts the edits of this row; If-Match compares it';

CREATE TABLE model_price_versions (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  model_name        text NOT NULL,
  provider          text NOT NULL,
  is_custom         boolean NOT NULL,
  is_active         boolean NOT NULL,
  price_per_request numeric NOT NULL,
  price_per_1k_input_tokens          numeric,
  price_per_1k_output_tokens         numeric,
  price_per_1k_cache_read_tokens     numeric,
  price_per_1k_cache_write_tokens    numeric,
  price_per_1k_cache_write_1h_tokens numeric,
  price_per_1k_reasoning_tokens      numeric,
  price_per_1k_audio_input_tokens    numeric,
  price_per_1k_audio_output_tokens   numeric,
  price_per_1k_image_input_tokens    numeric,
  price_per_1k_image_output_tokens   numeric,
  details           jsonb NOT NULL,
  notes             text,
  valid_from        timestamptz,
  valid_until       timestamptz,
  recorded_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  superseded_at     timestamptz,
  source            text NOT NULL CHECK (source IN ('ui', 'api', 'cli', 'import', 'sync', 'config', 'sql', 'seed', 'sample', 'revert')),
  actor             text NOT NULL,
  reason            text,
  batch_id          uuid,
  changed_in        bigint NOT NULL,
  CONSTRAINT window_not_empty CHECK (valid_from < valid_until),
  CONSTRAINT windows_do_not_overlap EXCLUDE USING gist (model_name WITH =, tstzrange(valid_from, valid_until) WITH &&)
    WHERE (superseded_at IS NULL)
);
COMMENT ON COLUMN model_price_versions.valid_from IS 'null: since the beginning of time';
COMMENT ON COLUMN model_price_versions.valid_until IS 'null: until further notice';
COMMENT ON COLUMN model_price_versions.superseded_at IS 'set when a correction backwards replaced this belief';
COMMENT ON COLUMN model_price_versions.changed_in IS 'the pricing version that wrote this row or changed it last';
CREATE INDEX model_price_versions_changed ON model_price_versions (changed_in);
CREATE INDEX model_price_versions_model ON model_price_versions (model_name, id);
CREATE INDEX model_price_versions_batch ON model_price_versions (batch_id) WHERE batch_id IS NOT NULL;

-- One counter for everything a price depends on. The intake statement checks it; servers reload when it moves.
CREATE TABLE pricing_version (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version  bigint NOT NULL
);
INSERT INTO pricing_version (version) VALUES (1);

-- What is read whole when it changed. `history`: versions were erased or given another name, by hand.
CREATE TABLE pricing_parts (
  part       text PRIMARY KEY CHECK (part IN ('catalog', 'adjustments', 'history')),
  changed_in bigint NOT NULL
);
COMMENT ON COLUMN pricing_parts.changed_in IS 'the pricing version that changed it last';
INSERT INTO pricing_parts (part, changed_in) VALUES ('catalog', 1), ('adjustments', 1), ('history', 1);

-- Who writes, and through what: set with set_config(..., true) in the writing transaction; plain SQL sets nothing.
CREATE FUNCTION write_context(name text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('ratecard.' || name, true), '')
$$;

-- Raises the counter once a transaction and answers it. Its row stays locked until COMMIT, so versions become visible in their
-- order: a server that has read version N misses exactly what was changed in a larger one.
CREATE FUNCTION pricing_changed() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  own bigint := write_context('pricing_version');
BEGIN
  IF own IS NULL THEN
    UPDATE pricing_version SET version = version + 1 RETURNING version INTO own;
    PERFORM set_config('ratecard.pricing_version', own::text, true), pg_notify('ratecard_prices', '');
  END IF;
  RETURN own;
END $$;

CREATE FUNCTION pricing_part_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE pricing_parts SET changed_in = pricing_changed() WHERE part = TG_ARGV[0];
  RETURN NULL;
END $$;

CREATE FUNCTION price_version_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_in := pricing_changed();
  RETURN NEW;
END $$;
CREATE TRIGGER a_changed BEFORE INSERT OR UPDATE ON model_price_versions FOR EACH ROW EXECUTE FUNCTION price_version_changed();
CREATE TRIGGER b_rewritten AFTER DELETE OR TRUNCATE OR UPDATE OF model_name ON model_price_versions
  FOR EACH STATEMENT EXECUTE FUNCTION pricing_part_changed('history');

-- Puts the values of `price` into the window [p_from, p_until). What stood there gives way: its left part is closed, its right
-- part is copied behind the window, what lies wholly inside is superseded, never erased. Returns the new version's id.
CREATE FUNCTION write_price_window(price model_pricing, p_from timestamptz, p_until timestamptz)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  standing model_price_versions;
  new_id bigint;
BEGIN
  FOR standing IN
    SELECT * FROM model_price_versions
    WHERE model_name = price.model_name AND superseded_at IS NULL
      AND tstzrange(valid_from, valid_until) && tstzrange(p_from, p_until)
    ORDER BY valid_from NULLS FIRST
    FOR UPDATE
  LOOP
    IF p_from IS NOT NULL AND (standing.valid_from IS NULL OR standing.valid_from < p_from) THEN
      UPDATE model_price_versions SET valid_until = p_from WHERE id = standing.id;
    ELSE
      UPDATE model_price_versions SET superseded_at = clock_timestamp() WHERE id = standing.id;
    END IF;
    IF p_until IS NOT NULL AND (standing.valid_until IS NULL OR standing.valid_until > p_until) THEN
      INSERT INTO model_price_versions (model_name, provider, is_custom, is_active, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens, price_per_1k_cache_read_tokens, price_per_1k_cache_write_tokens, price_per_1k_cache_write_1h_tokens, price_per_1k_reasoning_tokens, price_per_1k_audio_input_tokens, price_per_1k_audio_output_tokens, price_per_1k_image_input_tokens, price_per_1k_image_output_tokens, details, notes, valid_from, valid_until, source, actor, reason, batch_id)
      VALUES (standing.model_name, standing.provider, standing.is_custom, standing.is_active, standing.price_per_request, standing.price_per_1k_input_tokens, standing.price_per_1k_output_tokens, standing.price_per_1k_cache_read_tokens, standing.price_per_1k_cache_write_tokens, standing.price_per_1k_cache_write_1h_tokens, standing.price_per_1k_reasoning_tokens, standing.price_per_1k_audio_input_tokens, standing.price_per_1k_audio_output_tokens, standing.price_per_1k_image_input_tokens, standing.price_per_1k_image_output_tokens, standing.details, standing.notes,
        p_until, standing.valid_until, standing.source, standing.actor, standing.reason, standing.batch_id);
    END IF;
  END LOOP;
  INSERT INTO model_price_versions (model_name, provider, is_custom, is_active, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens, price_per_1k_cache_read_tokens, price_per_1k_cache_write_tokens, price_per_1k_cache_write_1h_tokens, price_per_1k_reasoning_tokens, price_per_1k_audio_input_tokens, price_per_1k_audio_output_tokens, price_per_1k_image_input_tokens, price_per_1k_image_output_tokens, details, notes, valid_from, valid_until, source, actor, reason, batch_id)
  VALUES (price.model_name, price.provider, price.is_custom, price.is_active, price.price_per_request, price.price_per_1k_input_tokens, price.price_per_1k_output_tokens, price.price_per_1k_cache_read_tokens, price.price_per_1k_cache_write_tokens, price.price_per_1k_cache_write_1h_tokens, price.price_per_1k_reasoning_tokens, price.price_per_1k_audio_input_tokens, price.price_per_1k_audio_output_tokens, price.price_per_1k_image_input_tokens, price.price_per_1k_image_output_tokens, price.details, price.notes, p_from, p_until,
    coalesce(write_context('source'), 'sql'), coalesce(write_context('actor'), 'sql:' || session_user),
    write_context('reason'), write_context('batch')::uuid)
  RETURNING id INTO new_id;
  RETURN new_id;
END $$;

-- The window a plain edit of `model_pricing` fills: the first price of a name holds since ever, later ones from now until the
-- next scheduled one. A name whose every window was superseded is a new one. `ratecard.valid_from` names another start.
CREATE FUNCTION record_current_price(price model_pricing) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  starts timestamptz := write_context('valid_from')::timestamptz;
  is_first boolean := NOT EXISTS (
    SELECT FROM model_price_versions WHERE model_name = price.model_name AND superseded_at IS NULL);
BEGIN
  IF starts IS NULL AND NOT is_first THEN
    SELECT greatest(clock_timestamp(), max(valid_from) FILTER (WHERE valid_from <= clock_timestamp()) + interval '1 microsecond')
      INTO starts FROM model_price_versions WHERE model_name = price.model_name AND superseded_at IS NULL;
  END IF;
  PERFORM write_price_window(price, starts, (
    SELECT min(valid_from) FROM model_price_versions
    WHERE model_name = price.model_name AND superseded_at IS NULL AND valid_from > coalesce(starts, '-infinity')));
END $$;

CREATE FUNCTION close_current_price(name text) RETURNS void LANGUAGE sql AS $$
  UPDATE model_price_versions SET superseded_at = clock_timestamp()
    WHERE model_name = name AND superseded_at IS NULL AND valid_from > clock_timestamp();
  UPDATE model_price_versions SET valid_until = clock_timestamp()
    WHERE model_name = name AND superseded_at IS NULL AND (valid_until IS NULL OR valid_until > clock_timestamp());
$$;

CREATE FUNCTION model_pricing_before() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.model_name = 'default' THEN
      RAISE EXCEPTION 'The entry "default" prices every unknown model and cannot be deleted. Edit its price instead.'
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.model_name = 'default' AND NEW.model_name <> 'default' THEN
      RAISE EXCEPTION 'The entry "default" cannot be renamed.' USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.version := OLD.version + 1;
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END $$;

-- `ratecard.mirror` = on: the row only follows a window that exists already (a scheduled price came into force).
CREATE FUNCTION model_pricing_after() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF write_context('mirror') IS DISTINCT FROM 'on' THEN
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND NEW.model_name <> OLD.model_name) THEN
      PERFORM close_current_price(OLD.model_name);
    END IF;
    IF TG_OP <> 'DELETE' THEN
      PERFORM record_current_price(NEW);
    END IF;
    IF write_context('source') IS NULL THEN
      PERFORM audit_append('sql:' || session_user, 'price.' || lower(TG_OP), coalesce(NEW.model_name, OLD.model_name),
        jsonb_build_object('before', to_jsonb(OLD), 'after', to_jsonb(NEW)));
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION model_pricing_touched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pricing_changed();
  RETURN NULL;
END $$;

CREATE FUNCTION model_pricing_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'TRUNCATE would lose the history of the price book. Use DELETE.' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER a_before BEFORE INSERT OR UPDATE OR DELETE ON model_pricing FOR EACH ROW EXECUTE FUNCTION model_pricing_before();
CREATE TRIGGER b_after AFTER INSERT OR UPDATE OR DELETE ON model_pricing FOR EACH ROW EXECUTE FUNCTION model_pricing_after();
CREATE TRIGGER c_touched AFTER INSERT OR UPDATE OR DELETE ON model_pricing FOR EACH STATEMENT EXECUTE FUNCTION model_pricing_touched();
CREATE TRIGGER d_no_truncate BEFORE TRUNCATE ON model_pricing FOR EACH STATEMENT EXECUTE FUNCTION model_pricing_no_truncate();

-- The answer for models nobody priced: 0.005 USD per request.
SELECT set_config('ratecard.source', 'seed', true), set_config('ratecard.actor', 'ratecard', true);
INSERT INTO model_pricing (model_name, price_per_request, provider, notes)
VALUES ('default', 0.005, 'default', 'Prices every request whose model has no price. Edit it; it cannot be deleted.');
SELECT set_config('ratecard.source', '', true), set_config('ratecard.actor', '', true);
