-- A price that was scheduled for the time of another one took its place. Taken back, it left the price before both hold on: the other
-- one was lost. It is scheduled again now.
CREATE FUNCTION replaced_by_scheduled(p_batch uuid) RETURNS SETOF model_price_versions LANGUAGE sql STABLE AS $$
  SELECT former FROM scheduled_by_batch(p_batch) AS planned JOIN model_price_versions AS former ON former.replaced_by = planned.id
  WHERE former.superseded_at IS NOT NULL AND former.valid_from = planned.valid_from
$$;

CREATE OR REPLACE FUNCTION withdraw_scheduled_prices(p_batch uuid, p_models text[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  planned model_price_versions;
  former model_price_versions;
  withdrawn integer := 0;
BEGIN
  PERFORM set_config('ratecard.mirror', 'on', true);
  FOR planned IN SELECT * FROM scheduled_by_batch(p_batch) WHERE model_name = ANY(p_models) ORDER BY model_name LOOP
    SELECT * INTO former FROM replaced_by_scheduled(p_batch)
      WHERE model_name = planned.model_name AND valid_from = planned.valid_from;
    IF FOUND THEN
      PERFORM write_price_window(jsonb_populate_record(NULL::model_pricing, to_jsonb(former) - 'id'),
        planned.valid_from, planned.valid_until);
    ELSE
      UPDATE model_price_versions SET superseded_at = clock_timestamp() WHERE id = planned.id;
      UPDATE model_price_versions SET valid_until = planned.valid_until
        WHERE model_name = planned.model_name AND superseded_at IS NULL AND valid_until = planned.valid_from;
    END IF;
    UPDATE model_pricing SET updated_at = clock_timestamp() WHERE model_name = planned.model_name;
    withdrawn := withdrawn + 1;
  END LOOP;
  PERFORM set_config('ratecard.mirror', '', true);
  RETURN withdrawn;
END $$;
ALTER FUNCTION withdraw_scheduled_prices(uuid, text[]) SET enable_seqscan = off;
