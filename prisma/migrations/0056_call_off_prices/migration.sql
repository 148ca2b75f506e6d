-- Takes the scheduled prices that a batch gave these names away again: what stood before them holds on.
CREATE FUNCTION call_off_prices(p_batch uuid, p_names text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE coming model_price_versions;
BEGIN
  FOR coming IN
    SELECT * FROM model_price_versions
    WHERE batch_id = p_batch AND model_name = ANY(p_names) AND superseded_at IS NULL AND valid_from > clock_timestamp()
    ORDER BY model_name, valid_from FOR UPDATE
  LOOP
    UPDATE model_price_versions SET superseded_at = clock_timestamp() WHERE id = coming.id;
    UPDATE model_price_versions SET valid_until = coming.valid_until
      WHERE model_name = coming.model_name AND superseded_at IS NULL AND valid_until = coming.valid_from;
    PERFORM set_config('ratecard.mirror', 'on', true);
    UPDATE model_pricing SET updated_at = clock_timestamp() WHERE model_name = coming.model_name;
    PERFORM set_config('ratecard.mirror', '', true);
  END LOOP;
END $$;
