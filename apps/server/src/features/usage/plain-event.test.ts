import { UsageEvent } from "@ratecard/contract";
import fc from "fast-check";
import { expect, it } from "vitest";
import { isPlainEvent } from "./plain-event";

const usual = {
  requestId: "r-1",
  model: "gpt-4o",
  provider: "openai",
  occurredAt: "2026-11-30T10:00:00.5+01:00",
  promptTokens: 100,
  completionTokens: 20,
  cacheReadTokens: null,
  units: { inputImages: 2, queries: 0.5 },
  user: "alice@example.org",
  tags: ["a", "b"],
  latencyMs: 2_147_483_647,
  statusCode: 200,
  isError: false,
  tokenSource: "estimated",
  reportedCostUsd: "0.000010499999",
};

it("a usual event is known for one", () => {
  expect(isPlainEvent(usual)).toBe(true);
  expect(isPlainEvent({ requestId: "r", model: "m" })).toBe(true);
});

const AWKWARD = [
  null,
  undefined,
  "",
  " ",
  " a",
  "a\u2028",
  "a\ufeff",
  "a\u0000",
  "a\u0085b",
  "\ud800",
  "\u{1f600}".repeat(255),
  "\u{1f600}".repeat(256),
  "x".repeat(255),
  "x".repeat(256),
  "x".repeat(1001),
  "a\nb",
  -0,
  -1,
  0.5,
  1e12,
  1e12 + 1,
  2 ** 31,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  "12",
  "1e5",
  "0.1",
  "-1",
  "1".repeat(13),
  true,
  "true",
  [],
  ["a", "a"],
  ["a", ""],
  [null],
  Array.from({ length: 51 }, () => "a"),
  {},
  { inputImages: -1 },
  { inputImages: null },
  { pictures: 1 },
  "2026-02-30T00:00:00Z",
  "2026-01-01T00:00:00",
  "2026-01-01t00:00:00z",
  "2026-01-01T24:00:00Z",
  "actual",
  "Actual",
];

const field = fc.constantFrom(...UsageEvent.keyof().options, "prompt_tokens", "__proto__", "constructor");
const changes = fc.array(fc.tuple(field, fc.oneof(fc.constantFrom(...AWKWARD), fc.jsonValue())), { maxLength: 4 });

it("nothing is known for an event that the contract refuses or reads as something else", () => {
  const isSame = (changed: readonly (readonly [string, unknown])[]) => {
    const item: unknown = Object.fromEntries([...Object.entries(usual), ...changed]);
    if (!isPlainEvent(item)) return;
    const parsed = UsageEvent.safeParse(item);
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(parsed.data).toEqual(item);
  };
  for (const name of UsageEvent.keyof().options) for (const value of AWKWARD) isSame([[name, value]]);
  fc.assert(fc.property(changes, isSame), { numRuns: 3000 });
});

it.each([null, [], "event", 7, undefined])("%j is none", (item) => {
  expect(isPlainEvent(item)).toBe(false);
});
