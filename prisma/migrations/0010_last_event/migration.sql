-- When a gateway was last heard of, without looking for its newest request.
ALTER TABLE intake_counts ADD COLUMN last_at timestamptz;
COMMENT ON COLUMN intake_counts.last_at IS 'arrival of the last event of that day, whatever became of it; null: before this was noted';
