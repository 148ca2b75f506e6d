-- A snapshot is the text as it was fetched, or what came into force once changes were held back and removed models were kept.
ALTER TABLE catalog_snapshots ADD COLUMN body_form text NOT NULL DEFAULT 'fetched'
  CHECK (body_form IN ('fetched', 'reviewed'));

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
  CONSTRAINT what_was_held_is_known CHECK (state = 'applied' OR (fetched_entry IS NOT NULL AND held_since IS NOT NULL))
);
COMMENT ON COLUMN catalog_changes.problems IS 'rates that can hardly be meant: kind, field, rate and what it is held against';
COMMENT ON COLUMN catalog_changes.requests IS 'of the 30 days before the refresh, priced by this key';
COMMENT ON COLUMN catalog_changes.fetched_entry IS 'what comes into force when the change is accepted';
COMMENT ON COLUMN catalog_changes.state IS 'superseded: the source said something else before anybody decided';
CREATE INDEX catalog_changes_snapshot ON catalog_changes (snapshot_id, id);
-- One open question per key.
CREATE UNIQUE INDEX catalog_changes_open ON catalog_changes (catalog_key) WHERE state IN ('held', 'rejected');
