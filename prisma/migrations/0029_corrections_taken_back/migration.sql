-- A correction of the past that began before the price it took the place of left a price there when it was taken back: the price of
-- before was written from the begin of the correction. It is written from its own begin now, and what is left of the correction goes.
-- Names that no price held for when the batch gave them one: what their entry said was still to come. It does not hold, either, once the
-- batch is taken back.
CREATE FUNCTION priced_first_by_batch(p_batch uuid) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT model_name FROM (
    SELECT DISTINCT ON (model_name) * FROM model_price_versions WHERE batch_id = p_batch ORDER BY model_name, id
  ) AS written
  WHERE (valid_from <= recorded_at) IS NOT FALSE AND NOT EXISTS (
    SELECT FROM model_price_versions AS old
    WHERE old.replaced_by = written.id AND (old.valid_from <= written.recorded_at) IS NOT FALSE
      -- One that began before was cut; it may be superseded by now.
      AND (CASE WHEN (old.valid_from >= written.valid_from) IS NOT TRUE AND written.valid_from IS NOT NULL
        THEN old.former_until ELSE old.valid_until END > written.recorded_at) IS NOT FALSE)
$$;

CREATE OR REPLACE FUNCTION restore_corrected_windows(p_batch uuid, p_models text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  old model_price_versions;
  begins timestamptz;
  ends timestamptz;
BEGIN
  UPDATE model_price_versions SET superseded_at = clock_timestamp()
    WHERE batch_id = p_batch AND superseded_at IS NULL AND model_name = ANY(p_models)
      AND model_name IN (SELECT model_name FROM corrected_by_batch(p_batch));
  UPDATE model_price_versions AS own SET superseded_at = clock_timestamp()
    WHERE own.batch_id = write_context('batch')::uuid AND own.superseded_at IS NULL AND own.model_name = ANY(p_models)
      AND tstzrange(own.valid_from, own.valid_until) @> clock_timestamp()
      AND own.model_name IN (SELECT priced_first_by_batch(p_batch));
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
ALTER FUNCTION restore_corrected_windows(uuid, text[]) SET enable_seqscan = off;
