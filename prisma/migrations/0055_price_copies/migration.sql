-- A custom name remembers whose price it took: the base model, and the provider it stands at. Every version keeps it as well.
ALTER TABLE model_pricing ADD COLUMN copied_from_provider text;
COMMENT ON COLUMN model_pricing.copied_from_provider IS 'the provider of the base model; null: as its name tells';
ALTER TABLE model_price_versions ADD COLUMN copied_from text;
ALTER TABLE model_price_versions ADD COLUMN copied_from_provider text;
COMMENT ON COLUMN model_price_versions.copied_from IS 'the base model this price was copied from; null: somebody set it';

UPDATE model_price_versions AS version SET copied_from = price.copied_from
FROM model_pricing AS price
WHERE price.model_name = version.model_name AND price.copied_from IS NOT NULL
  AND version.superseded_at IS NULL AND tstzrange(version.valid_from, version.valid_until) @> now();

-- As before, with the copy's base.
CREATE OR REPLACE FUNCTION write_price_window(price model_pricing, p_from timestamptz, p_until timestamptz)
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
      INSERT INTO model_price_versions (
        model_name, provider, is_custom, is_active, price_per_request, price_per_1k_input_tokens,
        price_per_1k_output_tokens, price_per_1k_cache_read_tokens, price_per_1k_cache_write_tokens,
        price_per_1k_cache_write_1h_tokens, price_per_1k_reasoning_tokens, price_per_1k_audio_input_tokens,
        price_per_1k_audio_output_tokens, price_per_1k_image_input_tokens, price_per_1k_image_output_tokens,
        details, notes, copied_from, copied_from_provider, valid_from, valid_until, source, actor, reason, batch_id)
      VALUES (
        standing.model_name, standing.provider, standing.is_custom, standing.is_active, standing.price_per_request,
        standing.price_per_1k_input_tokens, standing.price_per_1k_output_tokens,
        standing.price_per_1k_cache_read_tokens, standing.price_per_1k_cache_write_tokens,
        standing.price_per_1k_cache_write_1h_tokens, standing.price_per_1k_reasoning_tokens,
        standing.price_per_1k_audio_input_tokens, standing.price_per_1k_audio_output_tokens,
        standing.price_per_1k_image_input_tokens, standing.price_per_1k_image_output_tokens, standing.details,
        standing.notes, standing.copied_from, standing.copied_from_provider, p_until, standing.valid_until,
        standing.source, standing.actor, standing.reason, standing.batch_id);
    END IF;
  END LOOP;
  INSERT INTO model_price_versions (
    model_name, provider, is_custom, is_active, price_per_request, price_per_1k_input_tokens,
    price_per_1k_output_tokens, price_per_1k_cache_read_tokens, price_per_1k_cache_write_tokens,
    price_per_1k_cache_write_1h_tokens, price_per_1k_reasoning_tokens, price_per_1k_audio_input_tokens,
    price_per_1k_audio_output_tokens, price_per_1k_image_input_tokens, price_per_1k_image_output_tokens, details,
    notes, copied_from, copied_from_provider, valid_from, valid_until, source, actor, reason, batch_id)
  VALUES (
    price.model_name, price.provider, price.is_custom, price.is_active, price.price_per_request,
    price.price_per_1k_input_tokens, price.price_per_1k_output_tokens, price.price_per_1k_cache_read_tokens,
    price.price_per_1k_cache_write_tokens, price.price_per_1k_cache_write_1h_tokens,
    price.price_per_1k_reasoning_tokens, price.price_per_1k_audio_input_tokens,
    price.price_per_1k_audio_output_tokens, price.price_per_1k_image_input_tokens,
    price.price_per_1k_image_output_tokens, price.details, price.notes, price.copied_from,
    price.copied_from_provider, p_from, p_until,
    coalesce(write_context('source'), 'sql'), coalesce(write_context('actor'), 'sql:' || session_user),
    write_context('reason'), write_context('batch')::uuid)
  RETURNING id INTO new_id;
  RETURN new_id;
END $$;

CREATE OR REPLACE FUNCTION follow_scheduled_prices() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE followed integer;
BEGIN
  PERFORM set_config('ratecard.mirror', 'on', true);
  UPDATE model_pricing AS price SET
    provider = held.provider, is_custom = held.is_custom, is_active = held.is_active, notes = held.notes, details =
    held.details, price_per_request = held.price_per_request, price_per_1k_input_tokens =
    held.price_per_1k_input_tokens, price_per_1k_output_tokens = held.price_per_1k_output_tokens,
    price_per_1k_cache_read_tokens = held.price_per_1k_cache_read_tokens, price_per_1k_cache_write_tokens =
    held.price_per_1k_cache_write_tokens, price_per_1k_cache_write_1h_tokens =
    held.price_per_1k_cache_write_1h_tokens, price_per_1k_reasoning_tokens = held.price_per_1k_reasoning_tokens,
    price_per_1k_audio_input_tokens = held.price_per_1k_audio_input_tokens, price_per_1k_audio_output_tokens =
    held.price_per_1k_audio_output_tokens, price_per_1k_image_input_tokens = held.price_per_1k_image_input_tokens,
    price_per_1k_image_output_tokens = held.price_per_1k_image_output_tokens, copied_from = held.copied_from,
    copied_from_provider = held.copied_from_provider, is_placeholder = held.is_placeholder
  FROM model_price_versions AS held
  WHERE held.model_name = price.model_name AND held.superseded_at IS NULL
    AND tstzrange(held.valid_from, held.valid_until) @> now()
    AND (
      price.provider, price.is_custom, price.is_active, price.notes, price.details, price.price_per_request,
      price.price_per_1k_input_tokens, price.price_per_1k_output_tokens, price.price_per_1k_cache_read_tokens,
      price.price_per_1k_cache_write_tokens, price.price_per_1k_cache_write_1h_tokens,
      price.price_per_1k_reasoning_tokens, price.price_per_1k_audio_input_tokens,
      price.price_per_1k_audio_output_tokens, price.price_per_1k_image_input_tokens,
      price.price_per_1k_image_output_tokens, price.copied_from, price.copied_from_provider, price.is_placeholder)
    IS DISTINCT FROM (
      held.provider, held.is_custom, held.is_active, held.notes, held.details, held.price_per_request,
      held.price_per_1k_input_tokens, held.price_per_1k_output_tokens, held.price_per_1k_cache_read_tokens,
      held.price_per_1k_cache_write_tokens, held.price_per_1k_cache_write_1h_tokens,
      held.price_per_1k_reasoning_tokens, held.price_per_1k_audio_input_tokens,
      held.price_per_1k_audio_output_tokens, held.price_per_1k_image_input_tokens,
      held.price_per_1k_image_output_tokens, held.copied_from, held.copied_from_provider, held.is_placeholder);
  GET DIAGNOSTICS followed = ROW_COUNT;
  PERFORM set_config('ratecard.mirror', '', true);
  RETURN followed;
END $$;

-- A price changed by plain SQL is nobody's copy any more, unless the statement names the base itself. The server says so by itself.
CREATE FUNCTION model_pricing_forgets_base() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.copied_from IS NULL THEN
    NEW.copied_from_provider := NULL;
  ELSIF write_context('source') IS NULL AND write_context('mirror') IS DISTINCT FROM 'on'
    AND (NEW.copied_from, NEW.copied_from_provider) IS NOT DISTINCT FROM (OLD.copied_from, OLD.copied_from_provider)
    AND (
      NEW.details, NEW.price_per_request, NEW.price_per_1k_input_tokens, NEW.price_per_1k_output_tokens,
      NEW.price_per_1k_cache_read_tokens, NEW.price_per_1k_cache_write_tokens,
      NEW.price_per_1k_cache_write_1h_tokens, NEW.price_per_1k_reasoning_tokens,
      NEW.price_per_1k_audio_input_tokens, NEW.price_per_1k_audio_output_tokens,
      NEW.price_per_1k_image_input_tokens, NEW.price_per_1k_image_output_tokens)
    IS DISTINCT FROM (
      OLD.details, OLD.price_per_request, OLD.price_per_1k_input_tokens, OLD.price_per_1k_output_tokens,
      OLD.price_per_1k_cache_read_tokens, OLD.price_per_1k_cache_write_tokens,
      OLD.price_per_1k_cache_write_1h_tokens, OLD.price_per_1k_reasoning_tokens,
      OLD.price_per_1k_audio_input_tokens, OLD.price_per_1k_audio_output_tokens,
      OLD.price_per_1k_image_input_tokens, OLD.price_per_1k_image_output_tokens)
  THEN
    NEW.copied_from := NULL;
    NEW.copied_from_provider := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_forgets_base BEFORE UPDATE ON model_pricing FOR EACH ROW EXECUTE FUNCTION model_pricing_forgets_base();
