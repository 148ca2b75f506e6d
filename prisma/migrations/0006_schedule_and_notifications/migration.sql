-- Routes of a gateway for any name of a form, as `openai/*`: no models, and most of what they answer to is listed nowhere.
ALTER TABLE litellm_servers ADD COLUMN wildcard_routes jsonb NOT NULL DEFAULT '[]'
  CHECK (jsonb_typeof(wildcard_routes) = 'array');

-- How often the servers are asked without anybody asking; without hours, never. Of several processes the one that moves `next_at` runs.
CREATE TABLE discovery_schedule (
  only_row        boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  every_hours     integer CHECK (every_hours BETWEEN 1 AND 8760),
  next_at         timestamptz,
  last_started_at timestamptz,
  last_job_id     uuid REFERENCES jobs (id) ON DELETE SET NULL,
  CONSTRAINT due_where_it_is_on CHECK ((every_hours IS NULL) = (next_at IS NULL))
);
INSERT INTO discovery_schedule DEFAULT VALUES;

-- News for people. Each is told once by its key; who may not do `permission` does not see it.
CREATE TABLE notifications (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  key          text NOT NULL UNIQUE CHECK (key <> ''),
  title        text NOT NULL CHECK (title <> ''),
  detail       text NOT NULL DEFAULT '',
  link         text NOT NULL CHECK (link ~ '^/([^/\\]|$)'),
  permission   text NOT NULL,
  happened_at  timestamptz NOT NULL,
  dismissed_by text[] NOT NULL DEFAULT '{}',
  settled_at   timestamptz,
  settled_by   text,
  CONSTRAINT settled_by_somebody CHECK ((settled_at IS NULL) = (settled_by IS NULL))
);
COMMENT ON COLUMN notifications.link IS 'a page of ours, where one does something about it';
COMMENT ON COLUMN notifications.dismissed_by IS 'ids of people and programs that do not want to see it any more';
COMMENT ON COLUMN notifications.settled_at IS 'dismissed for everybody';
CREATE INDEX notifications_open ON notifications (happened_at DESC) WHERE settled_at IS NULL;
