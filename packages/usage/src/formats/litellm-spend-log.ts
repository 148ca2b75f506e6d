/**
 * A row of LiteLLM's table LiteLLM_SpendLogs, as CSV of the table or JSON of `/spend/logs`: a request as LiteLLM logged it.
 * Units   the row's own counts stand in for what `metadata.usage_object` does not tell; `spend` is USD as LiteLLM worked it out.
 * Source  schema.prisma and spend_tracking_utils.py of LiteLLM's proxy. Conversations in a row are not looked at.
 */
import type { Candidate } from "../candidate";
import { readLitellmUsage } from "../litellm/read-payload";
import { type Fields, fieldsOf, textOf } from "../read-loosely";
import { shortId } from "../short-id";
import { countIn, flagIn, instantIn, jsonIn, usdIn } from "./cell-values";

export function readSpendLog(row: Fields): Candidate {
  const metadata = fieldsOf(jsonIn(row.metadata)) ?? {};
  const read = readLitellmUsage({
    model_group: row.model_group,
    model: row.model,
    custom_llm_provider: row.custom_llm_provider,
    call_type: row.call_type,
    status: textOf(row.status) ?? metadata.status,
    error_information: metadata.error_information,
    cache_hit: flagIn(row.cache_hit),
    startTime: instantIn(row.startTime),
    endTime: instantIn(row.endTime),
    prompt_tokens: countIn(row.prompt_tokens),
    completion_tokens: countIn(row.completion_tokens),
    total_tokens: countIn(row.total_tokens),
    cost_breakdown: metadata.cost_breakdown,
    response: shortAnswer(row.response),
    end_user: row.end_user,
    request_tags: jsonIn(row.request_tags),
    metadata: {
      ...metadata,
      user_api_key_user_id: textOf(metadata.user_api_key_user_id) ?? row.user,
      user_api_key_team_id: textOf(metadata.user_api_key_team_id) ?? row.team_id,
      user_api_key_alias: textOf(metadata.user_api_key_alias) ?? hashOf(row.api_key),
    },
  });
  return Object.assign(read, {
    requestId: typeof row.request_id === "string" ? shortId(row.request_id) : row.request_id,
    reportedCostUsd: usdIn(row.spend),
  });
}

/** A key is kept as its hash, as LiteLLM has it; a key itself has no business in a ledger. */
const hashOf = (key: unknown): string | undefined =>
  typeof key === "string" && /^[\da-f]{64}$/i.test(key) ? key : undefined;

/** Units of images, reranks and pages stand in an answer; one that is long holds words. */
const LONGEST_ANSWER = 20_000;

const shortAnswer = (response: unknown): unknown =>
  typeof response === "string" && response.length > LONGEST_ANSWER ? undefined : jsonIn(response);
