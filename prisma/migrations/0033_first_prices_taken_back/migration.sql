-- A revert left an entry that no price held for: whether the batch was the first to price a name was asked once the price of before was
-- written, when what the batch took the place of was told of another window already. `p_first` are the names that no price held for
-- before the batch; whoever takes it back asks for them beforehand.
DROP FUNCTION restore_corrected_windows(uuid, text[]);
CREATE FUNCTION restore_corrected_windows(p_batch uuid, p_models text[], p_first text[]) RETURNS void LANGUAGE plpgsql AS $$
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
      AND own.model_name = ANY(p_first);
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
ALTER FUNCTION restore_corrected_windows(uuid, text[], text[]) SET enable_seqscan = off;
