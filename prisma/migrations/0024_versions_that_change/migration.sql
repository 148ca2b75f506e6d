-- Where nothing came into force, nothing is updated: an UPDATE of no row raised the pricing version all the same, with every start of
-- a server, and a run of corrections stopped because prices had moved.
CREATE OR REPLACE FUNCTION follow_scheduled_prices() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  due text[];
  followed integer;
BEGIN
  EXECUTE format($due$
    SELECT array_agg(price.model_name) FROM model_pricing AS price JOIN model_price_versions AS held USING (model_name)
    WHERE held.superseded_at IS NULL AND tstzrange(held.valid_from, held.valid_until) @> now()
      AND (%1$s) IS DISTINCT FROM (%2$s)
  $due$, versioned_columns('price'), versioned_columns('held')) INTO due;
  IF due IS NULL THEN
    RETURN 0;
  END IF;
  PERFORM set_config('ratecard.mirror', 'on', true);
  EXECUTE format($update$
    UPDATE model_pricing AS price SET (%1$s) = ROW (%2$s)
    FROM model_price_versions AS held
    WHERE price.model_name = ANY ($1) AND held.model_name = price.model_name AND held.superseded_at IS NULL
      AND tstzrange(held.valid_from, held.valid_until) @> now()
  $update$, replace(versioned_columns('price'), 'price.', ''), versioned_columns('held')) USING due;
  GET DIAGNOSTICS followed = ROW_COUNT;
  PERFORM set_config('ratecard.mirror', '', true);
  RETURN followed;
END $$;
