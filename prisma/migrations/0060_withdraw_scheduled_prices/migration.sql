-- Takes back prices of a batch that have not come into force yet: what held before them goes on until the next window.
-- Erases nothing. Returns how many were withdrawn.
CREATE FUNCTION withdraw_scheduled_prices(p_batch uuid, p_models text[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  withdrawn integer := 0;
  pending model_price_versions;
BEGIN
  FOR pending IN
    SELECT * FROM model_price_versions
    WHERE batch_id = p_batch AND model_name = ANY(p_models) AND superseded_at IS NULL AND valid_from > clock_timestamp()
    ORDER BY model_name FOR UPDATE
  LOOP
    UPDATE model_price_versions SET superseded_at = clock_timestamp() WHERE id = pending.id;
    UPDATE model_price_versions SET valid_until = pending.valid_until
      WHERE model_name = pending.model_name AND superseded_at IS NULL AND valid_until = pending.valid_from;
    withdrawn := withdrawn + 1;
  END LOOP;
  PERFORM set_config('ratecard.mirror', 'on', true);
  UPDATE model_pricing SET updated_at = clock_timestamp() WHERE model_name = ANY(p_models);
  PERFORM set_config('ratecard.mirror', '', true);
  RETURN withdrawn;
END $$;
