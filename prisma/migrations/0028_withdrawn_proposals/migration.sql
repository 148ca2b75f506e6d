-- Who proposed a price may take the proposal back, without a reason and without anybody's decision.
ALTER TABLE price_proposals DROP CONSTRAINT price_proposals_state_check;
ALTER TABLE price_proposals ADD CONSTRAINT price_proposals_state_check CHECK (state IN ('open', 'approved', 'declined', 'withdrawn'));
