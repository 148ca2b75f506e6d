import { expect, it } from "vitest";
import { matchNames } from "./match-names";

const groups = (
  billed: readonly string[],
  booked: readonly (string | readonly [string, string])[],
  mapped: object = {},
) =>
  matchNames(
    billed,
    booked.map((name) =>
      typeof name === "string" ? { model: name, alsoKnownAs: [] } : { model: name[0], alsoKnownAs: [name[1]] },
    ),
    new Map(Object.entries(mapped)),
  ).map(({ billed: left, booked: right }) => `${left.join("+")} = ${right.join("+")}`);

it.each([
  ["gpt-4o-2024-08-06", "openai/GPT-4o-2024-08-06"],
  ["gpt-4o-2024-08-06", "gpt-4o"],
  ["gpt 4o 1120", "azure/gpt-4o"],
  ["Claude Sonnet 4.5", "us.anthropic.claude-sonnet-4-5-20250929-v1:0"],
  ["Claude3.5Sonnet", "claude-3-5-sonnet-latest"],
  ["NovaPro", "bedrock/us.amazon.nova-pro-v1:0"],
  ["anthropic/claude-4.5-sonnet-20250929", "openrouter/anthropic/claude-sonnet-4.5"],
  ["Gemini 2.5 Flash", "vertex_ai/gemini-2.5-flash"],
  ["gemini 2.5 flash lite", "gemini/gemini-2.5-flash-lite"],
  // Usage types of AWS' listing since 2025.
  ["Nova2.0Lite", "us.amazon.nova-2-lite-v1:0"],
  ["Gemini 2.0 Flash", "gemini/gemini-2.0-flash"],
  ["Claude4.6Sonnet", "bedrock/us.anthropic.claude-sonnet-4-6"],
  ["openai.gpt-oss-120b", "bedrock/openai.gpt-oss-120b-1:0"],
  ["anthropic.claude-opus-4-8", "us.anthropic.claude-opus-4-8-v1:0"],
  ["Claude 3 Haiku", "anthropic.claude-3-haiku-20240307-v1:0"],
  ["deepseek V3.2", "azure_ai/deepseek-v3.2"],
  ["Llama4-Maverick-17B", "bedrock/us.meta.llama4-maverick-17b-instruct-v1:0"],
  ["Qwen3-32B", "bedrock/qwen.qwen3-32b-v1:0"],
  ["gpt 5.4", "azure/gpt-5.4"],
  ["gpt-35-turbo16K", "azure/gpt-3.5-turbo-16k"],
  ["gpt-35-turbo-0125", "gpt-3.5-turbo"],
])("%s is %s", (billed, booked) => {
  expect(groups([billed], [booked])).toEqual([`${billed} = ${booked}`]);
});

it.each([
  ["gpt-4o", "gpt-4o-mini"],
  ["gpt-4", "gpt-4.1"],
  ["gpt-3.5-turbo", "gpt-3.5-turbo-instruct"],
  ["Nova2.0Lite", "us.amazon.nova-lite-v1:0"],
  ["Claude Sonnet 4", "claude-sonnet-4-5"],
])("%s is not %s", (billed, booked) => {
  expect(groups([billed], [booked])).toEqual([` = ${booked}`, `${billed} = `]);
});

it("prefers the same name, takes an undated one along, and leaves what may be two names", () => {
  expect(groups(["gpt-4o-2024-08-06"], ["gpt-4o-2024-08-06", "gpt-4o"])).toEqual([
    "gpt-4o-2024-08-06 = gpt-4o-2024-08-06+gpt-4o",
  ]);
  expect(
    groups(["gpt-4o-2024-08-06", "gpt-4o-2024-11-20"], ["gpt-4o-2024-08-06", "gpt-4o-2024-11-20", "gpt-4o"]),
  ).toEqual(["gpt-4o-2024-08-06 = gpt-4o-2024-08-06", "gpt-4o-2024-11-20 = gpt-4o-2024-11-20", " = gpt-4o"]);
});

it("knows what a name is an alias of, and what somebody mapped goes before all", () => {
  expect(groups(["gpt-4o"], [["our-bot", "gpt-4o-2024-08-06"]])).toEqual(["gpt-4o = our-bot"]);
  expect(groups(["gpt-4o"], ["gpt-4o", "other"], { "gpt-4o": "other" })).toEqual([" = gpt-4o", "gpt-4o = other"]);
});

it("compares an invoice that names no model with all of them", () => {
  expect(groups([""], ["a", "b"])).toEqual([" = a+b"]);
});
