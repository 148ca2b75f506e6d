import { expect, it } from "vitest";
import { otherUsage } from "./read-counts";

it.each<[string, object, readonly string[] | undefined]>([
  [
    "what is read, or said twice, is not named",
    {
      prompt_tokens: 9,
      completion_tokens: 5,
      total_tokens: 14,
      cost: 0.1,
      speed: "fast",
      type: "tokens",
      prompt_tokens_details: {
        text_tokens: -2,
        cached_tokens: 4,
        tool_use_tokens: 2,
        cached_tokens_details: { text_tokens: 4 },
      },
      completion_tokens_details: { reasoning_tokens: 3, rejected_prediction_tokens: 2 },
      server_tool_use: { web_search_requests: 1, web_fetch_requests: 2 },
      cost_in_usd_ticks: 12,
      total_time: 0.3,
      queue_time: 0.1,
      prompt_latency: 1,
    },
    undefined,
  ],
  ["zeros and nulls are nothing", { num_sources_used: 0, more: { units: null } }, undefined],
  [
    "numbers of other fields are, by their path",
    { num_sources_used: 7, server_tool_use: { browser_open_requests: 2 }, more: { deep: { units: 1 } } },
    ["num_sources_used", "server_tool_use.browser_open_requests", "more.deep.units"],
  ],
  [
    "details under another name",
    { output_tokens_details: { image_seconds: 3 } },
    ["output_tokens_details.image_seconds"],
  ],
  ["one iteration is the request", { iterations: [{ input_tokens: 5 }] }, undefined],
  [
    "of several the first are in no count",
    { iterations: [{ input_tokens: 5 }, { input_tokens: 6 }] },
    ["iterations.input_tokens"],
  ],
])("%s", (_, usage, names) => expect(otherUsage({ ...usage }, [])).toEqual(names));

it("an image made by a tool is another model's", () => {
  expect(otherUsage({}, [{ type: "image_generation_call" }])).toEqual(["output.image_generation_call"]);
});

it("names are bounded", () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`field${index}${"x".repeat(200)}`, 1]));
  const names = otherUsage(many, []) ?? [];
  expect(names).toHaveLength(20);
  expect(Math.max(...names.map(({ length }) => length))).toBe(120);
});
