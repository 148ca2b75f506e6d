-- Corrections of what was booked: a run is looked at first, then confirmed, then done in small steps; each changed request is kept
-- with its old and its new cost. usage_logs.booked_cost_usd never changes.
CREATE TABLE recost_runs (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  scope             jsonb NOT NULL,
  reverses          uuid REFERENCES recost_runs,
  state             text NOT NULL DEFAULT 'previewing'
    CHECK (state IN ('previewing', 'previewed', 'running', 'done', 'stopped')),
  reason            text,
  created_by        text NOT NULL,
  created_at        timestamptz NOT NULL DEFAULT now(),
  confirmed_by      text,
  confirmed_at      timestamptz,
  finished_at       timestamptz,
  price_version     bigint NOT NULL,
  preview           jsonb,
  cursor            text[],
  looked            bigint NOT NULL DEFAULT 0,
  changed           bigint NOT NULL DEFAULT 0,
  unpriceable       bigint NOT NULL DEFAULT 0,
  old_cost_usd      numeric(30,12) NOT NULL DEFAULT 0,
  new_cost_usd      numeric(30,12) NOT NULL DEFAULT 0,
  stopped_because   text,
  CHECK (state IN ('previewing', 'previewed', 'stopped') OR (reason IS NOT NULL AND confirmed_by IS NOT NULL))
);
CREATE INDEX recost_runs_time ON recost_runs (created_at DESC);
COMMENT ON COLUMN recost_runs.scope IS 'the filter of requests; of a reversal the run it takes back';
COMMENT ON COLUMN recost_runs.price_version IS 'the prices it was looked at with, which are the prices it is done with';
COMMENT ON COLUMN recost_runs.cursor IS 'time, id and gateway of the last request that was dealt with';
COMMENT ON COLUMN recost_runs.unpriceable IS 'requests that stay as they are because no price is known';

CREATE TABLE cost_adjustments (
  run_id                  uuid NOT NULL REFERENCES recost_runs,
  occurred_at             timestamptz NOT NULL,
  request_id              text NOT NULL,
  gateway                 text NOT NULL,
  adjusted_at             timestamptz NOT NULL DEFAULT now(),
  old_provider            text,
  old_cost_usd            numeric(24,12),
  old_pricing_source      text NOT NULL,
  old_price_version_id    bigint,
  old_catalog_snapshot_id bigint,
  old_catalog_key         text,
  old_flags               text[] NOT NULL,
  old_not_priced          text[] NOT NULL,
  new_provider            text,
  new_cost_usd            numeric(24,12),
  new_pricing_source      text NOT NULL,
  new_price_version_id    bigint,
  new_catalog_snapshot_id bigint,
  new_catalog_key         text,
  new_flags               text[] NOT NULL,
  new_not_priced          text[] NOT NULL,
  PRIMARY KEY (run_id, occurred_at, request_id, gateway)
);
COMMENT ON COLUMN cost_adjustments.old_cost_usd IS 'USD, exact; null: was not priced, which is not 0';

CREATE FUNCTION keep_adjustments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'cost_adjustments are the history of corrections and are never changed. Reverse the run instead.'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER keep_adjustments BEFORE UPDATE OR DELETE ON cost_adjustments FOR EACH STATEMENT EXECUTE FUNCTION keep_adjustments();
