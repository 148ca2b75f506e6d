/** OpenAI's Responses API: long ids of LiteLLM's own, searches and tools as items of the output. */
import { type Answer, ask, nextId, QUESTION, type Scenario } from "./scenario";

type Fields = Readonly<Record<string, unknown>>;

const USAGE = {
  input_tokens: 1000,
  input_tokens_details: { cached_tokens: 400 },
  output_tokens: 500,
  output_tokens_details: { reasoning_tokens: 200 },
  total_tokens: 1500,
};
export const MESSAGE = {
  type: "message",
  id: "msg_1",
  role: "assistant",
  status: "completed",
  content: [{ type: "output_text", text: "Hello there.", annotations: [] }],
};
export const SEARCH = (id: string) => ({
  type: "web_search_call",
  id,
  status: "completed",
  action: { type: "search", query: "hello" },
});
const FILES = { type: "file_search_call", id: "fs_1", status: "completed", queries: ["hello"], results: null };
const CODE = {
  type: "code_interpreter_call",
  id: "ci_1",
  status: "completed",
  code: "1",
  container_id: "cntr_1",
  outputs: null,
};

const body = (model: string, output: readonly Fields[], more: Fields = {}) => ({
  id: nextId("resp_up"),
  object: "response",
  created_at: 1_790_000_000,
  status: "completed",
  model,
  output,
  parallel_tool_calls: true,
  tool_choice: "auto",
  tools: [],
  error: null,
  incomplete_details: null,
  instructions: null,
  metadata: {},
  temperature: 1,
  top_p: 1,
  max_output_tokens: null,
  previous_response_id: null,
  reasoning: { effort: null, summary: null },
  text: { format: { type: "text" } },
  truncation: "disabled",
  usage: USAGE,
  user: null,
  service_tier: "default",
  ...more,
});

export const response = (model: string, output: readonly Fields[] = [MESSAGE], more: Fields = {}): Answer => ({
  json: body(model, output, more),
});

function responseStream(model: string, more: Fields = {}): Answer {
  const whole = body(model, [MESSAGE], more);
  const text = { item_id: "msg_1", output_index: 0, content_index: 0 };
  return {
    events: [
      {
        type: "response.created",
        sequence_number: 0,
        response: { ...whole, status: "in_progress", output: [], usage: null },
      },
      {
        type: "response.output_item.added",
        sequence_number: 1,
        output_index: 0,
        item: { ...MESSAGE, status: "in_progress", content: [] },
      },
      { type: "response.output_text.delta", sequence_number: 2, ...text, delta: "Hello there." },
      { type: "response.output_text.done", sequence_number: 3, ...text, text: "Hello there." },
      { type: "response.output_item.done", sequence_number: 4, output_index: 0, item: MESSAGE },
      { type: "response.completed", sequence_number: 5, response: whole },
    ],
  };
}

const responses = (model: string, more: Fields = {}) => ask("/v1/responses", { model, input: QUESTION, ...more });

const GPT_5 = "gpt-5-2025-08-07";
const WEB = [{ type: "web_search" }];

export const openaiResponses: readonly Scenario[] = [
  { name: "responses-plain", calls: [responses("gpt-5")], answer: response(GPT_5) },
  { name: "responses-stream", calls: [responses("gpt-5", { stream: true })], answer: responseStream(GPT_5) },
  {
    name: "responses-priority",
    calls: [responses("gpt-5", { service_tier: "priority" })],
    answer: response(GPT_5, [MESSAGE], { service_tier: "priority" }),
  },
  {
    name: "responses-stream-flex",
    calls: [responses("gpt-5", { stream: true, service_tier: "flex" })],
    answer: responseStream(GPT_5, { service_tier: "flex" }),
  },
  {
    name: "responses-search",
    calls: [responses("gpt-5", { tools: WEB })],
    answer: response(GPT_5, [SEARCH("ws_1"), SEARCH("ws_2"), MESSAGE], { tools: WEB }),
  },
  {
    name: "responses-file-search",
    calls: [responses("gpt-5", { tools: [{ type: "file_search", vector_store_ids: ["vs_1"] }] })],
    answer: response(GPT_5, [FILES, MESSAGE], { tools: [{ type: "file_search", vector_store_ids: ["vs_1"] }] }),
  },
  {
    name: "responses-code-interpreter",
    calls: [responses("gpt-5", { tools: [{ type: "code_interpreter", container: { type: "auto" } }] })],
    answer: response(GPT_5, [CODE, MESSAGE], { tools: [{ type: "code_interpreter", container: { type: "auto" } }] }),
  },
];
