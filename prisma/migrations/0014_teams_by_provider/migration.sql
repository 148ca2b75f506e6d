-- The sums by team and model tell providers and pricing sources apart, too. What is there is made anew from the requests in the
-- background, day by day (apps/server/src/ledger/keep-sums.ts).
DELETE FROM usage_by_team_model_day;
DELETE FROM usage_by_team_model_month;
