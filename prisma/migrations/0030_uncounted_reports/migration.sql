-- A report in sums that does not tell how many requests it is of adds nothing to a number of requests, however it is priced. Such
-- reports have numbers of their own, so that a sum of some days can say that a part of it has no price.
ALTER TABLE usage_sums
  ADD COLUMN reports             bigint NOT NULL DEFAULT 0,
  ADD COLUMN unpriced_reports    bigint NOT NULL DEFAULT 0,
  ADD COLUMN default_reports     bigint NOT NULL DEFAULT 0,
  ADD COLUMN flagged_reports     bigint NOT NULL DEFAULT 0,
  ADD COLUMN placeholder_reports bigint NOT NULL DEFAULT 0,
  ADD COLUMN guessed_reports     bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN usage_sums.reports IS 'rows of the ledger whose sum_of_requests is 0: nobody knows how many requests they are of';

-- Corrections of before have none: such a report is counted on its own day.
ALTER TABLE usage_corrections
  ADD COLUMN reports             bigint NOT NULL DEFAULT 0,
  ADD COLUMN unpriced_reports    bigint NOT NULL DEFAULT 0,
  ADD COLUMN default_reports     bigint NOT NULL DEFAULT 0,
  ADD COLUMN flagged_reports     bigint NOT NULL DEFAULT 0,
  ADD COLUMN placeholder_reports bigint NOT NULL DEFAULT 0,
  ADD COLUMN guessed_reports     bigint NOT NULL DEFAULT 0;

-- The sums of days that are there are made from their requests in the background, day by day (apps/server/src/ledger/keep-sums.ts).
ALTER TABLE usage_months ADD COLUMN measures_to_fill text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN usage_months.measures_to_fill IS 'columns of usage_sums that days of before their migration do not have yet';
UPDATE usage_months SET measures_to_fill =
  '{reports,unpriced_reports,default_reports,flagged_reports,placeholder_reports,guessed_reports}';
