-- The sums by gateway: what is there for some days before a file of usage is brought in. What is there is made from the requests in the
-- background, day by day (apps/server/src/ledger/keep-sums.ts).
ALTER TABLE usage_sums ADD COLUMN gateway text NOT NULL DEFAULT '';
ALTER TABLE usage_sums DROP CONSTRAINT usage_sums_pkey;
ALTER TABLE usage_sums
  ADD PRIMARY KEY (rollup, day, model, provider, pricing_source, team, end_user, api_key_alias, gateway, tag);
SELECT add_usage_rollup('by_gateway');
