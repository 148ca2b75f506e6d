-- Prices have one form in JSON: `ratesPer1M: {input}` becomes `inputPer1M` beside the other fields, in every part of a price, and amounts
-- in USD are named by what they are paid for. What is no price is left as it is, so that whoever reads it still says what is wrong.
CREATE FUNCTION flat_rates(rates jsonb) RETURNS jsonb LANGUAGE sql AS $$
  SELECT CASE jsonb_typeof(rates) WHEN 'object'
    THEN (SELECT coalesce(jsonb_object_agg(kind || 'Per1M', rate), '{}') FROM jsonb_each(rates) AS own (kind, rate))
    ELSE rates
  END
$$;

-- Of a price, of one of its parts, or of a list of parts.
CREATE FUNCTION flat_terms(terms jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  field record;
  flat jsonb := '{}';
BEGIN
  IF jsonb_typeof(terms) = 'array' THEN
    RETURN (SELECT coalesce(jsonb_agg(flat_terms(part) ORDER BY place), '[]')
      FROM jsonb_array_elements(terms) WITH ORDINALITY AS own (part, place));
  END IF;
  IF jsonb_typeof(terms) IS DISTINCT FROM 'object' THEN
    RETURN terms;
  END IF;
  FOR field IN SELECT key, value, jsonb_typeof(value) = 'object' AS is_object FROM jsonb_each(terms) LOOP
    flat := flat || CASE
      WHEN field.key = 'ratesPer1M' AND field.is_object THEN flat_rates(field.value)
      WHEN field.key = 'serviceTiersPer1M' AND field.is_object THEN jsonb_build_object('serviceTiers', (
        SELECT coalesce(jsonb_object_agg(tier, flat_rates(rates)), '{}') FROM jsonb_each(field.value) AS own (tier, rates)))
      WHEN field.key IN ('thresholds', 'tiers', 'offPeak', 'queryTiers') THEN
        jsonb_build_object(field.key, flat_terms(field.value))
      ELSE jsonb_build_object(CASE field.key
        WHEN 'perRequestUsd' THEN 'perRequest'
        WHEN 'requestFeeUsd' THEN 'requestFee'
        WHEN 'unitsUsd' THEN 'perUnit'
        WHEN 'usdPerQuery' THEN 'perQuery'
        ELSE field.key
      END, field.value)
    END;
  END LOOP;
  RETURN flat;
END $$;

-- No price changes, so nobody's edit is counted and no window begins. Writing the history tells running servers to read it again.
ALTER TABLE model_pricing DISABLE TRIGGER USER;
UPDATE model_pricing SET details = flat_terms(details) WHERE details <> flat_terms(details);
ALTER TABLE model_pricing ENABLE TRIGGER USER;
UPDATE model_price_versions SET details = flat_terms(details) WHERE details <> flat_terms(details);
UPDATE discovered_models SET suggested_terms = flat_terms(suggested_terms) WHERE suggested_terms <> flat_terms(suggested_terms);
UPDATE import_batch_rows SET before = jsonb_set(before, '{terms}', flat_terms(before -> 'terms')) WHERE before ? 'terms';
UPDATE import_batch_rows SET after = jsonb_set(after, '{terms}', flat_terms(after -> 'terms')) WHERE after ? 'terms';
UPDATE catalog_changes SET fetched_entry = jsonb_set(fetched_entry, '{terms}', flat_terms(fetched_entry -> 'terms'))
  WHERE fetched_entry ? 'terms';

DROP FUNCTION flat_terms(jsonb);
DROP FUNCTION flat_rates(jsonb);
