/** Usage that emitters keep as one object: Logfire's, LangSmith's and Langfuse's, each as it was seen. */
import { describe, expect, it } from "vitest";
import { readUsage } from "./read-usage";
import { usageInJson } from "./usage-in-json";

const read = (name: string, usage: object, isEmbedding = false) =>
  Object.fromEntries(
    Object.entries(readUsage({ scope: "", attributes: new Map([[name, JSON.stringify(usage)]]) }, isEmbedding)).filter(
      ([, value]) => value !== undefined,
    ),
  );

const [LOGFIRE, LANGSMITH, LANGFUSE] = [
  "gen_ai.usage.raw",
  "langsmith.metadata.usage_metadata",
  "langfuse.observation.usage_details",
] as const;

const OF_ANTHROPIC = {
  promptTokens: 1113,
  completionTokens: 403,
  cacheReadTokens: 900,
  cacheWriteTokens: 120,
  cacheWrite1hTokens: 80,
};
const OF_OPENAI = { promptTokens: 1001, completionTokens: 301, cacheReadTokens: 256, reasoningTokens: 128 };

it.each<[what: string, name: string, usage: object, counts: object]>([
  [
    "Logfire's, as Anthropic told it",
    LOGFIRE,
    {
      input_tokens: 13,
      cache_read_input_tokens: 900,
      cache_creation_input_tokens: 200,
      cache_creation: { ephemeral_5m_input_tokens: 120, ephemeral_1h_input_tokens: 80 },
      output_tokens: 403,
    },
    OF_ANTHROPIC,
  ],
  [
    "LangChain's, whose parts are inside; its sum of cache writes is 0 where their ages are told",
    LANGSMITH,
    {
      input_tokens: 1113,
      output_tokens: 403,
      total_tokens: 1516,
      input_token_details: {
        cache_read: 900,
        cache_creation: 0,
        ephemeral_5m_input_tokens: 120,
        ephemeral_1h_input_tokens: 80,
      },
    },
    OF_ANTHROPIC,
  ],
  [
    "LangChain's under a tier's name",
    LANGSMITH,
    {
      input_tokens: 1001,
      output_tokens: 301,
      total_tokens: 1302,
      input_token_details: { flex: 745, flex_cache_read: 256, audio: 40 },
      output_token_details: { flex: 173, flex_reasoning: 128, audio: 60 },
    },
    { ...OF_OPENAI, audioInputTokens: 40, audioOutputTokens: 60 },
  ],
  [
    "Langfuse's copy of OpenAI's",
    LANGFUSE,
    {
      prompt_tokens: 1001,
      completion_tokens: 301,
      total_tokens: 1302,
      prompt_tokens_details: { cached_tokens: 256 },
      completion_tokens_details: { reasoning_tokens: 128 },
    },
    OF_OPENAI,
  ],
  [
    "Langfuse's own, whose parts stand beside",
    LANGFUSE,
    { input: 745, output: 173, total: 1302, input_cache_read: 256, output_reasoning: 128 },
    OF_OPENAI,
  ],
  [
    "Langfuse's own under flex, where nothing is left beside the parts",
    LANGFUSE,
    {
      input: 0,
      output: 0,
      total: 1302,
      input_flex: 745,
      input_flex_cache_read: 256,
      output_flex: 173,
      output_flex_reasoning: 128,
    },
    OF_OPENAI,
  ],
  [
    "Langfuse's own under priority, where nothing is taken off the whole",
    LANGFUSE,
    {
      input: 1001,
      output: 301,
      total: 1302,
      input_priority: 745,
      input_priority_cache_read: 256,
      output_priority: 173,
      output_priority_reasoning: 128,
    },
    OF_OPENAI,
  ],
  [
    "Langfuse's own with an unknown part",
    LANGFUSE,
    { input: 700, output: 300, input_text: 200, input_image: 100 },
    { promptTokens: 1000, completionTokens: 300 },
  ],
  [
    "Langfuse's own with Anthropic's names, where cache writes stand there as a sum and by their age",
    LANGFUSE,
    {
      input: 13,
      output: 403,
      cache_read_input_tokens: 900,
      cache_creation_input_tokens: 200,
      cache_creation_ephemeral_1h_input_tokens: 80,
      cache_creation_ephemeral_5m_input_tokens: 120,
    },
    OF_ANTHROPIC,
  ],
  [
    "Langfuse's, whose total says that the parts are inside",
    LANGFUSE,
    { input: 1001, output: 301, total: 1302, input_cached_tokens: 256, output_reasoning_tokens: 128 },
    OF_OPENAI,
  ],
  [
    "Langfuse's whole of no parts",
    LANGFUSE,
    { input: 10, output: 5, total: 15 },
    { promptTokens: 10, completionTokens: 5 },
  ],
])("%s", (_, name, usage, counts) => expect(read(name, usage)).toEqual({ ...counts, tokenSource: "actual" }));

describe("LangChain's of several choices, each of which it gives the whole usage", () => {
  const readBoth = (usage: object, input: number, output: number) =>
    readUsage(
      {
        scope: "langsmith",
        attributes: new Map<string, unknown>([
          [LANGSMITH, JSON.stringify(usage)],
          ["gen_ai.usage.input_tokens", input],
          ["gen_ai.usage.output_tokens", output],
        ]),
      },
      false,
    );
  const OF_TWO = { input_tokens: 2000, output_tokens: 120, total_tokens: 2120 };

  it("is what was counted of the answer, as the names of the conventions have it", () => {
    const once = { promptTokens: 1000, completionTokens: 60, cacheReadTokens: 900, reasoningTokens: 20 };
    const details = { input_token_details: { cache_read: 1800 }, output_token_details: { reasoning: 40 } };
    expect(readBoth({ ...OF_TWO, ...details }, 1000, 60)).toMatchObject(once);
    const flex = { flex: 200, flex_cache_read: 1800 };
    const underFlex = { input_token_details: flex, output_token_details: { flex: 80, flex_reasoning: 40 } };
    expect(readBoth({ ...OF_TWO, ...underFlex }, 1000, 60)).toMatchObject(once);
  });

  it.each<[what: string, usage: object, input: number, output: number]>([
    ["only one side", OF_TWO, 1000, 120],
    ["different multiples", OF_TWO, 1000, 40],
    ["no whole multiple", OF_TWO, 800, 48],
    ["a part that it does not divide", { ...OF_TWO, input_token_details: { cache_read: 901 } }, 1000, 60],
    ["none under those names", OF_TWO, 0, 0],
  ])("is left as it is with %s", (_, usage, input, output) =>
    expect(readBoth(usage, input, output)).toMatchObject({ promptTokens: 2000, completionTokens: 120 }),
  );
});

it("a tier is told with the counts", () => {
  const usage = JSON.stringify({ input_tokens: 1, output_tokens: 1, input_token_details: { priority: 1 } });
  expect(usageInJson(new Map([[LANGSMITH, usage]]))).toMatchObject({ service_tier: "priority" });
});

it("an embedding has no answer", () => {
  expect(read(LANGFUSE, { input: 61 }, true)).toMatchObject({ promptTokens: 61, completionTokens: 0 });
});

it.each(["", "{", "[1]", '"x"', "null", "3"])("%s is no usage", (text) => {
  for (const name of [LOGFIRE, LANGSMITH, LANGFUSE]) {
    expect(usageInJson(new Map([[name, text]]))).toBeUndefined();
  }
});

it("an empty object tells nothing", () => {
  expect(read(LANGFUSE, {})).toEqual({ tokenSource: "unknown" });
});
