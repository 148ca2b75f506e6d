-- What somebody looked at and keeps as it is: a finding of the linter about one version of an entry. Another version asks again.
CREATE TABLE price_reviews (
  model_name  text NOT NULL,
  finding_id  text NOT NULL,
  version     bigint NOT NULL,
  reviewed_at timestamptz NOT NULL DEFAULT now(),
  reviewed_by text NOT NULL,
  PRIMARY KEY (model_name, finding_id)
);
COMMENT ON COLUMN price_reviews.finding_id IS 'digest of what was found and of its remedy';
COMMENT ON COLUMN price_reviews.version IS 'model_pricing.version that was looked at';
