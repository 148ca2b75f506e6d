#!/usr/bin/env bash
# Traceloop's OpenAI instrumentation for Node 0.27.0: of a stream the usage that OpenAI sends is ignored, the tokens are counted anew.
#
# The stream ends with the usage that was asked for, 1000 input tokens (900 from the cache) and 300 output tokens (298 of them
# reasoning). The span has what a tokenizer makes of the visible text; without `enrichTokens`, which Traceloop's SDK sets, it has no
# counts at all. The same answer without a stream is counted as it was sent.
# Not part of CI. Needs Node 20 and the npm registry. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" "openai@6.49.0" \
  "@traceloop/instrumentation-openai@0.27.0" "@opentelemetry/sdk-trace-node@2.12.1"
cat > look.mjs <<'JS'
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { OpenAIInstrumentation } from "@traceloop/instrumentation-openai";
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import OpenAI from "openai";

const USAGE = {
  prompt_tokens: 1000,
  completion_tokens: 300,
  total_tokens: 1300,
  prompt_tokens_details: { cached_tokens: 900 },
  completion_tokens_details: { reasoning_tokens: 298 },
};
const base = { id: "c", created: 1, model: "gpt-4o" };
const piece = (choices, usage = null) =>
  `data: ${JSON.stringify({ ...base, object: "chat.completion.chunk", choices, usage })}\n\n`;
const delta = (content, finish_reason) => [{ index: 0, delta: { role: "assistant", content }, finish_reason }];
const message = { role: "assistant", content: "Hello there" };

const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  if (JSON.parse(body).stream) {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(`${piece(delta("Hello there", null))}${piece(delta("", "stop"))}${piece([], USAGE)}data: [DONE]\n\n`);
  } else {
    const choices = [{ index: 0, message, finish_reason: "stop" }];
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ ...base, object: "chat.completion", choices, usage: USAGE }));
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
provider.register();
const instrumentation = new OpenAIInstrumentation({ enrichTokens: true });
instrumentation.setTracerProvider(provider);
instrumentation.manuallyInstrument(OpenAI);

const client = new OpenAI({ baseURL: `http://127.0.0.1:${server.address().port}/v1`, apiKey: "none", maxRetries: 0 });
const request = { model: "gpt-4o", messages: [{ role: "user", content: "Hello?" }] };
await client.chat.completions.create(request);
const stream = await client.chat.completions.create({ ...request, stream: true, stream_options: { include_usage: true } });
let sent;
for await (const chunk of stream) sent = chunk.usage ?? sent;

const counted = exporter
  .getFinishedSpans()
  .map(({ attributes }) => [attributes["gen_ai.usage.input_tokens"], attributes["gen_ai.usage.output_tokens"]]);
const { version } = createRequire(import.meta.url)("@traceloop/instrumentation-openai/package.json");
console.log(`@traceloop/instrumentation-openai ${version}: sent ${sent.prompt_tokens} + ${sent.completion_tokens} tokens`);
console.log(`span of the whole answer ${counted[0].join(" + ")}; of the stream ${counted[1].join(" + ")}`);
const [whole, streamed] = counted;
const isSo = whole.join() === "1000,300" && streamed[0] > 0 && streamed[0] < 20 && streamed[1] > 0 && streamed[1] < 20;
process.exit(isSo ? 0 : 1);
JS
node look.mjs
