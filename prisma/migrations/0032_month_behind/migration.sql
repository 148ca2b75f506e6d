-- A re-cost writes the sums of days with each of its steps. Those of a month it leaves behind while it is at work there, and brings them
-- up to their days once, because a month has a few thousand sums and a re-cost of it would write each of them a hundred times.
ALTER TABLE usage_months
  ADD COLUMN behind_month date CHECK (extract(day FROM behind_month) = 1);
COMMENT ON COLUMN usage_months.behind_month IS 'a re-cost is at work in this month, or was: its sums are read by day until they were brought up to their days';
