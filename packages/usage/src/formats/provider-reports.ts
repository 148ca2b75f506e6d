/**
 * Usage as providers report it, in sums: OpenAI's buckets of completions and its CSV, Anthropic's report of messages and its CSV.
 * Units   OpenAI's input includes what was cached, and other modalities; Anthropic's input stands beside the cache.
 * Source  platform.openai.com (organization usage), docs.claude.com (usage and cost API), and their exports of 2025 and 2026. Anthropic
 *         does not tell how many requests there were.
 */
import type { Candidate } from "../candidate";
import { type Fields, fieldsOf, textOf } from "../read-loosely";
import { countIn, flagIn } from "./cell-values";
import { isEmptyRow, plainCount, summedEvents, wholePrompt } from "./summed-usage";

const OPENAI_COUNTS = ["num_model_requests", "input_tokens", "output_tokens"] as const;

/** null: a day without usage. */
export function openOpenaiUsage(): (row: Fields) => Candidate | null {
  const summed = summedEvents("openai");
  return (row) => {
    if (isEmptyRow(row, OPENAI_COUNTS)) return null;
    const { input, parts } = openaiInput(row);
    const { model, project_id, user_id, api_key_id, batch, service_tier } = row;
    return summed({
      from: row.start_time,
      until: row.end_time,
      by: [model, project_id, user_id, api_key_id, flagIn(batch) === true ? "batch" : "", service_tier],
      event: {
        model: textOf(model),
        provider: "openai",
        ...wholePrompt(row.input_tokens, parts),
        ...input,
        completionTokens: countIn(row.output_tokens),
        audioOutputTokens: plainCount(row.output_audio_tokens),
        imageOutputTokens: plainCount(row.output_image_tokens),
        serviceTier: textOf(service_tier),
        isBatch: flagIn(batch),
        user: textOf(row.user_name) ?? textOf(user_id),
        team: textOf(row.project_name) ?? textOf(project_id),
        apiKeyAlias: textOf(row.api_key_name) ?? textOf(api_key_id),
        sumOfRequests: countIn(row.num_model_requests) ?? 0,
      },
    });
  };
}

/** Reports of some times count a cached recording as audio too: then the parts would be more than the whole. */
function openaiInput(row: Fields) {
  const cachedAudio = plainCount(row.input_cached_audio_tokens);
  const cachedImage = plainCount(row.input_cached_image_tokens);
  const cached = Math.max(0, plainCount(row.input_cached_tokens) - cachedAudio - cachedImage);
  const [audio, image] = [plainCount(row.input_audio_tokens), plainCount(row.input_image_tokens)];
  const all = cached + cachedAudio + cachedImage + audio + image;
  const isTwice = all > plainCount(row.input_tokens);
  const input = {
    cacheReadTokens: cached,
    cacheReadAudioTokens: cachedAudio,
    cacheReadImageTokens: cachedImage,
    audioInputTokens: isTwice ? Math.max(0, audio - cachedAudio) : audio,
    imageInputTokens: isTwice ? Math.max(0, image - cachedImage) : image,
  };
  return { input, parts: Object.values(input).reduce((sum, count) => sum + count, 0) };
}

/** By the names of the API; the console's CSV has names of its own. */
const ANTHROPIC_NAMES: Readonly<Record<string, string>> = {
  usage_date_utc: "starting_at",
  model_version: "model",
  api_key: "api_key_id",
  workspace: "workspace_id",
  usage_type: "service_tier",
  usage_input_tokens_no_cache: "uncached_input_tokens",
  usage_input_tokens_cache_write_5m: "ephemeral_5m_input_tokens",
  usage_input_tokens_cache_write_1h: "ephemeral_1h_input_tokens",
  usage_input_tokens_cache_read: "cache_read_input_tokens",
  usage_output_tokens: "output_tokens",
  web_search_count: "web_search_requests",
};

export function openAnthropicUsage(): (row: Fields) => Candidate {
  const summed = summedEvents("anthropic");
  return (given) => {
    const named = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [ANTHROPIC_NAMES[name] ?? name, value]),
    );
    const row: Fields = { ...named, ...fieldsOf(named.cache_creation), ...fieldsOf(named.server_tool_use) };
    const { model, api_key_id, workspace_id, service_tier, context_window, inference_geo, speed } = row;
    const written = plainCount(row.ephemeral_5m_input_tokens);
    const writtenLong = plainCount(row.ephemeral_1h_input_tokens);
    const cached = plainCount(row.cache_read_input_tokens);
    const searches = plainCount(row.web_search_requests);
    return summed({
      from: row.starting_at,
      until: row.ending_at,
      by: [model, api_key_id, workspace_id, service_tier, context_window, inference_geo, speed],
      event: {
        model: textOf(model),
        provider: "anthropic",
        promptTokens: plainCount(row.uncached_input_tokens) + written + writtenLong + cached,
        completionTokens: countIn(row.output_tokens),
        cacheReadTokens: cached,
        cacheWriteTokens: written,
        cacheWrite1hTokens: writtenLong,
        serviceTier: textOf(service_tier),
        inferenceGeo: textOf(inference_geo),
        speed: textOf(speed),
        team: textOf(workspace_id),
        apiKeyAlias: textOf(api_key_id),
        ...(searches > 0 && { otherUsage: ["server_tool_use.web_search_requests"] }),
        sumOfRequests: 0,
      },
    });
  };
}
