/** What the gateway itself does: retries, fallbacks, its cache, failures, clients that leave, ids that come twice. */
import { CACHED, completion, completionStream, PLAIN } from "./openai-chat";
import { type Answer, ask, chat, MARK, type Scenario } from "./scenario";

const failure = (status: number, message: string, type: string, code: string | null = null): Answer => ({
  status,
  json: { error: { message, type, param: null, code } },
});
const OUT_OF_ORDER = failure(500, "Out of order.", "server_error");
const fine = () => completion("gpt-4o-2024-08-06", CACHED);
const USE_CACHE = { cache: { "use-cache": true } };
const SAME_ID = completion("gpt-4o-2024-08-06", PLAIN, { id: "chatcmpl-always-this-one" });

export const routing: readonly Scenario[] = [
  {
    name: "retry-then-success",
    calls: [chat("retried")],
    answer: ({ count }) => (count < 2 ? OUT_OF_ORDER : fine()),
    records: 2,
  },
  { name: "retries-used-up", calls: [chat("retried")], answer: OUT_OF_ORDER },
  {
    name: "fallback",
    calls: [chat("falls-back")],
    answer: ({ path }) => (path.startsWith("/broken") ? OUT_OF_ORDER : fine()),
    records: 2,
  },
  {
    name: "fallback-chain",
    calls: [chat("falls-twice")],
    answer: ({ path }) => (path.startsWith("/broken") ? OUT_OF_ORDER : fine()),
    records: 2,
  },
  {
    name: "cache-hit",
    calls: [chat("cached", USE_CACHE), chat("cached", USE_CACHE), chat("cached", USE_CACHE)],
    answer: fine,
  },
  {
    name: "cache-hit-stream",
    calls: [1, 2].map(() => chat("cached", { ...USE_CACHE, stream: true, stream_options: { include_usage: true } })),
    answer: () => completionStream("gpt-4o-2024-08-06", CACHED),
  },
  { name: "same-upstream-id", calls: [chat("gpt-4o"), chat("gpt-4o")], answer: SAME_ID },
  {
    name: "same-call-id",
    calls: [1, 2].map(() => ({ ...chat("gpt-4o"), headers: { "x-litellm-call-id": "a-client-s-own-call-id" } })),
    answer: () => completion("gpt-4o-2024-08-06", PLAIN),
  },
  {
    name: "same-call-id-no-upstream-id",
    calls: [1, 2].map(() => ({
      ...ask("/v1/embeddings", { model: "text-embedding-3-small", input: MARK }),
      headers: { "x-litellm-call-id": "a-client-s-own-call-id" },
    })),
    answer: ({ count }) => ({
      json: {
        object: "list",
        model: "text-embedding-3-small",
        data: [{ object: "embedding", index: 0, embedding: [0.1] }],
        usage: { prompt_tokens: 100 + count, total_tokens: 100 + count },
      },
    }),
  },
  {
    name: "same-call-id-failures",
    calls: [1, 2].map(() => ({ ...chat("gpt-4o"), headers: { "x-litellm-call-id": "a-client-s-own-failing-id" } })),
    answer: OUT_OF_ORDER,
  },
  {
    name: "failure-401",
    calls: [chat("gpt-4o")],
    answer: failure(401, "Incorrect API key provided.", "invalid_request_error", "invalid_api_key"),
  },
  {
    name: "failure-429",
    calls: [chat("gpt-4o")],
    answer: failure(429, "Rate limit reached.", "rate_limit_error", "rate_limit_exceeded"),
  },
  { name: "failure-500", calls: [chat("gpt-4o")], answer: OUT_OF_ORDER },
  { name: "failure-400", calls: [chat("gpt-4o")], answer: failure(400, "Bad request.", "invalid_request_error") },
  {
    name: "failure-stream-breaks",
    calls: [chat("gpt-4o", { stream: true })],
    answer: {
      ...completionStream("gpt-4o-2024-08-06"),
      events: completionStream("gpt-4o-2024-08-06").events?.slice(0, 2) ?? [],
      breaksOff: true,
    },
  },
  {
    name: "client-leaves",
    calls: [{ ...chat("gpt-4o", { stream: true }), leavesEarly: true }],
    answer: { ...completionStream("gpt-4o-2024-08-06", CACHED), pauseMs: 1500 },
  },
];
