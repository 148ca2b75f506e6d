-- One name can be deployed at several providers under the same model, and at several prices: all of it makes a row.
ALTER TABLE discovered_models ADD COLUMN is_price_set boolean NOT NULL DEFAULT false;
ALTER TABLE discovered_models ADD COLUMN price_notes jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(price_notes) = 'array');
COMMENT ON COLUMN discovered_models.is_price_set IS 'an operator set suggested_terms at the server; false: the server repeats a list';
ALTER TABLE discovered_models DROP CONSTRAINT discovered_models_pkey;
ALTER TABLE discovered_models ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
CREATE UNIQUE INDEX discovered_models_deployment
  ON discovered_models (server_id, name, served_model, provider, is_price_set, md5(suggested_terms::text)) NULLS NOT DISTINCT;

-- Mappings a discovery found come and go with it; those a person wrote or edited stay.
ALTER TABLE custom_models ADD COLUMN is_discovered boolean NOT NULL DEFAULT false;
CREATE INDEX custom_models_actual ON custom_models (actual_model);

CREATE INDEX import_batches_created ON import_batches (created_at DESC, id DESC);
