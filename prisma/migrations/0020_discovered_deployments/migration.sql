-- One name can be deployed at several providers under the same model, so the provider is part of what makes a row.
ALTER TABLE discovered_models DROP CONSTRAINT discovered_models_pkey;
ALTER TABLE discovered_models ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
CREATE UNIQUE INDEX discovered_models_deployment
  ON discovered_models (server_id, name, served_model, provider) NULLS NOT DISTINCT;

-- Mappings a discovery found come and go with it; those a person wrote or edited stay.
ALTER TABLE custom_models ADD COLUMN is_discovered boolean NOT NULL DEFAULT false;
CREATE INDEX custom_models_actual ON custom_models (actual_model);

CREATE INDEX import_batches_created ON import_batches (created_at DESC, id DESC);
