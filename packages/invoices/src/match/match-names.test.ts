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
])("%s is %s", (billed, booked) => {
  expect(groups([billed], [booked])).toEqual([`${billed} = ${booked}`]);
});

it.each([
  ["gpt-4o", "gpt-4o-mini"],
  ["gpt-4", "gpt-4.1"],
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
