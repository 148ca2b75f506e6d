-- A row of the ledger that stands for many requests, as a provider's report of a day does.
ALTER TABLE usage_logs ADD COLUMN sum_of_requests integer CHECK (sum_of_requests >= 0);
COMMENT ON COLUMN usage_logs.sum_of_requests IS 'null: the row is one request; 0: a sum of requests that nobody counted';
