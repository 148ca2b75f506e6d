/** Anthropic's messages, by its own endpoint and by chat completions. Its input stands beside the cache, not around it. */
import { type Answer, ask, chat, nextId, QUESTION, type Scenario } from "./scenario";

type Fields = Readonly<Record<string, unknown>>;

const message = (
  model: string,
  usage: Fields,
  content: readonly Fields[] = [{ type: "text", text: "Hello there." }],
): Answer => ({
  json: {
    id: nextId("msg_up"),
    type: "message",
    role: "assistant",
    model,
    content,
    stop_reason: "end_turn",
    stop_sequence: null,
    usage,
  },
});

const messageStream = (model: string, usage: Fields): Answer => ({
  events: [
    {
      type: "message_start",
      message: {
        id: nextId("msg_up"),
        type: "message",
        role: "assistant",
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { ...usage, output_tokens: 1 },
      },
    },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hello there." } },
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage },
    { type: "message_stop" },
  ],
});

const messages = (model: string, more: Fields = {}) =>
  ask("/v1/messages", { model, max_tokens: 1000, messages: QUESTION, ...more });

const PLAIN = {
  input_tokens: 1000,
  output_tokens: 500,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  service_tier: "standard",
};
const CACHE = {
  input_tokens: 100,
  output_tokens: 500,
  cache_creation_input_tokens: 3000,
  cache_read_input_tokens: 5000,
  cache_creation: { ephemeral_5m_input_tokens: 1000, ephemeral_1h_input_tokens: 2000 },
  service_tier: "standard",
};
const CACHE_5M = {
  ...CACHE,
  cache_creation: { ephemeral_5m_input_tokens: 3000, ephemeral_1h_input_tokens: 0 },
};
const SEARCHES = { ...PLAIN, server_tool_use: { web_search_requests: 3, web_fetch_requests: 1 } };
const SEARCH_TOOL = [{ type: "web_search_20250305", name: "web_search", max_uses: 5 }];
const GEO = { ...PLAIN, inference_geo: "us" };
const FAST = { ...PLAIN, speed: "fast" };
const LONG = { ...PLAIN, input_tokens: 200_000, cache_read_input_tokens: 50_000, output_tokens: 1000 };

const OPUS_5 = "claude-opus-5";
const SONNET = "claude-sonnet-4-5";

export const anthropic: readonly Scenario[] = [
  { name: "messages-plain", calls: [messages(SONNET)], answer: message(SONNET, PLAIN) },
  { name: "messages-cache", calls: [messages(SONNET)], answer: message(SONNET, CACHE) },
  { name: "messages-cache-5m", calls: [messages(SONNET)], answer: message(SONNET, CACHE_5M) },
  { name: "messages-stream", calls: [messages(SONNET, { stream: true })], answer: messageStream(SONNET, CACHE) },
  { name: "messages-search", calls: [messages(SONNET, { tools: SEARCH_TOOL })], answer: message(SONNET, SEARCHES) },
  {
    name: "messages-search-stream",
    calls: [messages(SONNET, { tools: SEARCH_TOOL, stream: true })],
    answer: messageStream(SONNET, SEARCHES),
  },
  {
    name: "messages-geo-us",
    calls: [messages("claude-opus-4-6", { inference_geo: "us" })],
    answer: message("claude-opus-4-6", GEO),
  },
  { name: "messages-fast", calls: [messages(OPUS_5, { speed: "fast" })], answer: message(OPUS_5, FAST) },
  { name: "messages-long-context", calls: [messages(SONNET)], answer: message(SONNET, LONG) },
  { name: "claude-chat-plain", calls: [chat(SONNET)], answer: message(SONNET, PLAIN) },
  { name: "claude-chat-cache", calls: [chat(SONNET)], answer: message(SONNET, CACHE) },
  { name: "claude-chat-stream", calls: [chat(SONNET, { stream: true })], answer: messageStream(SONNET, CACHE) },
  {
    name: "claude-chat-search",
    calls: [chat(SONNET, { web_search_options: { search_context_size: "medium" } })],
    answer: message(SONNET, SEARCHES),
  },
  { name: "claude-chat-fast", calls: [chat(OPUS_5, { speed: "fast" })], answer: message(OPUS_5, FAST) },
  {
    name: "claude-chat-geo-us",
    calls: [chat("claude-opus-4-6", { inference_geo: "us" })],
    answer: message("claude-opus-4-6", GEO),
  },
  {
    name: "messages-passed-through",
    calls: [ask("/anthropic/v1/messages", { model: SONNET, max_tokens: 1000, messages: QUESTION })],
    answer: message(SONNET, CACHE),
  },
  {
    name: "claude-responses",
    calls: [ask("/v1/responses", { model: SONNET, input: QUESTION })],
    answer: message(SONNET, CACHE),
  },
];
