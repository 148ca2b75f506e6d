-- The sums by provider. Those by model have the same requests under finer keys, also of days whose requests are no longer kept.
SELECT add_usage_rollup('by_provider');

DO $$
DECLARE
  measures text[] := ARRAY(
    SELECT attname::text FROM pg_attribute
    WHERE attrelid = 'usage_sums'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN
      ('rollup', 'day', 'model', 'provider', 'pricing_source', 'team', 'end_user', 'api_key_alias', 'gateway', 'tag')
    ORDER BY attnum);
  grain text;
BEGIN
  FOREACH grain IN ARRAY ARRAY['day', 'month'] LOOP
    EXECUTE format(
      'INSERT INTO %I (day, provider, pricing_source, %s) SELECT day, provider, pricing_source, %s FROM %I GROUP BY 1, 2, 3',
      'usage_by_provider_' || grain,
      (SELECT string_agg(quote_ident(measure), ', ') FROM unnest(measures) AS measure),
      (SELECT string_agg(format('sum(%I)', measure), ', ') FROM unnest(measures) AS measure),
      'usage_by_model_' || grain);
  END LOOP;
END $$;
