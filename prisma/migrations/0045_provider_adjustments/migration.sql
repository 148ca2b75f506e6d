-- What a provider's costs are lowered or raised by after everything else: a discount, then a margin, then a fixed margin.
-- Windows of one provider never overlap; a belief that was replaced is superseded, never erased.
CREATE TABLE provider_adjustments (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider         text NOT NULL CHECK (is_name(provider)),
  discount         numeric CHECK (discount > 0 AND discount <= 1 AND scale(trim_scale(discount)) <= 8),
  margin           numeric CHECK (margin > 0 AND margin <= 10 AND scale(trim_scale(margin)) <= 8),
  fixed_margin_usd numeric CHECK (is_price(fixed_margin_usd, 12) AND fixed_margin_usd > 0),
  valid_from       timestamptz NOT NULL,
  valid_until      timestamptz,
  recorded_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  superseded_at    timestamptz,
  actor            text NOT NULL,
  reason           text,
  CONSTRAINT adjusts_something CHECK (coalesce(discount, margin, fixed_margin_usd) IS NOT NULL),
  CONSTRAINT all_providers_have_a_margin_only CHECK (provider <> 'global' OR discount IS NULL),
  CONSTRAINT adjustment_window_not_empty CHECK (valid_from < valid_until),
  CONSTRAINT adjustments_do_not_overlap EXCLUDE USING gist (provider WITH =, tstzrange(valid_from, valid_until) WITH &&)
    WHERE (superseded_at IS NULL)
);
COMMENT ON TABLE provider_adjustments IS 'fractions: 0.05 is 5 %; provider "global" answers for providers without a margin of their own';
COMMENT ON COLUMN provider_adjustments.valid_until IS 'null: until further notice';

CREATE TRIGGER a_touched AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON provider_adjustments
  FOR EACH STATEMENT EXECUTE FUNCTION pricing_part_changed('adjustments');
