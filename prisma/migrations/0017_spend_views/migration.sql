-- Questions of spend that somebody keeps under a name, for themselves or for everybody who sees spend.
CREATE TABLE spend_views (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name        text NOT NULL CHECK (is_name(name)),
  search      text NOT NULL CHECK (length(search) <= 4000),
  is_shared   boolean NOT NULL DEFAULT false,
  owner_id    text NOT NULL,
  owner_label text NOT NULL,
  changed_at  timestamptz NOT NULL DEFAULT now(),
  UNIQUE (owner_id, name)
);
COMMENT ON COLUMN spend_views.search IS 'the question as it stands in the URL of Explore, without its ?';
