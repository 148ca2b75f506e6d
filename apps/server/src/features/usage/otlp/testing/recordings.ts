/**
 * What emitters really sent, cut to the attributes that matter, and what the upstream they called says it was asked for.
 * Source  each emitter's own package in its version, run against one upstream on the same machine.
 */
import { readFileSync } from "node:fs";

const FIXTURES = new URL("../fixtures/", import.meta.url);

export const RECORDINGS = [
  "agent-framework-1.23.0",
  "anthropic-sdk-2.14.0",
  "google-adk-2.13.0",
  "google-genai-1.3b0",
  "langfuse-5.0.4",
  "langsmith-0.15.1",
  "litellm-1.110.2",
  "logfire-5.4.0",
  "mastra-1.71.0",
  "openai-js-0.21.0",
  "openai-v2-2.4b0",
  "openinference-anthropic-3.1.0",
  "openinference-js-openai-4.2.7",
  "openinference-langchain-0.1.80",
  "openinference-llama-index-4.6.1",
  "openinference-openai-0.1.66",
  "openinference-openai-agents-2.6.0",
  "openinference-openai-0.1.66-again",
  "openlit-1.45.0",
  "openllmetry-0.62.4",
  "openllmetry-bedrock-0.62.4",
  "pydantic-ai-2.68.0",
  "semantic-kernel-1.45.0",
  "strands-1.62.0",
  "traceloop-js-0.27.0",
  "vercel-ai-sdk-6.0.326",
  "vercel-ai-sdk-7.0.173",
  "vercel-ai-sdk-7.0.173-transcription",
] as const;
export type RecordingName = (typeof RECORDINGS)[number];

export type UpstreamCall = Readonly<{
  /** null: its answer has none. */
  id: string | null;
  model: string;
  failed?: boolean;
  /** LiteLLM answered this one from its cache, under the id of the answer that it kept. */
  isCacheHit?: boolean;
  /** false: a stream whose client did not ask for usage. */
  isUsageSent: boolean;
  usage: Readonly<Record<string, unknown>>;
}>;

type Body = Readonly<{ resourceSpans: readonly unknown[] }>;
export type Recording = Readonly<{ upstream: readonly UpstreamCall[]; bodies: readonly Body[] }>;

export const readRecording = (name: RecordingName): Recording =>
  JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), "utf8")) as Recording;

/** The recordings of two emitters as one body in protobuf, in this order. */
export const IN_PROTOBUF: readonly RecordingName[] = ["pydantic-ai-2.68.0", "openinference-openai-0.1.66"];
export const readProtobufRecording = (): Buffer => readFileSync(new URL("pydantic-ai-and-openinference.pb", FIXTURES));
