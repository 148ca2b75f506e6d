-- What the sender calls the server stays, also when no connected server has that name (any more).
ALTER TABLE usage_logs ADD COLUMN server_name text;

-- Lists of one person, of one team and of failures walk indexes of their own.
CREATE INDEX usage_logs_user_time ON usage_logs (end_user, occurred_at DESC, request_id DESC) WHERE end_user IS NOT NULL;
CREATE INDEX usage_logs_team_time ON usage_logs (team, occurred_at DESC, request_id DESC) WHERE team IS NOT NULL;
CREATE INDEX usage_logs_errors ON usage_logs (occurred_at DESC, request_id DESC) WHERE is_error;

-- Sums of counts that may each be as large as 2^53-1 leave bigint after a thousand rows; then the intake would stand still.
ALTER TABLE usage_by_model_day ALTER COLUMN prompt_tokens TYPE numeric(30,0);
ALTER TABLE usage_by_model_day ALTER COLUMN completion_tokens TYPE numeric(30,0);
ALTER TABLE usage_by_model_day ALTER COLUMN cache_read_tokens TYPE numeric(30,0);
ALTER TABLE usage_by_model_day ALTER COLUMN cache_write_tokens TYPE numeric(30,0);
ALTER TABLE usage_by_model_day ALTER COLUMN reasoning_tokens TYPE numeric(30,0);
ALTER TABLE usage_by_model_day ADD COLUMN cache_write_1h_tokens numeric(30,0) NOT NULL DEFAULT 0;
ALTER TABLE usage_by_model_day ADD COLUMN audio_input_tokens numeric(30,0) NOT NULL DEFAULT 0;
ALTER TABLE usage_by_model_day ADD COLUMN audio_output_tokens numeric(30,0) NOT NULL DEFAULT 0;
ALTER TABLE usage_by_model_day ADD COLUMN image_input_tokens numeric(30,0) NOT NULL DEFAULT 0;
ALTER TABLE usage_by_model_day ADD COLUMN image_output_tokens numeric(30,0) NOT NULL DEFAULT 0;

-- Priced, but not to the letter: estimated, a rate borrowed from another kind, a price younger than the request, ...
ALTER TABLE usage_by_model_day ADD COLUMN flagged_requests bigint NOT NULL DEFAULT 0;
ALTER TABLE usage_by_model_day ADD COLUMN flagged_cost_usd numeric(30,12) NOT NULL DEFAULT 0;
COMMENT ON COLUMN usage_by_model_day.provider IS 'empty: not known';
COMMENT ON COLUMN usage_by_model_day.unpriced_requests IS 'requests whose cost_usd is null';
COMMENT ON COLUMN usage_by_model_day.flagged_requests IS 'priced by an entry or the catalogue, with at least one flag';
