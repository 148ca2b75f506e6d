#!/usr/bin/env bash
# OpenInference for Node, OpenAI 4.2.7: a chat that streams has no token counts, even where they were asked for and sent.
#
# With `stream_options: { include_usage: true }` OpenAI's last event has the usage. The span of the stream has none of it, though it has
# the answer's text; that of the same chat without a stream, and that of a stream of the Responses API, have prompt and completion.
# Not part of CI. Needs Node 20 or newer, and the npm registry. Exits with 1 when the behaviour is another one.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --ignore-scripts --no-audit --no-fund "openai@6.49.0" "@arizeai/openinference-instrumentation-openai@4.2.7" \
  "@opentelemetry/sdk-trace-node@2.12.1" "@opentelemetry/instrumentation@0.223.0"
cat > run.cjs <<'JS'
const { readFileSync } = require("node:fs");
const { createServer } = require("node:http");
const { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } = require("@opentelemetry/sdk-trace-node");
const { registerInstrumentations } = require("@opentelemetry/instrumentation");
const { OpenAIInstrumentation } = require("@arizeai/openinference-instrumentation-openai");

const MODEL = "gpt-5-mini";
const OF_CHAT = { prompt_tokens: 1000, completion_tokens: 40, total_tokens: 1040 };
const OF_RESPONSE = { input_tokens: 1000, output_tokens: 40, total_tokens: 1040 };
const told = { id: "c", created: 1, model: MODEL };
const chunk = (choices, usage = null) => ({ ...told, object: "chat.completion.chunk", choices, usage });
const chunks = [
  chunk([{ index: 0, delta: { role: "assistant", content: "Hello." }, finish_reason: null }]),
  chunk([{ index: 0, delta: {}, finish_reason: "stop" }]),
  chunk([], OF_CHAT),
];
const message = { role: "assistant", content: "Hello." };
const completion = { ...told, object: "chat.completion", choices: [{ index: 0, message, finish_reason: "stop" }], usage: OF_CHAT };
const response = {
  id: "r", object: "response", created_at: 1, status: "completed", model: MODEL, usage: OF_RESPONSE, tools: [],
  output: [{ type: "message", id: "m", status: "completed", role: "assistant", content: [{ type: "output_text", text: "Hello.", annotations: [] }] }],
};

const server = createServer(async (request, reply) => {
  let body = "";
  for await (const part of request) body += part;
  const asked = JSON.parse(body);
  if (!asked.stream) return reply.setHeader("content-type", "application/json").end(JSON.stringify(completion));
  const events = request.url.endsWith("/responses")
    ? [`event: response.completed\ndata: ${JSON.stringify({ type: "response.completed", sequence_number: 0, response })}\n\n`]
    : [...chunks.map((each) => `data: ${JSON.stringify(each)}\n\n`), "data: [DONE]\n\n"];
  reply.setHeader("content-type", "text/event-stream").end(events.join(""));
});

server.listen(0, "127.0.0.1", async () => {
  const exporter = new InMemorySpanExporter();
  const tracerProvider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  registerInstrumentations({ tracerProvider, instrumentations: [new OpenAIInstrumentation({ tracerProvider })] });
  const { OpenAI } = require("openai");
  const client = new OpenAI({ apiKey: "none", baseURL: `http://127.0.0.1:${server.address().port}/v1`, maxRetries: 0 });
  const messages = [{ role: "user", content: "Hello?" }];
  let usage = null;
  await client.chat.completions.create({ model: MODEL, messages });
  const stream = await client.chat.completions.create({ model: MODEL, messages, stream: true, stream_options: { include_usage: true } });
  for await (const each of stream) usage = each.usage ?? usage;
  for await (const _ of await client.responses.create({ model: MODEL, input: "Hello?", stream: true }));
  for (let waits = 0; waits < 50 && exporter.getFinishedSpans().length < 3; waits++) await new Promise((go) => setTimeout(go, 100));

  const counts = exporter.getFinishedSpans().map(({ name, attributes }) => [
    name, attributes["llm.token_count.prompt"] ?? null, attributes["llm.token_count.completion"] ?? null,
  ]);
  const installed = "node_modules/@arizeai/openinference-instrumentation-openai/package.json";
  const { version } = JSON.parse(readFileSync(installed, "utf8"));
  console.log(`OpenInference for Node, OpenAI ${version}; the client saw ${usage.prompt_tokens} and ${usage.completion_tokens} tokens at the end of the chat's stream`);
  for (const [name, prompt, answered] of counts) console.log(`  ${name}: prompt ${prompt}, completion ${answered}`);
  const expected = [["OpenAI Chat Completions", 1000, 40], ["OpenAI Chat Completions", null, null], ["OpenAI Responses", 1000, 40]];
  process.exit(JSON.stringify(counts) === JSON.stringify(expected) ? 0 : 1);
});
JS
node run.cjs
