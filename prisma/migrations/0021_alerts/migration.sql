-- What people want to hear of: rules, what they found, where it is told, and each telling as a row of its own.
CREATE TABLE alert_channels (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind       text NOT NULL CHECK (kind IN ('email', 'webhook')),
  name       text NOT NULL CHECK (name <> ''),
  settings   jsonb NOT NULL,
  secret     text,
  is_active  boolean NOT NULL DEFAULT true,
  updated_by text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  removed_at timestamptz
);
CREATE UNIQUE INDEX alert_channels_name ON alert_channels (name) WHERE removed_at IS NULL;
COMMENT ON COLUMN alert_channels.secret IS 'wrapped: the password of the mail server, or what calls of the webhook are signed with';
COMMENT ON COLUMN alert_channels.removed_at IS 'gone for everybody; what was told through it keeps its name';

CREATE TABLE alert_rules (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind          text NOT NULL,
  name          text NOT NULL CHECK (name <> ''),
  settings      jsonb NOT NULL,
  is_active     boolean NOT NULL DEFAULT true,
  is_in_app     boolean NOT NULL DEFAULT true,
  channel_ids   uuid[] NOT NULL DEFAULT '{}',
  snoozed_until timestamptz,
  failing_since timestamptz,
  created_by    text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_by    text NOT NULL,
  updated_at    timestamptz NOT NULL DEFAULT now(),
  removed_at    timestamptz
);
CREATE UNIQUE INDEX alert_rules_name ON alert_rules (name) WHERE removed_at IS NULL;
COMMENT ON COLUMN alert_rules.settings IS 'by kind; packages/contract/src/alerts.ts';
COMMENT ON COLUMN alert_rules.failing_since IS 'it could not be checked since then';
COMMENT ON COLUMN alert_rules.removed_at IS 'gone for everybody; its alerts stay in the history';

-- One row for a rule, what it is about and its period, however often and by how many processes the rule is checked.
CREATE TABLE alerts (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  rule_id         uuid NOT NULL REFERENCES alert_rules,
  subject         text NOT NULL,
  period          text NOT NULL,
  title           text NOT NULL CHECK (title <> ''),
  detail          text NOT NULL,
  value           numeric NOT NULL,
  latest_value    numeric NOT NULL,
  limit_value     numeric NOT NULL,
  unit            text NOT NULL,
  link            text NOT NULL CHECK (link ~ '^/([^/\\]|$)'),
  raised_at       timestamptz NOT NULL,
  ended_at        timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by text,
  snoozed_until   timestamptz,
  snoozed_by      text,
  UNIQUE (rule_id, subject, period),
  CONSTRAINT acknowledged_by_somebody CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)),
  CONSTRAINT snoozed_by_somebody CHECK ((snoozed_until IS NULL) = (snoozed_by IS NULL))
);
CREATE INDEX alerts_time ON alerts (raised_at DESC, id DESC);
CREATE INDEX alerts_open ON alerts (rule_id) WHERE ended_at IS NULL;
COMMENT ON COLUMN alerts.value IS 'when it was raised; latest_value as last seen';
COMMENT ON COLUMN alerts.ended_at IS 'what the rule is about is no longer so';

-- Written with the alert, in one transaction. `claimed`: a process is about to send it; nothing has left yet. `handed`: noted just
-- before the message leaves, so that one whose sender died may have arrived and is not sent again by itself.
CREATE TABLE alert_deliveries (
  alert_id   uuid NOT NULL REFERENCES alerts ON DELETE CASCADE,
  channel_id uuid NOT NULL REFERENCES alert_channels,
  state      text NOT NULL DEFAULT 'pending'
    CHECK (state IN ('pending', 'claimed', 'handed', 'sent', 'failed', 'unknown')),
  attempts   integer NOT NULL DEFAULT 0,
  next_at    timestamptz NOT NULL,
  claimed_at timestamptz,
  done_at    timestamptz,
  answer     text NOT NULL DEFAULT '',
  PRIMARY KEY (alert_id, channel_id)
);
CREATE INDEX alert_deliveries_due ON alert_deliveries (next_at) WHERE state IN ('pending', 'claimed', 'handed');
COMMENT ON COLUMN alert_deliveries.answer IS 'what the last attempt came to, in plain words';

-- When the rules are checked next. Of several processes the one that moves `next_at` does it.
CREATE TABLE alert_watch (
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  next_at    timestamptz NOT NULL DEFAULT now(),
  checked_at timestamptz
);
INSERT INTO alert_watch DEFAULT VALUES;
