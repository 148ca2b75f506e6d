/** Batches: a file, a batch made of it, then looked at several times, before and after it is done. */
import { type Answer, type Asked, MARK, type Scenario } from "./scenario";

const NAME = "batch";
const FILE_ID = `file-in-answer.${NAME}.`;
const OUTPUT_ID = `file-out-answer.${NAME}.`;
const BATCH_ID = `batch_answer.${NAME}.`;

const file = (id: string) => ({
  id,
  object: "file",
  bytes: 200,
  created_at: 1_790_000_000,
  filename: "in.jsonl",
  purpose: "batch",
  status: "processed",
});
const batch = (status: string) => ({
  id: BATCH_ID,
  object: "batch",
  endpoint: "/v1/chat/completions",
  errors: null,
  input_file_id: FILE_ID,
  completion_window: "24h",
  status,
  output_file_id: status === "completed" ? OUTPUT_ID : null,
  error_file_id: null,
  created_at: 1_790_000_000,
  in_progress_at: 1_790_000_010,
  completed_at: status === "completed" ? 1_790_000_600 : null,
  request_counts: { total: 2, completed: status === "completed" ? 2 : 0, failed: 0 },
  metadata: {},
});
const line = (id: string) =>
  JSON.stringify({
    id: `batch_req_${id}`,
    custom_id: id,
    response: {
      status_code: 200,
      request_id: id,
      body: {
        id: `chatcmpl-${id}`,
        object: "chat.completion",
        created: 1_790_000_000,
        model: "gpt-4o-2024-08-06",
        choices: [{ index: 0, message: { role: "assistant", content: "Hello." }, finish_reason: "stop" }],
        usage: {
          prompt_tokens: 1000,
          completion_tokens: 500,
          total_tokens: 1500,
          prompt_tokens_details: { cached_tokens: 400 },
        },
      },
    },
    error: null,
  });

function answer({ method, path, count }: Asked): Answer {
  if (path.endsWith("/content")) return { text: `${line("one")}\n${line("two")}\n` };
  if (path.includes("/files")) return { json: file(method === "POST" ? FILE_ID : OUTPUT_ID) };
  if (method === "POST") return { json: batch("validating") };
  return { json: batch(count === 0 ? "in_progress" : "completed") };
}

const look = { method: "GET" as const, path: `/v1/batches/${BATCH_ID}` };

export const batches: readonly Scenario[] = [
  {
    name: NAME,
    calls: [
      { path: "/v1/files", form: { purpose: "batch", custom_llm_provider: "openai", file: "FILE" } },
      {
        path: "/v1/batches",
        body: {
          input_file_id: FILE_ID,
          endpoint: "/v1/chat/completions",
          completion_window: "24h",
          metadata: { note: MARK },
        },
      },
      look,
      look,
      look,
      look,
    ],
    answer,
    // A file, a batch, four looks, and the content of the output read by LiteLLM at the three of them that see it done.
    records: 9,
  },
];
