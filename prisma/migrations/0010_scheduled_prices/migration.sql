-- A price corrected backwards holds until the next price that is still to come, not until the next one after its start:
-- `model_pricing` says what is in force now, and so must the window it writes.
CREATE OR REPLACE FUNCTION record_current_price(price model_pricing) RETURNS void LANGUAGE plpgsql AS $$
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
  UPDATE model_pricing AS price SET
    provider = held.provider, is_custom = held.is_custom, is_active = held.is_active, notes = held.notes,
    details = held.details, price_per_request = held.price_per_request,
    price_per_1k_input_tokens = held.price_per_1k_input_tokens,
    price_per_1k_output_tokens = held.price_per_1k_output_tokens,
    price_per_1k_cache_read_tokens = held.price_per_1k_cache_read_tokens,
    price_per_1k_cache_write_tokens = held.price_per_1k_cache_write_tokens,
    price_per_1k_cache_write_1h_tokens = held.price_per_1k_cache_write_1h_tokens,
    price_per_1k_reasoning_tokens = held.price_per_1k_reasoning_tokens,
    price_per_1k_audio_input_tokens = held.price_per_1k_audio_input_tokens,
    price_per_1k_audio_output_tokens = held.price_per_1k_audio_output_tokens,
    price_per_1k_image_input_tokens = held.price_per_1k_image_input_tokens,
    price_per_1k_image_output_tokens = held.price_per_1k_image_output_tokens
  FROM model_price_versions AS held
  WHERE held.model_name = price.model_name AND held.superseded_at IS NULL
    AND tstzrange(held.valid_from, held.valid_until) @> now()
    AND (price.provider, price.is_custom, price.is_active, price.notes, price.details, price.price_per_request,
         price.price_per_1k_input_tokens, price.price_per_1k_output_tokens, price.price_per_1k_cache_read_tokens,
         price.price_per_1k_cache_write_tokens, price.price_per_1k_cache_write_1h_tokens,
         price.price_per_1k_reasoning_tokens, price.price_per_1k_audio_input_tokens,
         price.price_per_1k_audio_output_tokens, price.price_per_1k_image_input_tokens,
         price.price_per_1k_image_output_tokens)
    IS DISTINCT FROM
        (held.provider, held.is_custom, held.is_active, held.notes, held.details, held.price_per_request,
         held.price_per_1k_input_tokens, held.price_per_1k_output_tokens, held.price_per_1k_cache_read_tokens,
         held.price_per_1k_cache_write_tokens, held.price_per_1k_cache_write_1h_tokens,
         held.price_per_1k_reasoning_tokens, held.price_per_1k_audio_input_tokens,
         held.price_per_1k_audio_output_tokens, held.price_per_1k_image_input_tokens,
         held.price_per_1k_image_output_tokens);
  GET DIAGNOSTICS followed = ROW_COUNT;
  PERFORM set_config('ratecard.mirror', '', true);
  RETURN followed;
END $$;
