-- Since when the prices of a batch hold, when that is not the moment it was made: scheduled, or corrected backwards.
ALTER TABLE import_batches ADD COLUMN effective_from timestamptz;
COMMENT ON COLUMN import_batches.effective_from IS 'start of the windows this batch wrote; null: the moment it was made';

-- The windows of a batch that have not begun yet. What a later change split off behind itself begins elsewhere and is not meant;
-- a batch without one date has dates by row.
CREATE FUNCTION scheduled_by_batch(p_batch uuid) RETURNS SETOF model_price_versions LANGUAGE sql STABLE AS $$
  SELECT version FROM model_price_versions AS version JOIN import_batches AS batch ON batch.id = version.batch_id
  WHERE version.batch_id = p_batch AND version.superseded_at IS NULL AND version.valid_from > now()
    AND version.valid_from = coalesce(batch.effective_from, version.valid_from)
$$;

-- Takes those of the given names back: each is superseded, and the price before it holds until where it would have ended.
CREATE FUNCTION withdraw_scheduled_prices(p_batch uuid, p_models text[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  planned model_price_versions;
  withdrawn integer := 0;
BEGIN
  PERFORM set_config('ratecard.mirror', 'on', true);
  FOR planned IN SELECT * FROM scheduled_by_batch(p_batch) WHERE model_name = ANY(p_models) ORDER BY model_name LOOP
    UPDATE model_price_versions SET superseded_at = clock_timestamp() WHERE id = planned.id;
    UPDATE model_price_versions SET valid_until = planned.valid_until
      WHERE model_name = planned.model_name AND superseded_at IS NULL AND valid_until = planned.valid_from;
    UPDATE model_pricing SET updated_at = clock_timestamp() WHERE model_name = planned.model_name;
    withdrawn := withdrawn + 1;
  END LOOP;
  PERFORM set_config('ratecard.mirror', '', true);
  RETURN withdrawn;
END $$;
