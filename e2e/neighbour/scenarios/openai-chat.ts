/** OpenAI's chat completions, streamed or not, and what is special about their usage. Parts are inside their whole. */
import { type Answer, chat, nextId, type Scenario } from "./scenario";

type Fields = Readonly<Record<string, unknown>>;

export const completion = (model: string, usage: Fields | undefined, more: Fields = {}): Answer => ({
  json: {
    id: nextId("chatcmpl-up"),
    object: "chat.completion",
    created: 1_790_000_000,
    model,
    choices: [{ index: 0, message: { role: "assistant", content: "Hello there." }, finish_reason: "stop" }],
    ...(usage && { usage }),
    ...more,
  },
});

export function completionStream(model: string, usage?: Fields, more: Fields = {}): Answer {
  const id = nextId("chatcmpl-up");
  const piece = (delta: Fields, finish_reason: string | null = null) => ({
    id,
    object: "chat.completion.chunk",
    created: 1_790_000_000,
    model,
    choices: [{ index: 0, delta, finish_reason }],
    ...more,
  });
  const last = { id, object: "chat.completion.chunk", created: 1_790_000_000, model, choices: [], usage, ...more };
  return {
    events: [
      piece({ role: "assistant", content: "" }),
      piece({ content: "Hello" }),
      piece({ content: " there." }),
      piece({}, "stop"),
      ...(usage ? [last] : []),
    ],
    endsWithDone: true,
  };
}

export const PLAIN = { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500 };
export const CACHED = { ...PLAIN, prompt_tokens_details: { cached_tokens: 400 } };
const REASONING = { ...CACHED, completion_tokens_details: { reasoning_tokens: 200 } };
const AUDIO = {
  ...PLAIN,
  prompt_tokens_details: { text_tokens: 400, audio_tokens: 600, cached_tokens: 0 },
  completion_tokens_details: { text_tokens: 100, audio_tokens: 400, reasoning_tokens: 0 },
};
const CACHED_AUDIO = {
  ...AUDIO,
  prompt_tokens_details: {
    text_tokens: 400,
    audio_tokens: 600,
    cached_tokens: 700,
    cached_tokens_details: { text_tokens: 200, audio_tokens: 500 },
  },
};
const PREDICTED = {
  ...PLAIN,
  completion_tokens_details: { accepted_prediction_tokens: 100, rejected_prediction_tokens: 50, reasoning_tokens: 0 },
};
const LONG = {
  prompt_tokens: 300_000,
  completion_tokens: 1000,
  total_tokens: 301_000,
  prompt_tokens_details: { cached_tokens: 100_000 },
};

const WITH_USAGE = { stream: true, stream_options: { include_usage: true } };

export const openaiChat: readonly Scenario[] = [
  { name: "chat-plain", calls: [chat("gpt-4o")], answer: completion("gpt-4o-2024-08-06", PLAIN) },
  { name: "chat-cached", calls: [chat("gpt-4o")], answer: completion("gpt-4o-2024-08-06", CACHED) },
  { name: "chat-reasoning", calls: [chat("gpt-5")], answer: completion("gpt-5-2025-08-07", REASONING) },
  { name: "chat-audio", calls: [chat("gpt-audio")], answer: completion("gpt-audio-2025-08-28", AUDIO) },
  { name: "chat-audio-cached", calls: [chat("gpt-audio")], answer: completion("gpt-audio-2025-08-28", CACHED_AUDIO) },
  { name: "chat-predicted", calls: [chat("gpt-4o")], answer: completion("gpt-4o-2024-08-06", PREDICTED) },
  { name: "chat-long-context", calls: [chat("gpt-5.4")], answer: completion("gpt-5.4-2026-03-05", LONG) },
  { name: "chat-no-usage", calls: [chat("gpt-4o")], answer: completion("gpt-4o-2024-08-06", undefined) },
  {
    name: "chat-tier-served-priority",
    calls: [chat("gpt-5")],
    answer: completion("gpt-5-2025-08-07", CACHED, { service_tier: "priority" }),
  },
  {
    name: "chat-tier-flex",
    calls: [chat("gpt-5", { service_tier: "flex" })],
    answer: completion("gpt-5-2025-08-07", CACHED, { service_tier: "flex" }),
  },
  {
    name: "chat-tier-flex-not-served",
    calls: [chat("gpt-5", { service_tier: "flex" })],
    answer: completion("gpt-5-2025-08-07", CACHED, { service_tier: "default" }),
  },
  {
    name: "chat-tier-asked-untold",
    calls: [chat("gpt-5", { service_tier: "priority" })],
    answer: completion("gpt-5-2025-08-07", CACHED),
  },
  {
    name: "chat-stream-usage",
    calls: [chat("gpt-4o", WITH_USAGE)],
    answer: completionStream("gpt-4o-2024-08-06", CACHED),
  },
  {
    name: "chat-stream-no-usage",
    calls: [chat("gpt-4o", { stream: true })],
    answer: completionStream("gpt-4o-2024-08-06"),
  },
  {
    name: "chat-stream-tier-priority",
    calls: [chat("gpt-5", WITH_USAGE)],
    answer: completionStream("gpt-5-2025-08-07", REASONING, { service_tier: "priority" }),
  },
  {
    name: "chat-search-preview",
    calls: [chat("gpt-4o-search-preview", { web_search_options: { search_context_size: "medium" } })],
    answer: completion("gpt-4o-search-preview-2025-03-11", PLAIN, {
      choices: [
        {
          index: 0,
          message: {
            role: "assistant",
            content: "Hello there.",
            annotations: [
              {
                type: "url_citation",
                url_citation: { url: "https://example.com", title: "E", start_index: 0, end_index: 5 },
              },
            ],
          },
          finish_reason: "stop",
        },
      ],
    }),
  },
  { name: "chat-azure", calls: [chat("azure-gpt")], answer: completion("gpt-4o-2024-08-06", CACHED) },
];
