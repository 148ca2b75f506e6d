-- Long work: its progress survives a closed tab; a job whose heartbeat stopped was cut off by a dead server.
CREATE TABLE jobs (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind             text NOT NULL,
  state            text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  input            jsonb NOT NULL DEFAULT '{}',
  progress         jsonb NOT NULL DEFAULT '{}',
  result           jsonb,
  error_code       text,
  error_message    text,
  cancel_requested boolean NOT NULL DEFAULT false,
  created_by       text NOT NULL,
  created_at       timestamptz NOT NULL DEFAULT now(),
  heartbeat_at     timestamptz NOT NULL DEFAULT now(),
  finished_at      timestamptz
);
CREATE INDEX jobs_kind ON jobs (kind, created_at DESC);
