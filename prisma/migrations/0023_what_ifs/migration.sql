-- Questions of what some days would have cost otherwise, kept by somebody for themselves or for everybody who sees spend.
CREATE TABLE what_ifs (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name        text NOT NULL CHECK (is_name(name)),
  question    jsonb NOT NULL CHECK (jsonb_typeof(question) = 'object'),
  is_shared   boolean NOT NULL DEFAULT false,
  owner_id    text NOT NULL,
  owner_label text NOT NULL,
  changed_at  timestamptz NOT NULL DEFAULT now(),
  UNIQUE (owner_id, name)
);
COMMENT ON COLUMN what_ifs.question IS 'days, filters and change, as the call takes them';
