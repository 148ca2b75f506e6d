/**
 * What a cost cannot know because the sender does not tell it.
 * Source  each package in the version named, run against an upstream whose counts were known; `otlp/emitters.test.ts` of the server.
 */
import { Go, Name, Says, Term, Terms } from "./prose";

export const Instrumentations = () => (
  <>
    <Says>
      OpenTelemetry’s instrumentations differ in what they tell. A call is counted once, whichever of them tell of it;
      but what none of them says is in no cost. Cache reads that are not told are charged as plain input, so the cost is
      too high; cache writes kept for an hour as those of five minutes, so it is too low. Reasoning is part of the
      output and costs the same, unless it has a price of its own.
    </Says>
    <Terms>
      {LEFT_OUT.map(({ name, what }) => (
        <Term key={name} name={name}>
          {what}
        </Term>
      ))}
    </Terms>
    <Says>
      For streams of OpenAI ask for <Name>stream_options.include_usage</Name>: most instrumentations have no counts
      without it. Behind a LiteLLM proxy its callback tells more than its traces. Whether counts arrive is shown day by
      day in <Go to="/admin/analytics">Ledger health</Go>.
    </Says>
  </>
);

const LEFT_OUT: readonly Readonly<{ name: string; what: string }>[] = [
  { name: "OpenLLMetry 0.62", what: "Reasoning of OpenAI’s streams; which cache writes are kept for an hour." },
  { name: "OpenTelemetry openai-v2 2.4b0", what: "Cache, reasoning and audio; everything of the Responses API." },
  { name: "OpenTelemetry for Node, OpenAI 0.21", what: "Cache, reasoning and audio." },
  {
    name: "OpenTelemetry google-genai 1.3b0",
    what: "The first request where generate_content calls a tool by itself: only the last one is told.",
  },
  {
    name: "OpenInference OpenAI 0.1.66",
    what: "Tokens of images, recordings and compacted contexts. Where outputs are hidden, reading an answer again is one more call.",
  },
  {
    name: "OpenInference OpenAI Agents 2.6",
    what: "The model asked for in the Responses API: the answering one is priced. Cache and reasoning of chats.",
  },
  { name: "OpenInference for Node, OpenAI 4.2", what: "All counts of chats that stream and of embeddings; failures." },
  { name: "OpenInference google-genai 1.4", what: "The model that was asked for: the answering one is priced." },
  { name: "OpenInference LangChain 0.1.80", what: "Embeddings; audio of Gemini." },
  {
    name: "OpenInference LiteLLM 0.1.51",
    what: "Cache writes kept for an hour; the model asked for in the Responses API.",
  },
  { name: "Traceloop for Node 0.27", what: "Embeddings and failures. It counts the tokens of streams itself." },
  { name: "Anthropic’s SDK 2.14", what: "What was cached of a compaction: it is charged as plain input." },
  { name: "Vercel AI SDK 7", what: "Reasoning, audio of chats, cache writes kept for an hour." },
  { name: "Strands 1.62", what: "Reasoning, cache writes kept for an hour." },
  { name: "Semantic Kernel 1.45", what: "Cache, reasoning and audio." },
  { name: "Mastra 1.71", what: "Cache writes kept for an hour." },
  {
    name: "OpenLIT 1.45",
    what: "Reasoning of OpenAI’s chats, cache writes kept for an hour, the cache of Claude’s streams whose end does not repeat it. Of LangChain’s Claude the cache, and the model that was asked for: the answering one is priced. Streams without usage it counts itself: they are marked estimated.",
  },
  { name: "Langfuse for OpenAI 5.0", what: "The model that was asked for: the answering one is priced." },
  { name: "LiteLLM’s traces 1.110", what: "Counts of streams: it estimates them, and they are marked so." },
];
