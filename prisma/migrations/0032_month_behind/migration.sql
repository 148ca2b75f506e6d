-- A re-cost writes the sums of days with each of its steps. Those of a month it leaves behind while it is at work there, and brings them
-- up to their days once, because a month has a few thousand sums and a re-cost of it would write each of them a hundred times.
-- It stands with the run, whose row is locked by its steps alone: what arrives late never waits for it.
ALTER TABLE recost_runs
  ADD COLUMN behind_month date CHECK (extract(day FROM behind_month) = 1);
COMMENT ON COLUMN recost_runs.behind_month IS 'the sums of this month are read by day until they were brought up to their days';
-- One month at a time, of whichever run.
CREATE UNIQUE INDEX recost_runs_behind ON recost_runs ((true)) WHERE behind_month IS NOT NULL;
