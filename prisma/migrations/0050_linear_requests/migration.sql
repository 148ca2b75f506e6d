-- What tells a preview whether the sums of a row are enough to price its requests at other rates. Requests in none of the three
-- (a service tier, parts beyond their whole, tokens that were not charged) have to be looked at one by one.
ALTER TABLE usage_by_model_day ADD COLUMN counted_requests bigint NOT NULL DEFAULT 0;
ALTER TABLE usage_by_model_day ADD COLUMN uncounted_requests bigint NOT NULL DEFAULT 0;
ALTER TABLE usage_by_model_day ADD COLUMN free_requests bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN usage_by_model_day.counted_requests IS 'cost their tokens x the standard rates';
COMMENT ON COLUMN usage_by_model_day.uncounted_requests IS 'without a token, not free: cost the price per request, else of a typical one';
COMMENT ON COLUMN usage_by_model_day.free_requests IS 'cost nothing at any price and have no tokens in the sums';

WITH looked AS (
  SELECT (occurred_at AT TIME ZONE 'UTC')::date AS day, model, coalesce(provider, '') AS provider, pricing_source, is_error, is_cache_hit,
    coalesce(greatest(prompt_tokens, completion_tokens, cache_read_tokens, cache_write_tokens, cache_write_1h_tokens, reasoning_tokens,
      audio_input_tokens, audio_output_tokens, image_input_tokens, image_output_tokens), 0) > 0 AS has_tokens,
    coalesce(lower(service_tier), 'default') IN ('default', 'auto', 'standard')
      AND coalesce(cache_read_tokens, 0) + coalesce(cache_write_tokens, 0) + coalesce(cache_write_1h_tokens, 0)
        + coalesce(audio_input_tokens, 0) + coalesce(image_input_tokens, 0) <= coalesce(prompt_tokens, 0)
      AND coalesce(reasoning_tokens, 0) + coalesce(audio_output_tokens, 0) + coalesce(image_output_tokens, 0)
        <= coalesce(completion_tokens, 0) AS is_standard
  FROM usage_logs
), summed AS (
  SELECT day, model, provider, pricing_source,
    count(*) FILTER (WHERE has_tokens AND is_standard AND NOT is_cache_hit) AS counted,
    count(*) FILTER (WHERE NOT has_tokens AND is_standard AND NOT is_cache_hit AND NOT is_error) AS uncounted,
    count(*) FILTER (WHERE NOT has_tokens AND (is_cache_hit OR is_error)) AS free
  FROM looked GROUP BY 1, 2, 3, 4
)
UPDATE usage_by_model_day AS rollup SET counted_requests = counted, uncounted_requests = uncounted, free_requests = free
FROM summed
WHERE rollup.day = summed.day AND rollup.model = summed.model AND rollup.provider = summed.provider
  AND rollup.pricing_source = summed.pricing_source;
