-- A day of the ledger is a day of this zone. It stands beside what the sums are made by, so that the statement that books reads it.
ALTER TABLE usage_months
  ADD COLUMN zone text NOT NULL DEFAULT 'UTC',
  ADD COLUMN zone_holds_from date;
COMMENT ON COLUMN usage_months.zone IS 'an IANA name';
COMMENT ON COLUMN usage_months.zone_holds_from IS 'null: all sums are of days of the zone; else those of this day on are, and the days before wait to be summed anew';

-- The first instant of a day. Where clocks are put forward at midnight it is 01:00; where they are put back over midnight,
-- the earlier of the two midnights (PostgreSQL takes the later one).
CREATE FUNCTION ledger_day_start(day date, zone text) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN earlier < later AND (earlier AT TIME ZONE zone)::date = day THEN earlier ELSE later END
  FROM (SELECT day::timestamp AT TIME ZONE zone AS later) AS midnight,
    LATERAL (SELECT later - interval '12 hours' AS evening) AS before,
    LATERAL (SELECT (day::timestamp - ((evening AT TIME ZONE zone) - (evening AT TIME ZONE 'UTC'))) AT TIME ZONE 'UTC' AS earlier) AS repeated
$$;
