-- What a window took the place of is remembered, so that a batch that corrected the past can be taken back window by window.
ALTER TABLE model_price_versions ADD COLUMN replaced_by bigint;
ALTER TABLE model_price_versions ADD COLUMN former_until timestamptz;
COMMENT ON COLUMN model_price_versions.replaced_by IS 'the version that superseded this one, or was the last to cut it short';
COMMENT ON COLUMN model_price_versions.former_until IS 'where this window ended before replaced_by cut it; null: until further notice, or never cut';
CREATE INDEX model_price_versions_replaced ON model_price_versions (replaced_by) WHERE replaced_by IS NOT NULL;

-- As before; columns that later migrations add come along by themselves.
CREATE OR REPLACE FUNCTION write_price_window(price model_pricing, p_from timestamptz, p_until timestamptz)
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
ALTER FUNCTION withdraw_scheduled_prices(uuid, text[]) SET enable_seqscan = off;
ALTER FUNCTION restore_corrected_windows(uuid, text[]) SET enable_seqscan = off;
