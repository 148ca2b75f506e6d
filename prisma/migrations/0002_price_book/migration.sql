CREATE EXTENSION IF NOT EXISTS btree_gist;

-- The price book. `model_pricing` is what is in force now and may be edited by plain SQL;
-- `model_price_versions` is its history, written by the triggers below for every way in.

-- Units: USD. A rate per 1,000 tokens has at most 9 decimals, which is whole pico-dollars per token. The upper bound also
-- keeps out NaN and Infinity, which compare as larger than every number.
CREATE FUNCTION is_price(price numeric, max_decimals integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT price IS NULL OR (price >= 0 AND price <= 1000000 AND scale(trim_scale(price)) <= max_decimals)
$$;

CREATE FUNCTION is_name(name text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT char_length(name) BETWEEN 1 AND 255 AND name !~ '[\x01-\x1f\x7f]' AND name = btrim(name)
$$;

CREATE TABLE model_pricing (
  id                   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  model_name           text NOT NULL UNIQUE CHECK (is_name(model_name)),
  price_per_request    numeric NOT NULL CHECK (is_price(price_per_request, 12)),
  provider             text NOT NULL CHECK (is_name(provider)),
  is_custom            boolean NOT NULL DEFAULT false,
  is_active            boolean NOT NULL DEFAULT true,
  is_placeholder       boolean NOT NULL DEFAULT false,
  notes                text CHECK (char_length(notes) <= 2000),
  details              jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(details) = 'object'),
  pinned_by            text,
  copied_from          text,
  copied_from_provider text,
  version              bigint NOT NULL DEFAULT 1,
  created_at           timestamptz NOT NULL DEFAULT now(),
  updated_at           timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN model_pricing.is_placeholder IS 'written from the default price: it stands for a price until a person confirms or replaces it';
COMMENT ON COLUMN model_pricing.details IS 'thresholds, tiers, service tiers and other units; decimal strings';
COMMENT ON COLUMN model_pricing.pinned_by IS 'the settings file that pins this entry; such an entry is read-only in the UI';
COMMENT ON COLUMN model_pricing.copied_from IS 'the base model whose price this custom name took';
COMMENT ON COLUMN model_pricing.copied_from_provider IS 'the provider of the base model; null: as its name tells';
COMMENT ON COLUMN model_pricing.version IS 'counts the edits of this row; If-Match compares it';

CREATE TABLE model_price_versions (
  id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  model_name           text NOT NULL,
  price_per_request    numeric NOT NULL,
  provider             text NOT NULL,
  is_custom            boolean NOT NULL,
  is_active            boolean NOT NULL,
  is_placeholder       boolean NOT NULL,
  notes                text,
  details              jsonb NOT NULL,
  copied_from          text,
  copied_from_provider text,
  valid_from           timestamptz,
  valid_until          timestamptz,
  recorded_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  superseded_at        timestamptz,
  replaced_by          bigint,
  former_until         timestamptz,
  source               text NOT NULL CHECK (source IN ('ui', 'api', 'cli', 'import', 'sync', 'config', 'sql', 'seed', 'sample', 'revert')),
  actor                text NOT NULL,
  reason               text,
  batch_id             uuid,
  changed_in           bigint NOT NULL,
  CONSTRAINT window_not_empty CHECK (valid_from < valid_until),
  CONSTRAINT windows_do_not_overlap EXCLUDE USING gist (model_name WITH =, tstzrange(valid_from, valid_until) WITH &&)
    WHERE (superseded_at IS NULL)
);
COMMENT ON COLUMN model_price_versions.valid_from IS 'null: since the beginning of time';
COMMENT ON COLUMN model_price_versions.valid_until IS 'null: until further notice';
COMMENT ON COLUMN model_price_versions.superseded_at IS 'set when a correction backwards replaced this belief';
COMMENT ON COLUMN model_price_versions.copied_from IS 'the base model this price was copied from; null: it was set by itself';
COMMENT ON COLUMN model_price_versions.replaced_by IS 'the version that superseded this one, or was the last to cut it short';
COMMENT ON COLUMN model_price_versions.former_until IS 'where this window ended before replaced_by cut it; null: until further notice, or never cut';
COMMENT ON COLUMN model_price_versions.changed_in IS 'the pricing version that wrote this row or changed it last';
CREATE INDEX model_price_versions_changed ON model_price_versions (changed_in);
CREATE INDEX model_price_versions_model ON model_price_versions (model_name, id);
CREATE INDEX model_price_versions_batch ON model_price_versions (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX model_price_versions_replaced ON model_price_versions (replaced_by) WHERE replaced_by IS NOT NULL;

-- The rate of one kind of token, in the price book and in its history. Every function below follows the columns that are there.
CREATE FUNCTION add_token_rate(kind text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  rate text := 'price_per_1k_' || kind || '_tokens';
BEGIN
  EXECUTE format('ALTER TABLE model_pricing ADD COLUMN %1$I numeric CHECK (is_price(%1$I, 9))', rate);
  EXECUTE format('ALTER TABLE model_price_versions ADD COLUMN %I numeric', rate);
END $$;

-- The kinds of `packages/pricing/src/token-kinds.ts`; a test compares both.
SELECT add_token_rate(kind) FROM unnest(ARRAY[
  'input', 'output', 'cache_read', 'cache_write', 'cache_write_1h', 'reasoning', 'audio_input', 'audio_output',
  'image_input', 'image_output', 'video_input', 'video_output', 'cache_read_audio', 'cache_read_image', 'citation'
]) AS kind;

-- What of an entry is its price.
CREATE FUNCTION price_of(entry jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_object_agg(key, value) FROM jsonb_each(entry) WHERE key LIKE 'price\_per\_%' OR key = 'details'
$$;

-- What an entry and each of its versions both hold, beside the name.
CREATE FUNCTION versioned_columns(of_table text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(format('%I.%I', of_table, own.attname), ', ' ORDER BY own.attname)
  FROM pg_attribute AS own JOIN pg_attribute AS kept ON kept.attname = own.attname
  WHERE own.attrelid = 'model_pricing'::regclass AND kept.attrelid = 'model_price_versions'::regclass
    AND own.attnum > 0 AND NOT own.attisdropped AND own.attname NOT IN ('id', 'model_name')
$$;

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
-- What a window took the place of is remembered, so that a batch that corrected the past can be taken back window by window.
CREATE FUNCTION write_price_window(price model_pricing, p_from timestamptz, p_until timestamptz)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  new_id bigint := nextval(pg_get_serial_sequence('model_price_versions', 'id'));
  standing model_price_versions;
  rest model_price_versions;
  fresh model_price_versions;
BEGIN
  FOR standing IN
    SELECT * FROM model_price_versions
    WHERE model_name = price.model_name AND superseded_at IS NULL
      AND tstzrange(valid_from, valid_until) && tstzrange(p_from, p_until)
    ORDER BY valid_from NULLS FIRST
    FOR UPDATE
  LOOP
    IF p_from IS NOT NULL AND (standing.valid_from IS NULL OR standing.valid_from < p_from) THEN
      UPDATE model_price_versions SET valid_until = p_from, former_until = standing.valid_until, replaced_by = new_id
        WHERE id = standing.id;
    ELSE
      UPDATE model_price_versions SET superseded_at = clock_timestamp(), replaced_by = new_id WHERE id = standing.id;
    END IF;
    IF p_until IS NOT NULL AND (standing.valid_until IS NULL OR standing.valid_until > p_until) THEN
      rest := standing;
      rest.id := nextval(pg_get_serial_sequence('model_price_versions', 'id'));
      rest.valid_from := p_until;
      rest.recorded_at := clock_timestamp();
      rest.replaced_by := NULL;
      rest.former_until := NULL;
      INSERT INTO model_price_versions OVERRIDING SYSTEM VALUE SELECT rest.*;
    END IF;
  END LOOP;
  fresh := jsonb_populate_record(NULL::model_price_versions, to_jsonb(price) - 'id');
  fresh.id := new_id;
  fresh.valid_from := p_from;
  fresh.valid_until := p_until;
  fresh.recorded_at := clock_timestamp();
  fresh.source := coalesce(write_context('source'), 'sql');
  fresh.actor := coalesce(write_context('actor'), 'sql:' || session_user);
  fresh.reason := write_context('reason');
  fresh.batch_id := write_context('batch')::uuid;
  INSERT INTO model_price_versions OVERRIDING SYSTEM VALUE SELECT fresh.*;
  RETURN new_id;
END $$;

-- The window a plain edit of `model_pricing` fills: the first price of a name has no start date, later ones hold from now until the
-- next scheduled one. A name whose every window was superseded is a new one. `ratecard.valid_from` names another start.
-- A price corrected backwards holds until the next price that is still to come: `model_pricing` says what is in force now.
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
    WHERE model_name = price.model_name AND superseded_at IS NULL
      AND valid_from > greatest(coalesce(starts, '-infinity'), clock_timestamp())));
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

-- A price changed by plain SQL is no copy of its base from then on, and no placeholder, unless the statement says so itself.
-- The server says so by itself.
CREATE FUNCTION model_pricing_by_sql() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.copied_from IS NULL THEN
    NEW.copied_from_provider := NULL;
  END IF;
  IF write_context('source') IS NULL AND write_context('mirror') IS DISTINCT FROM 'on'
    AND (NEW.copied_from IS NOT NULL OR NEW.is_placeholder)
    AND price_of(to_jsonb(NEW)) <> price_of(to_jsonb(OLD))
  THEN
    IF (NEW.copied_from, NEW.copied_from_provider) IS NOT DISTINCT FROM (OLD.copied_from, OLD.copied_from_provider) THEN
      NEW.copied_from := NULL;
      NEW.copied_from_provider := NULL;
    END IF;
    NEW.is_placeholder := NEW.is_placeholder AND NOT OLD.is_placeholder;
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
CREATE TRIGGER a_by_sql BEFORE UPDATE ON model_pricing FOR EACH ROW EXECUTE FUNCTION model_pricing_by_sql();
CREATE TRIGGER b_after AFTER INSERT OR UPDATE OR DELETE ON model_pricing FOR EACH ROW EXECUTE FUNCTION model_pricing_after();
CREATE TRIGGER c_touched AFTER INSERT OR UPDATE OR DELETE ON model_pricing FOR EACH STATEMENT EXECUTE FUNCTION model_pricing_touched();
CREATE TRIGGER d_no_truncate BEFORE TRUNCATE ON model_pricing FOR EACH STATEMENT EXECUTE FUNCTION model_pricing_no_truncate();

-- Puts the values of `price` into a window that begins in the future; `model_pricing` keeps what is in force until then.
CREATE FUNCTION schedule_price(price model_pricing, p_from timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  new_id bigint := write_price_window(price, p_from, (
    SELECT min(valid_from) FROM model_price_versions
    WHERE model_name = price.model_name AND superseded_at IS NULL AND valid_from > p_from));
BEGIN
  PERFORM set_config('ratecard.mirror', 'on', true);
  UPDATE model_pricing SET updated_at = clock_timestamp() WHERE model_name = price.model_name;
  PERFORM set_config('ratecard.mirror', '', true);
  RETURN new_id;
END $$;

-- Brings `model_pricing` to the windows that came into force by themselves. Returns how many rows followed.
CREATE FUNCTION follow_scheduled_prices() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE followed integer;
BEGIN
  PERFORM set_config('ratecard.mirror', 'on', true);
  EXECUTE format($update$
    UPDATE model_pricing AS price SET (%1$s) = ROW (%2$s)
    FROM model_price_versions AS held
    WHERE held.model_name = price.model_name AND held.superseded_at IS NULL
      AND tstzrange(held.valid_from, held.valid_until) @> now() AND (%3$s) IS DISTINCT FROM (%2$s)
  $update$, replace(versioned_columns('price'), 'price.', ''), versioned_columns('held'), versioned_columns('price'));
  GET DIAGNOSTICS followed = ROW_COUNT;
  PERFORM set_config('ratecard.mirror', '', true);
  RETURN followed;
END $$;

-- Where a batch corrected the past, by name. A price of now begins in the moment it is recorded, give or take the writing.
CREATE FUNCTION corrected_by_batch(p_batch uuid) RETURNS SETOF model_price_versions LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (model_name) * FROM model_price_versions
  WHERE batch_id = p_batch AND valid_from < recorded_at - interval '1 second' ORDER BY model_name, id
$$;

-- Puts the windows of the past that a correction took the place of where they were. The window of now is the row's own business:
-- it is written before this, or deleted.
CREATE FUNCTION restore_corrected_windows(p_batch uuid, p_models text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  old model_price_versions;
  begins timestamptz;
  ends timestamptz;
BEGIN
  UPDATE model_price_versions AS version SET superseded_at = clock_timestamp()
    WHERE batch_id = p_batch AND superseded_at IS NULL AND model_name = ANY(p_models)
      AND model_name IN (SELECT model_name FROM corrected_by_batch(p_batch))
      AND NOT EXISTS (SELECT FROM model_pricing AS price WHERE price.model_name = version.model_name);
  FOR old IN
    SELECT version.* FROM corrected_by_batch(p_batch) AS correction
    JOIN model_price_versions AS version ON version.replaced_by = correction.id
    WHERE correction.model_name = ANY(p_models) AND version.batch_id IS DISTINCT FROM p_batch
    ORDER BY version.id
  LOOP
    begins := CASE WHEN old.superseded_at IS NULL THEN old.valid_until ELSE old.valid_from END;
    ends := CASE WHEN old.superseded_at IS NULL THEN old.former_until ELSE old.valid_until END;
    IF ends <= clock_timestamp() THEN
      PERFORM write_price_window(jsonb_populate_record(NULL::model_pricing, to_jsonb(old) - 'id'), begins, ends);
    END IF;
  END LOOP;
END $$;

-- Each of these looks at the windows of one name. While a transaction writes ten thousand, the planner still believes what the last
-- ANALYZE or CREATE INDEX counted, one page perhaps, and would read the whole table for each.
ALTER FUNCTION write_price_window(model_pricing, timestamptz, timestamptz) SET enable_seqscan = off;
ALTER FUNCTION record_current_price(model_pricing) SET enable_seqscan = off;
ALTER FUNCTION schedule_price(model_pricing, timestamptz) SET enable_seqscan = off;
ALTER FUNCTION close_current_price(text) SET enable_seqscan = off;
ALTER FUNCTION restore_corrected_windows(uuid, text[]) SET enable_seqscan = off;

-- What a person looked at and keeps as it is: a finding of the linter about one version of an entry. Another version asks again.
CREATE TABLE price_reviews (
  model_name  text NOT NULL,
  finding_id  text NOT NULL,
  version     bigint NOT NULL,
  reviewed_at timestamptz NOT NULL DEFAULT now(),
  reviewed_by text NOT NULL,
  PRIMARY KEY (model_name, finding_id)
);
COMMENT ON COLUMN price_reviews.finding_id IS 'digest of what was found and of its remedy';
COMMENT ON COLUMN price_reviews.version IS 'model_pricing.version that was looked at';

-- What a provider's costs are lowered or raised by after everything else: a discount, then a margin, then a fixed margin.
-- Windows of one provider never overlap; a belief that was replaced is superseded, never erased.
CREATE TABLE provider_adjustments (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider         text NOT NULL CHECK (is_name(provider)),
  discount         numeric CHECK (discount > 0 AND discount <= 1 AND scale(trim_scale(discount)) <= 8),
  margin           numeric CHECK (margin > 0 AND margin <= 10 AND scale(trim_scale(margin)) <= 8),
  fixed_margin_usd numeric CHECK (is_price(fixed_margin_usd, 12) AND fixed_margin_usd > 0),
  valid_from       timestamptz NOT NULL,
  valid_until      timestamptz,
  recorded_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  superseded_at    timestamptz,
  actor            text NOT NULL,
  reason           text,
  CONSTRAINT adjusts_something CHECK (coalesce(discount, margin, fixed_margin_usd) IS NOT NULL),
  CONSTRAINT all_providers_have_a_margin_only CHECK (provider <> 'global' OR discount IS NULL),
  CONSTRAINT adjustment_window_not_empty CHECK (valid_from < valid_until),
  CONSTRAINT adjustments_do_not_overlap EXCLUDE USING gist (provider WITH =, tstzrange(valid_from, valid_until) WITH &&)
    WHERE (superseded_at IS NULL)
);
COMMENT ON TABLE provider_adjustments IS 'fractions: 0.05 is 5 %; provider "global" answers for providers without a margin of their own';
COMMENT ON COLUMN provider_adjustments.valid_until IS 'null: until further notice';

CREATE TRIGGER a_touched AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON provider_adjustments
  FOR EACH STATEMENT EXECUTE FUNCTION pricing_part_changed('adjustments');

-- The answer for models without a price: 0.005 USD per request.
SELECT set_config('ratecard.source', 'seed', true), set_config('ratecard.actor', 'ratecard', true);
INSERT INTO model_pricing (model_name, price_per_request, provider, notes)
VALUES ('default', 0.005, 'default', 'Prices every request whose model has no price. Edit it; it cannot be deleted.');
SELECT set_config('ratecard.source', '', true), set_config('ratecard.actor', '', true);
