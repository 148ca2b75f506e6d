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

-- What the last discovery of a server found. One alias can have several deployments, hence the served model in the key.
CREATE TABLE discovered_models (
  server_id       uuid NOT NULL REFERENCES litellm_servers (id) ON DELETE CASCADE,
  name            text NOT NULL,
  served_model    text NOT NULL DEFAULT '',
  provider        text,
  mode            text,
  suggested_terms jsonb,
  raw             jsonb NOT NULL DEFAULT '{}',
  discovered_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (server_id, name, served_model)
);

-- A name somebody made up -> the model behind it. For investigation and for copying prices, never for resolving.
CREATE TABLE custom_models (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  custom_name  text NOT NULL CHECK (is_name(custom_name)),
  server_id    uuid NOT NULL REFERENCES litellm_servers (id) ON DELETE CASCADE,
  actual_model text NOT NULL CHECK (is_name(actual_model)),
  provider     text,
  is_active    boolean NOT NULL DEFAULT true,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  UNIQUE (custom_name, server_id, actual_model)
);

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
  reverts_id   uuid REFERENCES import_batches (id)
);

CREATE TABLE import_batch_rows (
  batch_id   uuid NOT NULL REFERENCES import_batches (id) ON DELETE CASCADE,
  model_name text NOT NULL,
  before     jsonb,
  after      jsonb,
  PRIMARY KEY (batch_id, model_name)
);
