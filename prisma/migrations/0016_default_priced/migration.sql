-- Requests that have a price which may be wrong: the sums know that a request has flags, only its row knows which. Read without its rows
-- where groups are counted.
CREATE INDEX usage_logs_doubtful ON usage_logs (occurred_at, model, provider, flags)
  WHERE flags && '{rate-fallback,usage-not-priced,differs-from-reported}';

-- Names in the queue of guesses that somebody looked at and leaves as they are. Taken back, the row goes; the audit log keeps both.
CREATE TABLE ignored_guesses (
  model      text NOT NULL CHECK (is_name(model)),
  provider   text NOT NULL,
  reason     text NOT NULL CHECK (reason <> ''),
  ignored_at timestamptz NOT NULL,
  ignored_by text NOT NULL,
  PRIMARY KEY (model, provider)
);
COMMENT ON COLUMN ignored_guesses.provider IS 'empty: not known';

-- A price that somebody without the right to write prices asks for, with what speaks for it. Decided once.
CREATE TABLE price_proposals (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  model           text NOT NULL CHECK (is_name(model)),
  provider        text NOT NULL CHECK (is_name(provider)),
  terms           jsonb NOT NULL CHECK (jsonb_typeof(terms) = 'object'),
  copied_from     text,
  effective_from  timestamptz,
  evidence        text NOT NULL,
  note            text NOT NULL DEFAULT '',
  state           text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'approved', 'declined')),
  proposed_at     timestamptz NOT NULL,
  proposed_by     text NOT NULL,
  decided_at      timestamptz,
  decided_by      text,
  decision_reason text NOT NULL DEFAULT '',
  batch_id        uuid,
  CONSTRAINT decided_by_somebody CHECK ((state = 'open') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
  CONSTRAINT declined_with_a_reason CHECK (state <> 'declined' OR decision_reason <> '')
);
CREATE UNIQUE INDEX price_proposals_open ON price_proposals (model) WHERE state = 'open';
COMMENT ON COLUMN price_proposals.terms IS 'USD per 1,000,000 tokens and USD per request, as decimal text';
COMMENT ON COLUMN price_proposals.effective_from IS 'null: as the first price of a name, or from the decision on';
COMMENT ON COLUMN price_proposals.evidence IS 'why this price, in words, as it was shown to the author';
