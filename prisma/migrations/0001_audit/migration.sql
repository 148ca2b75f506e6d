-- Every write leaves one row here, in its own transaction. The rows form a chain: a changed byte or a cut tail is found.
CREATE TABLE audit_log (
  seq           bigint PRIMARY KEY,
  at            timestamptz NOT NULL,
  actor         text NOT NULL,
  action        text NOT NULL,
  subject       text NOT NULL,
  details       jsonb NOT NULL DEFAULT '{}',
  previous_hash text NOT NULL,
  hash          text NOT NULL
);
CREATE INDEX audit_log_subject ON audit_log (subject, seq DESC);

CREATE TABLE audit_head (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  seq      bigint NOT NULL,
  hash     text NOT NULL
);
INSERT INTO audit_head (seq, hash) VALUES (0, repeat('0', 64));

-- jsonb prints its keys in one order, so its text is the canonical form that is hashed. `at` goes in as UTC text.
CREATE FUNCTION audit_hash(seq bigint, at timestamptz, actor text, action text, subject text, details jsonb, previous_hash text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_object(
    'seq', seq, 'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'actor', actor,
    'action', action, 'subject', subject, 'details', details, 'previousHash', previous_hash)::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_append(p_actor text, p_action text, p_subject text, p_details jsonb)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  head audit_head;
  now_at timestamptz;
  new_hash text;
BEGIN
  SELECT * INTO STRICT head FROM audit_head FOR UPDATE;
  now_at := clock_timestamp();
  new_hash := audit_hash(head.seq + 1, now_at, p_actor, p_action, p_subject, p_details, head.hash);
  INSERT INTO audit_log VALUES (head.seq + 1, now_at, p_actor, p_action, p_subject, p_details, head.hash, new_hash);
  UPDATE audit_head SET seq = head.seq + 1, hash = new_hash;
  RETURN head.seq + 1;
END $$;

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is append-only.';
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
