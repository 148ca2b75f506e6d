import { describe, expect, it } from "vitest";
import { readCounts } from "./read-counts";

const counts = (usage: object, payload: object = {}) => {
  const read = readCounts({ call_type: "acompletion", ...payload }, { ...usage });
  return Object.fromEntries(
    Object.entries(read).filter(([name, value]) => value !== undefined && name !== "tokenSource"),
  );
};
const plain = { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500 };

describe("reasoning, with the total as the judge", () => {
  const reasoning = (prompt: number, completion: number, total: number | null, tokens: number) =>
    counts({
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: total,
      completion_tokens_details: { reasoning_tokens: tokens },
    });
  it.each<[string, Parameters<typeof reasoning>, object]>([
    ["inside the completion", [1000, 500, 1500, 200], { completionTokens: 500 }],
    ["beside it, and larger", [20, 151, 553, 382], { completionTokens: 533 }],
    ["beside it, and smaller", [10, 200, 360, 150], { completionTokens: 350 }],
    ["inside, where there is no total", [10, 200, null, 150], { completionTokens: 200 }],
    [
      "beside, where it cannot be inside whatever the total is",
      [100, 500, 600, 700],
      { completionTokens: 1200, assumedCounts: ["completionTokens"] },
    ],
    [
      "inside, and doubtful, where the total fits neither",
      [100, 500, 999, 200],
      { completionTokens: 500, assumedCounts: ["reasoningTokens"] },
    ],
  ])("%s", (_, told, expected) => {
    expect(reasoning(...told)).toEqual({ promptTokens: told[0], reasoningTokens: told[3], ...expected });
  });
});

describe("the cache, inside the prompt or beside it", () => {
  it.each<[string, object, object]>([
    [
      "Anthropic's own object counts its input beside the cache",
      { input_tokens: 6, cache_creation_input_tokens: 100, cache_read_input_tokens: 20, output_tokens: 5 },
      { promptTokens: 126, completionTokens: 5, cacheReadTokens: 20, cacheWriteTokens: 100 },
    ],
    [
      "a total that is the sum of both wholes says inside",
      { input_tokens: 600, cache_read_input_tokens: 100, output_tokens: 5, total_tokens: 605 },
      { promptTokens: 600, completionTokens: 5, cacheReadTokens: 100 },
    ],
    [
      "LiteLLM's own object counts it inside, input_tokens or not",
      { ...plain, input_tokens: 400, cache_read_input_tokens: 600, cache_creation_input_tokens: 0 },
      { promptTokens: 1000, completionTokens: 500, cacheReadTokens: 600, cacheWriteTokens: 0 },
    ],
    [
      "a total with the cache on top says beside",
      { prompt_tokens: 100, completion_tokens: 10, total_tokens: 150, prompt_tokens_details: { cached_tokens: 40 } },
      { promptTokens: 140, completionTokens: 10, cacheReadTokens: 40 },
    ],
    [
      "more cache than prompt cannot be inside",
      { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20, cache_read_input_tokens: 900 },
      { promptTokens: 910, completionTokens: 10, cacheReadTokens: 900, assumedCounts: ["promptTokens"] },
    ],
    [
      "DeepSeek's hits and misses",
      { ...plain, prompt_cache_hit_tokens: 640, prompt_cache_miss_tokens: 360 },
      { promptTokens: 1000, completionTokens: 500, cacheReadTokens: 640 },
    ],
    [
      "a prompt and a completion that only the total knows",
      { prompt_tokens: 12, total_tokens: 12 },
      { promptTokens: 12, completionTokens: 0 },
    ],
  ])("%s", (_, usage, expected) => expect(counts(usage)).toEqual(expected));
});

describe("cache writes by their age", () => {
  const writes = (usage: object) => counts({ ...plain, prompt_tokens: 4000, total_tokens: 4500, ...usage });
  it.each<[string, object, object]>([
    [
      "inside the details, as LiteLLM tells them",
      {
        cache_creation_input_tokens: 3000,
        prompt_tokens_details: {
          cache_creation_token_details: { ephemeral_5m_input_tokens: 1000, ephemeral_1h_input_tokens: 2000 },
        },
      },
      { cacheWriteTokens: 1000, cacheWrite1hTokens: 2000 },
    ],
    [
      "at the top, as Anthropic tells them",
      { cache_creation_input_tokens: 3000, cache_creation: { ephemeral_1h_input_tokens: 3000 } },
      { cacheWriteTokens: 0, cacheWrite1hTokens: 3000 },
    ],
    [
      "without their sum",
      { cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 } },
      { cacheWriteTokens: 10, cacheWrite1hTokens: 20 },
    ],
    [
      "above their sum, where the prompt has room",
      { cache_creation_input_tokens: 500, cache_creation: { ephemeral_1h_input_tokens: 2000 } },
      { cacheWriteTokens: 0, cacheWrite1hTokens: 2000, assumedCounts: ["cacheWrite1hTokens"] },
    ],
    [
      "above their sum, where it has none: the sum holds",
      { cache_creation_input_tokens: 500, cache_creation: { ephemeral_1h_input_tokens: 9000 } },
      { cacheWriteTokens: 0, cacheWrite1hTokens: 500, assumedCounts: ["cacheWrite1hTokens", "cacheWriteTokens"] },
    ],
  ])("%s", (_, usage, expected) => {
    expect(writes(usage)).toEqual({ promptTokens: 4000, completionTokens: 500, ...expected });
  });
});

describe("cached tokens that are audio, image or video as well", () => {
  const prompt = (details: object) => counts({ ...plain, prompt_tokens_details: details });
  it.each<[string, object, object]>([
    [
      "told how much of each",
      {
        text_tokens: 200,
        audio_tokens: 500,
        image_tokens: 300,
        cached_tokens: 600,
        cached_tokens_details: { text_tokens: 100, audio_tokens: 400, image_tokens: 100 },
      },
      {
        audioInputTokens: 100,
        imageInputTokens: 200,
        cacheReadTokens: 100,
        cacheReadAudioTokens: 400,
        cacheReadImageTokens: 100,
      },
    ],
    [
      "told, where each is counted without its cached part",
      {
        text_tokens: 100,
        audio_tokens: 400,
        cached_tokens: 500,
        cached_tokens_details: { text_tokens: 100, audio_tokens: 400 },
      },
      { audioInputTokens: 400, cacheReadTokens: 100, cacheReadAudioTokens: 400 },
    ],
    [
      "subtracted from each already, as LiteLLM before 1.108",
      { text_tokens: 200, audio_tokens: 300, cached_tokens: 500 },
      { audioInputTokens: 300, cacheReadTokens: 500 },
    ],
    [
      "subtracted from text alone, which got negative",
      { text_tokens: -200, audio_tokens: 700, cached_tokens: 500 },
      {
        audioInputTokens: 500,
        cacheReadTokens: 300,
        cacheReadAudioTokens: 200,
        assumedCounts: ["audioInputTokens", "cacheReadAudioTokens"],
      },
    ],
    [
      "untold: what cannot be text is of the kind there is most of",
      { text_tokens: 300, audio_tokens: 100, image_tokens: 600, cached_tokens: 900 },
      {
        audioInputTokens: 100,
        imageInputTokens: 0,
        cacheReadTokens: 300,
        cacheReadImageTokens: 600,
        assumedCounts: ["cacheReadImageTokens", "imageInputTokens"],
      },
    ],
    [
      "untold, and all of it may be text: doubtful",
      { text_tokens: 600, audio_tokens: 400, cached_tokens: 300 },
      { audioInputTokens: 400, cacheReadTokens: 300, assumedCounts: ["cacheReadTokens"] },
    ],
    [
      "untold without text: what is beyond the prompt",
      { image_tokens: 800, cached_tokens: 900 },
      {
        imageInputTokens: 100,
        cacheReadTokens: 200,
        cacheReadImageTokens: 700,
        assumedCounts: ["cacheReadImageTokens", "imageInputTokens"],
      },
    ],
    ["untold, and it fits", { image_tokens: 100, cached_tokens: 300 }, { imageInputTokens: 100, cacheReadTokens: 300 }],
    [
      "cached video has no kind of its own",
      {
        text_tokens: 200,
        video_tokens: 800,
        cached_tokens: 600,
        cached_tokens_details: { text_tokens: 100, video_tokens: 500 },
      },
      { videoInputTokens: 300, cacheReadTokens: 600 },
    ],
  ])("%s", (_, details, expected) => {
    expect(prompt(details)).toEqual({ promptTokens: 1000, completionTokens: 500, ...expected });
  });
});

describe("other shapes", () => {
  it.each<[string, object, object, object]>([
    [
      "details named in the singular",
      {
        input_tokens: 300,
        output_tokens: 100,
        total_tokens: 400,
        input_token_details: { text_tokens: 100, audio_tokens: 200 },
        output_token_details: { text_tokens: 14, audio_tokens: 86 },
      },
      {},
      { promptTokens: 300, completionTokens: 100, audioInputTokens: 200, audioOutputTokens: 86 },
    ],
    [
      "an image that says nothing of its tokens",
      { ...plain, prompt_tokens_details: { text_tokens: 960, image_tokens: 40 } },
      { call_type: "aimage_generation" },
      { promptTokens: 1000, completionTokens: 500, imageInputTokens: 40, imageOutputTokens: 500 },
    ],
    [
      "an image with its details",
      { ...plain, completion_tokens_details: { text_tokens: 100, image_tokens: 400 } },
      { call_type: "image_edit" },
      { promptTokens: 1000, completionTokens: 500, imageOutputTokens: 400 },
    ],
    [
      "citations stand beside",
      { ...plain, citation_tokens: 25 },
      {},
      { promptTokens: 1000, completionTokens: 500, citationTokens: 25 },
    ],
    ["the payload's own counts, without a usage object", {}, plain, { promptTokens: 1000, completionTokens: 500 }],
    ["zeros that nobody counted are unknown", { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }, {}, {}],
    ["seconds are no tokens", { type: "duration", seconds: 61 }, { prompt_tokens: 0, total_tokens: 0 }, {}],
    [
      "text is left to the check",
      { prompt_tokens: "12", completion_tokens: 1 },
      {},
      { promptTokens: "12", completionTokens: 1 },
    ],
  ])("%s", (_, usage, payload, expected) => expect(counts(usage, payload)).toEqual(expected));

  it.each<[string, object, string]>([
    ["a success", { status: "success" }, "actual"],
    ["an answer that broke off, counted by LiteLLM", { status: "failure" }, "estimated"],
    ["a client that left", { status: "success", error_information: { error_code: "499" } }, "estimated"],
    ["an error code that is an object", { error_information: { error_code: { toString: 1 } } }, "actual"],
  ])("%s", (_, payload, source) => expect(readCounts(payload, plain).tokenSource).toBe(source));
});
