/** What other providers' usage has of their own: reasoning beside, searches, citations, tiers, prices of the house. */
import { completion, PLAIN } from "./openai-chat";
import { MESSAGE, response, SEARCH } from "./openai-responses";
import { ask, chat, MARK, type Scenario } from "./scenario";

const BESIDE = {
  prompt_tokens: 10_120,
  completion_tokens: 1499,
  total_tokens: 14_428,
  prompt_tokens_details: { text_tokens: 10_120, audio_tokens: 0, image_tokens: 0, cached_tokens: 128 },
  completion_tokens_details: {
    reasoning_tokens: 2809,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
};
const DEEP = {
  prompt_tokens: 100,
  completion_tokens: 500,
  total_tokens: 600,
  citation_tokens: 250,
  num_search_queries: 3,
  reasoning_tokens: 700,
};
const SONAR = {
  prompt_tokens: 1000,
  completion_tokens: 500,
  total_tokens: 1500,
  search_context_size: "high",
  num_search_queries: 2,
};
const TIER = {
  prompt_tokens: 40_000,
  completion_tokens: 500,
  total_tokens: 40_500,
  prompt_tokens_details: { cached_tokens: 0 },
};
const BOUND = { prompt_tokens: 32_000, completion_tokens: 500, total_tokens: 32_500 };
const HITS = {
  prompt_tokens: 1000,
  completion_tokens: 500,
  total_tokens: 1500,
  prompt_cache_hit_tokens: 640,
  prompt_cache_miss_tokens: 360,
  prompt_tokens_details: { cached_tokens: 640 },
};
const CITATIONS = { citations: ["https://example.com"], search_results: [{ title: "E", url: "https://example.com" }] };

export const otherProviders: readonly Scenario[] = [
  { name: "xai-reasoning-beside", calls: [chat("xai/grok-4.3")], answer: completion("grok-4.3", BESIDE) },
  {
    name: "xai-search",
    calls: [chat("xai/grok-4.3", { web_search_options: { search_context_size: "medium" } })],
    answer: response("grok-4.3", [SEARCH("ws_1"), SEARCH("ws_2"), MESSAGE]),
  },
  {
    name: "perplexity-search",
    calls: [chat("perplexity/sonar-pro", { web_search_options: { search_context_size: "high" } })],
    answer: completion("sonar-pro", SONAR, CITATIONS),
  },
  {
    name: "perplexity-deep-research",
    calls: [chat("perplexity/sonar-deep-research")],
    answer: completion("sonar-deep-research", DEEP, CITATIONS),
  },
  { name: "qwen-second-tier", calls: [chat("dashscope/qwen3-max")], answer: completion("qwen3-max", TIER) },
  { name: "qwen-at-the-bound", calls: [chat("dashscope/qwen3-max")], answer: completion("qwen3-max", BOUND) },
  { name: "deepseek-cache-hits", calls: [chat("deepseek/deepseek-chat")], answer: completion("deepseek-chat", HITS) },
  {
    name: "bedrock-converse",
    calls: [chat("amazon.nova-lite-v1:0")],
    answer: {
      json: {
        metrics: { latencyMs: 300 },
        output: { message: { role: "assistant", content: [{ text: "Hello there." }] } },
        stopReason: "end_turn",
        usage: {
          inputTokens: 400,
          outputTokens: 500,
          totalTokens: 1500,
          cacheReadInputTokens: 600,
          cacheWriteInputTokens: 0,
        },
      },
    },
  },
  {
    name: "text-completion",
    calls: [ask("/v1/completions", { model: "gpt-3.5-turbo-instruct", prompt: `Hello. ${MARK}` })],
    answer: {
      json: {
        id: "cmpl-up",
        object: "text_completion",
        created: 1,
        model: "gpt-3.5-turbo-instruct",
        choices: [{ text: "Hi.", index: 0, finish_reason: "stop", logprobs: null }],
        usage: PLAIN,
      },
    },
  },
  { name: "house-price", calls: [chat("house-model")], answer: completion("house-7b", PLAIN) },
  { name: "half-a-price", calls: [chat("half-priced")], answer: completion("gpt-4o-2024-08-06", PLAIN) },
  { name: "price-by-second", calls: [chat("by-the-second")], answer: completion("house-by-second", PLAIN) },
  { name: "no-price", calls: [chat("mystery-model")], answer: completion("nobody-knows-this-one", PLAIN) },
];
