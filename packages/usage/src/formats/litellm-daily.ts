/**
 * LiteLLM's sums of a day: rows of LiteLLM_DailyUserSpend and its like, or `/user/daily/activity`.
 * Source  schema.prisma and common_daily_activity.py of LiteLLM's proxy: a breakdown by model has one by key inside.
 */
import type { Candidate } from "../candidate";
import { type Fields, fieldsOf, textOf } from "../read-loosely";
import { countIn, usdIn } from "./cell-values";
import { plainCount, summedEvents, wholePrompt } from "./summed-usage";

/** Whom a table of these is by. */
const OWNERS = ["user_id", "team_id", "end_user_id", "organization_id", "tag", "agent_id"] as const;

export function openLitellmDaily(): (row: Fields) => Candidate {
  const summed = summedEvents("litellm-day");
  return (row) => {
    const model = textOf(row.model_group) ?? textOf(row.model);
    const cached = plainCount(row.cache_read_input_tokens);
    const written = plainCount(row.cache_creation_input_tokens);
    const key = textOf(row.key_alias) ?? textOf(row.api_key);
    return summed({
      from: row.date,
      until: undefined,
      by: [model, row.model, row.custom_llm_provider, key, ...OWNERS.map((name) => row[name]), row.endpoint],
      event: {
        model,
        servedModel: textOf(row.model),
        provider: textOf(row.custom_llm_provider),
        ...wholePrompt(row.prompt_tokens, cached + written),
        completionTokens: countIn(row.completion_tokens),
        cacheReadTokens: cached,
        cacheWriteTokens: written,
        user: textOf(row.end_user_id) ?? textOf(row.user_id),
        team: textOf(row.team_alias) ?? textOf(row.team_id),
        apiKeyAlias: key?.startsWith("sk-") ? undefined : key,
        tags: textOf(row.tag) === undefined ? [] : [row.tag],
        sumOfRequests:
          countIn(row.api_requests) ?? plainCount(row.successful_requests) + plainCount(row.failed_requests),
        reportedCostUsd: usdIn(row.spend),
      },
    });
  };
}

/** A day of `/user/daily/activity` as rows like those of the table. */
export function* rowsOfActivity({ date, breakdown }: Fields): Generator<Fields> {
  const parts = fieldsOf(breakdown) ?? {};
  const groups = fieldsOf(parts.model_groups) ?? {};
  const models = Object.keys(groups).length > 0 ? groups : (fieldsOf(parts.models) ?? {});
  for (const [model, about] of Object.entries(models)) {
    const { metrics, api_key_breakdown } = fieldsOf(about) ?? {};
    const keys = Object.entries(fieldsOf(api_key_breakdown) ?? {});
    if (keys.length === 0) yield { date, model, ...fieldsOf(metrics) };
    for (const [api_key, ofKey] of keys) {
      const { metrics: ofMetrics, metadata } = fieldsOf(ofKey) ?? {};
      yield { date, model, api_key, ...fieldsOf(metadata), ...fieldsOf(ofMetrics) };
    }
  }
}
