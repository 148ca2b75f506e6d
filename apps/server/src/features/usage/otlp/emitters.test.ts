/** Each emitter's spans, against what its upstream counted: every call once, every token in its kind. */
import type { CountField } from "@ratecard/pricing";
import { objectsOf } from "@ratecard/usage";
import { describe, expect, it } from "vitest";
import { checkEvent } from "../check-event";
import { findCalls } from "./find-calls";
import type { CallEvent } from "./read-event";
import { readJsonTraces } from "./read-json-traces";
import { readRecording, type Recording, RECORDINGS, type RecordingName, type UpstreamCall } from "./testing/recordings";

const NOW = Date.UTC(2026, 11, 1);

const callsOf = ({ bodies }: Pick<Recording, "bodies">): CallEvent[] =>
  bodies.flatMap((body) => findCalls(readJsonTraces(JSON.stringify(body))).map(({ event }) => event));

type Counts = Readonly<Partial<Record<CountField, number>>>;

/** As the upstream told it: OpenAI's two forms, Gemini's, and Anthropic's and Bedrock's, whose input stands beside their cache. */
function counted({ usage }: UpstreamCall): Counts {
  const part = (details: string, name: string) => Number(Object(usage[details])[name] ?? 0);
  const number = (name: string) => Number(usage[name] ?? 0);
  if (usage.cache_creation) {
    const compactions = objectsOf(usage.iterations).filter(({ type }) => type === "compaction");
    const all = (name: string) => compactions.reduce((sum, counts) => sum + Number(counts[name]), number(name));
    const written = compactions.reduce((sum, counts) => sum + Number(counts.cache_creation_input_tokens), 0);
    return {
      promptTokens: all("input_tokens") + all("cache_read_input_tokens") + all("cache_creation_input_tokens"),
      completionTokens: all("output_tokens"),
      cacheReadTokens: all("cache_read_input_tokens"),
      cacheWriteTokens: part("cache_creation", "ephemeral_5m_input_tokens") + written,
      cacheWrite1hTokens: part("cache_creation", "ephemeral_1h_input_tokens"),
      reasoningTokens: 0,
    };
  }
  if (usage.inputTokens !== undefined) {
    return {
      promptTokens: number("inputTokens") + number("cacheReadInputTokens") + number("cacheWriteInputTokens"),
      completionTokens: number("outputTokens"),
      cacheReadTokens: number("cacheReadInputTokens"),
      cacheWriteTokens: number("cacheWriteInputTokens"),
    };
  }
  if (usage.promptTokenCount !== undefined) {
    const [audio = 0] = objectsOf(usage.promptTokensDetails).flatMap(({ modality, tokenCount }) =>
      modality === "AUDIO" ? Number(tokenCount) : [],
    );
    return {
      promptTokens: number("promptTokenCount"),
      completionTokens: number("candidatesTokenCount") + number("thoughtsTokenCount"),
      cacheReadTokens: number("cachedContentTokenCount"),
      reasoningTokens: number("thoughtsTokenCount"),
      audioInputTokens: audio,
    };
  }
  return {
    promptTokens: number("prompt_tokens") + number("input_tokens"),
    completionTokens: number("completion_tokens") + number("output_tokens"),
    cacheReadTokens: part("prompt_tokens_details", "cached_tokens") + part("input_tokens_details", "cached_tokens"),
    cacheWriteTokens: 0,
    cacheWrite1hTokens: 0,
    reasoningTokens:
      part("completion_tokens_details", "reasoning_tokens") + part("output_tokens_details", "reasoning_tokens"),
    audioInputTokens: part("prompt_tokens_details", "audio_tokens") + part("input_token_details", "audio_tokens"),
    audioOutputTokens: part("completion_tokens_details", "audio_tokens"),
  };
}

/** What an emitter is known to lose, by the place of the call. */
const LOST: Partial<Record<RecordingName, Readonly<Record<number, Counts>>>> = {
  // Its chat API has no reasoning; the first streams of Claude end without the cache, which is 0 then.
  "openlit-1.45.0": {
    0: { reasoningTokens: 0 },
    1: { reasoningTokens: 0 },
    7: { promptTokens: 18, cacheReadTokens: 0, cacheWriteTokens: 0 },
    8: { promptTokens: 19, cacheReadTokens: 0, cacheWriteTokens: 0 },
  },
  // It tells the details of the Responses API only.
  "openinference-openai-agents-2.6.0": { 2: { cacheReadTokens: 0, reasoningTokens: 0 } },
  // Its streams of the chat API have no reasoning.
  "openllmetry-0.62.4": { 1: { reasoningTokens: 0 } },
  // Claude's calls have the span of Anthropic's own SDK.
  "traceloop-js-0.27.0": {
    0: { cacheReadTokens: 0, reasoningTokens: 0 },
    3: { cacheReadTokens: 0, reasoningTokens: 0 },
  },
};

const PARTS = {
  cache: () => ({ cacheReadTokens: 0 }),
  reasoning: () => ({ reasoningTokens: 0 }),
  audio: () => ({ audioInputTokens: 0 }),
  ages: ({ cacheWriteTokens = 0, cacheWrite1hTokens = 0 }: Counts) => ({
    cacheWriteTokens: cacheWriteTokens + cacheWrite1hTokens,
    cacheWrite1hTokens: 0,
  }),
} satisfies Record<string, (counts: Counts) => Counts>;

/** What it loses of every call. */
const ALWAYS_LOST: Partial<Record<RecordingName, readonly (keyof typeof PARTS)[]>> = {
  "mastra-1.71.0": ["ages"],
  "openlit-1.45.0": ["ages"],
  "openai-js-0.21.0": ["cache", "reasoning"],
  "openai-v2-2.4b0": ["cache", "reasoning"],
  "semantic-kernel-1.45.0": ["cache", "reasoning"],
  "strands-1.62.0": ["reasoning", "ages"],
  "vercel-ai-sdk-7.0.173": ["reasoning", "audio", "ages"],
};

const toldBy = (name: RecordingName, counts: Counts, index: number): Counts =>
  Object.assign(counts, ...(ALWAYS_LOST[name] ?? []).map((part) => PARTS[part](counts)), LOST[name]?.[index]);

/** Streams and embeddings of which it has no counts, though they were asked for and sent. */
const NOT_COUNTED: Partial<Record<RecordingName, readonly number[]>> = {
  "openinference-js-openai-4.2.7": [1, 5],
  "traceloop-js-0.27.0": [1],
};

/** Where they see no counts, these make their own. */
const ESTIMATED: Partial<Record<RecordingName, number>> = { "litellm-1.110.2": 2, "openlit-1.45.0": 2 };

describe.each(RECORDINGS)("%s", (name) => {
  const recording = readRecording(name);
  const calls = callsOf(recording).toSorted((a, b) => String(a.occurredAt).localeCompare(String(b.occurredAt)));

  it("tells of each call once, by the name that was asked for", () => {
    expect(calls.map(({ model }) => model)).toEqual(recording.upstream.map(({ model }) => model));
    const ofModels = calls.filter(({ isCacheHit }) => isCacheHit !== true);
    expect(new Set(ofModels.map(({ requestId }) => requestId)).size).toBe(ofModels.length);
  });

  it("counts what the upstream counted", () => {
    for (const [index, upstream] of recording.upstream.entries()) {
      const call = calls[index] ?? {};
      const { seconds } = upstream.usage ?? {};
      expect(call.units).toEqual(seconds && { inputSeconds: seconds });
      const isCounted =
        upstream.isUsageSent && upstream.failed !== true && !NOT_COUNTED[name]?.includes(index) && !seconds;
      if (ESTIMATED[name] === index) {
        expect(call.tokenSource).toBe("estimated");
        continue;
      }
      expect(call.tokenSource).toBe(isCounted ? "actual" : "unknown");
      expect(call.isError).toBe(upstream.failed === true);
      expect(call.isCacheHit).toBe(upstream.isCacheHit === true);
      const wholes = [call.promptTokens, call.completionTokens];
      if (!isCounted) {
        expect(wholes).toEqual([undefined, undefined]);
        continue;
      }
      expect(wholes).not.toContain(undefined);
      // A part that is not told is as good as 0.
      const expected = toldBy(name, counted(upstream), index);
      const found = Object.keys(expected).map((kind) => [kind, call[kind as CountField] ?? 0]);
      expect([index, Object.fromEntries(found)]).toEqual([index, expected]);
    }
  });

  it("makes events that the ledger takes", () => {
    expect(
      calls.flatMap((call) => {
        const checked = checkEvent(call, NOW);
        return checked.ok ? [] : checked.refusal.reason;
      }),
    ).toEqual([]);
  });

  it("knows the provider of every call, or leaves it to the model's name", () => {
    const isUntold = UNTOLD.includes(name);
    for (const [index, { model }] of recording.upstream.entries()) {
      const provider = calls[index]?.provider;
      const expected = isUntold ? [undefined] : (PROVIDERS.find(([named]) => named.test(model))?.[1] ?? ANY_PROVIDER);
      expect(expected).toContain(provider);
    }
  });
});

const UNTOLD: readonly RecordingName[] = ["strands-1.62.0"];
const PROVIDERS = [
  [/-v\d:\d$/, ["bedrock"]],
  [/claude/, ["anthropic"]],
  [/gemini/, ["gemini"]],
  [/^gpt/, ["openai"]],
] as const;
const ANY_PROVIDER = ["openai", "anthropic"];
