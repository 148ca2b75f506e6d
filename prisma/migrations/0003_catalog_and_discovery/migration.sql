-- Price catalogues: the text as it was fetched, or what came into force once changes were held back and removed models were kept.
-- The body is the JSON text itself, gzip of its UTF-8: prices are read from its digits, and a year of daily catalogues at every start.
CREATE TABLE catalog_snapshots (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  origin         text NOT NULL CHECK (origin IN ('litellm', 'bundled', 'file')),
  source         text NOT NULL,
  sha256         text NOT NULL,
  etag           text,
  entry_count    integer NOT NULL CHECK (entry_count > 0),
  body_gzip      bytea NOT NULL,
  body_form      text NOT NULL DEFAULT 'fetched' CHECK (body_form IN ('fetched', 'reviewed')),
  fetched_at     timestamptz NOT NULL,
  in_force_from  timestamptz NOT NULL,
  in_force_until timestamptz,
  CONSTRAINT snapshot_window_not_empty CHECK (in_force_from < in_force_until),
  CONSTRAINT snapshot_windows_do_not_overlap EXCLUDE USING gist (tstzrange(in_force_from, in_force_until) WITH &&)
);

ALTER TABLE catalog_snapshots ALTER COLUMN body_gzip SET STORAGE EXTERNAL;

-- The last attempt to refresh: a failure keeps the last good snapshot in force and is shown.
CREATE TABLE catalog_state (
  only_row        boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_attempt_at timestamptz,
  last_success_at timestamptz,
  last_error      text
);
INSERT INTO catalog_state DEFAULT VALUES;

CREATE TRIGGER catalog_touched AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON catalog_snapshots
  FOR EACH STATEMENT EXECUTE FUNCTION pricing_part_changed('catalog');

-- What a refresh changed, key by key, against the one in force before it, and what became of each change.
CREATE TABLE catalog_changes (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  snapshot_id      bigint NOT NULL REFERENCES catalog_snapshots (id) ON DELETE CASCADE,
  catalog_key      text NOT NULL,
  kind             text NOT NULL CHECK (kind IN ('added', 'removed', 'changed', 'restored')),
  litellm_provider text,
  fields           jsonb NOT NULL,
  problems         jsonb NOT NULL,
  requests         bigint NOT NULL CHECK (requests >= 0),
  is_quarantined   boolean NOT NULL,
  state            text NOT NULL CHECK (state IN ('applied', 'held', 'accepted', 'rejected', 'superseded')),
  fetched_entry    jsonb,
  held_since       timestamptz,
  decided_at       timestamptz,
  decided_by       text,
  reason           text,
  before_usd       numeric,
  after_usd        numeric,
  CONSTRAINT both_costs_or_none CHECK ((before_usd IS NULL) = (after_usd IS NULL)),
  CONSTRAINT what_was_held_is_known CHECK (state = 'applied' OR (fetched_entry IS NOT NULL AND held_since IS NOT NULL))
);
COMMENT ON COLUMN catalog_changes.problems IS 'rates that can hardly be meant: kind, field, rate and what it is held against';
COMMENT ON COLUMN catalog_changes.requests IS 'of the 30 days before the refresh, priced by this key';
COMMENT ON COLUMN catalog_changes.fetched_entry IS 'what comes into force when the change is accepted';
COMMENT ON COLUMN catalog_changes.state IS 'superseded: the source said something else before a person decided';
COMMENT ON COLUMN catalog_changes.before_usd IS 'USD; the requests of the 30 days before the refresh that the change touches, at the prices of before';
COMMENT ON COLUMN catalog_changes.after_usd IS 'USD; the same requests with the change, which may wait still';
CREATE INDEX catalog_changes_snapshot ON catalog_changes (snapshot_id, id);
-- One open question per key.
CREATE UNIQUE INDEX catalog_changes_open ON catalog_changes (catalog_key) WHERE state IN ('held', 'rejected');

-- Servers that models are discovered from. `api_key` is encrypted (AES-256-GCM, key id in front) and never leaves the server.
CREATE TABLE litellm_servers (
  id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name               text NOT NULL UNIQUE CHECK (is_name(name)),
  kind               text NOT NULL DEFAULT 'litellm'
                     CHECK (kind IN ('litellm', 'openai-compatible', 'openrouter', 'anthropic', 'gemini', 'ollama')),
  base_url           text NOT NULL,
  api_key            text,
  is_active          boolean NOT NULL DEFAULT true,
  supported_models   text[] NOT NULL DEFAULT '{}',
  health             text NOT NULL DEFAULT 'unknown' CHECK (health IN ('unknown', 'ok', 'failed')),
  health_code        text,
  health_message     text,
  last_discovered_at timestamptz,
  last_model_count   integer,
  is_sample          boolean NOT NULL DEFAULT false,
  created_at         timestamptz NOT NULL DEFAULT now(),
  updated_at         timestamptz NOT NULL DEFAULT now()
);

-- What the last discovery of a server found. One alias can have several deployments, at several providers.
CREATE TABLE discovered_models (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  server_id       uuid NOT NULL REFERENCES litellm_servers (id) ON DELETE CASCADE,
  name            text NOT NULL,
  served_model    text NOT NULL DEFAULT '',
  provider        text,
  mode            text,
  suggested_terms jsonb,
  is_price_set    boolean NOT NULL DEFAULT false,
  price_notes     jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(price_notes) = 'array'),
  raw             jsonb NOT NULL DEFAULT '{}',
  discovered_at   timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN discovered_models.is_price_set IS 'an operator set suggested_terms at the server; false: the server repeats a list';
CREATE UNIQUE INDEX discovered_models_deployment
  ON discovered_models (server_id, name, served_model, provider, is_price_set, md5(suggested_terms::text)) NULLS NOT DISTINCT;

-- A custom name -> its base model. For investigation and for copying prices, never for resolving.
-- What a discovery found comes and goes with it; what a person wrote or edited stays.
CREATE TABLE custom_models (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  custom_name  text NOT NULL CHECK (is_name(custom_name)),
  server_id    uuid NOT NULL REFERENCES litellm_servers (id) ON DELETE CASCADE,
  actual_model text NOT NULL CHECK (is_name(actual_model)),
  provider     text,
  is_active    boolean NOT NULL DEFAULT true,
  is_discovered boolean NOT NULL DEFAULT false,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  UNIQUE (custom_name, server_id, actual_model)
);
CREATE INDEX custom_models_actual ON custom_models (actual_model);

-- One reviewed step that wrote many prices. A revert is a batch of its own that names the one it reverts.
CREATE TABLE import_batches (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name         text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('discovery', 'file', 'sync-provider', 'sync-custom', 'bulk-edit', 'sample', 'revert')),
  created_by   text NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now(),
  added_count  integer NOT NULL,
  changed_count integer NOT NULL,
  skipped_count integer NOT NULL,
  reverts_id   uuid REFERENCES import_batches (id),
  effective_from timestamptz
);
COMMENT ON COLUMN import_batches.effective_from IS 'start of the windows this batch wrote; null: the moment it was made';
CREATE INDEX import_batches_created ON import_batches (created_at DESC, id DESC);

CREATE TABLE import_batch_rows (
  batch_id   uuid NOT NULL REFERENCES import_batches (id) ON DELETE CASCADE,
  model_name text NOT NULL,
  before     jsonb,
  after      jsonb,
  PRIMARY KEY (batch_id, model_name)
);

-- The windows of a batch that have not begun yet. What a later change split off behind itself begins elsewhere and is left alone;
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
ALTER FUNCTION withdraw_scheduled_prices(uuid, text[]) SET enable_seqscan = off;
