import { describe, expect, test } from "vitest";
import { checkEvent } from "./check-event";

const NOW = Date.UTC(2026, 2, 15);
const good = { requestId: "r-1", model: "gpt-4o" };
const refusal = (item: unknown) => {
  const checked = checkEvent(item, NOW);
  return checked.ok ? null : checked.refusal;
};

test("an id and a model are enough; null is absent", () => {
  expect(checkEvent({ ...good, promptTokens: null, occurredAt: null }, NOW)).toMatchObject({ ok: true });
});

test.each([
  ["no model", { requestId: "a" }, "model: is missing."],
  ["no id", { model: "a" }, "requestId: is missing."],
  ["an empty model", { ...good, model: "" }, "model: must not be empty."],
  ["control characters", { ...good, model: "gpt\u0000" }, "model: must not hold control characters or broken Unicode."],
  ["half a surrogate", { ...good, requestId: "\ud800" }, "requestId: must not hold control characters"],
  ["256 characters", { ...good, model: "m".repeat(256) }, "model: must have at most 255 characters."],
  ["outer blanks", { ...good, model: " gpt" }, "model: must not begin or end with a blank."],
  ["a negative count", { ...good, promptTokens: -1 }, "promptTokens: must be a whole number of tokens from 0"],
  ["half a token", { ...good, promptTokens: 1.5 }, "promptTokens: must be a whole number of tokens"],
  ["a count as text", { ...good, promptTokens: "12" }, "promptTokens: must be a whole number of tokens"],
  ["a count beyond 2^53", { ...good, promptTokens: 2 ** 53 }, "promptTokens: must be a whole number of tokens"],
  [
    "a part beyond its whole",
    { ...good, promptTokens: 10, cacheReadTokens: 6, cacheWriteTokens: 5 },
    "promptTokens: is 10, less than its parts (cacheReadTokens + cacheWriteTokens), which are 11",
  ],
  [
    "a part without its whole",
    { ...good, reasoningTokens: 3 },
    "completionTokens: is missing, but its parts (reasoningTokens) are 3",
  ],
  [
    "a time without an offset",
    { ...good, occurredAt: "2026-01-01T00:00:00" },
    "occurredAt: must be ISO 8601 with an offset",
  ],
  [
    "a day that is none",
    { ...good, occurredAt: "2026-02-30T00:00:00Z" },
    "occurredAt: must be ISO 8601 with an offset",
  ],
  ["long ago", { ...good, occurredAt: "2014-12-31T23:59:59Z" }, "occurredAt: lies before 2015"],
  [
    "the day after tomorrow",
    { ...good, occurredAt: "2026-03-16T00:00:01Z" },
    "occurredAt: lies more than 24 hours in the future",
  ],
  [
    "a negative reported cost",
    { ...good, reportedCostUsd: -0.1 },
    "reportedCostUsd: must be a decimal number of USD that is not negative",
  ],
  [
    "an infinite reported cost",
    { ...good, reportedCostUsd: Number.POSITIVE_INFINITY },
    "reportedCostUsd: must be a decimal number of USD",
  ],
  [
    "a reported cost of a trillion",
    { ...good, reportedCostUsd: "1e12" },
    "reportedCostUsd: is no amount of USD below a trillion",
  ],
  ["an unknown status", { ...good, statusCode: 99 }, "statusCode: must be an HTTP status from 100 to 599."],
  [
    "an unknown field",
    { ...good, prompt_tokens: 3 },
    "event: has fields that no event has (prompt_tokens). Leave them out.",
  ],
  ["no object", null, "event: must be an object with requestId and model."],
  ["a list", [], "event: must be an object with requestId and model."],
])("%s is refused with a sentence", (_name, item, reason) => {
  expect(refusal(item)?.reason).toContain(reason);
});

test("a time exactly 24 hours ahead, and 2015 itself, are taken", () => {
  for (const occurredAt of ["2026-03-16T00:00:00Z", "2015-01-01T00:00:00Z"]) {
    expect(checkEvent({ ...good, occurredAt }, NOW).ok).toBe(true);
  }
});

test("a call that failed before a model was chosen is nothing to price, and nothing to worry about", () => {
  const item = { requestId: "a", model: "", isError: true, promptTokens: 0 };
  expect(refusal(item)).toMatchObject({
    reasonCode: "nothing-used",
    reason: expect.stringContaining("nothing to price"),
  });
  expect(refusal({ ...item, promptTokens: 3 })?.reasonCode).toBe("invalid");
});

describe("what is kept of a refused item", () => {
  test("its own fields, printable and short; never messages", () => {
    const item = {
      ...good,
      model: "a\u0000b",
      messages: [{ content: "secret" }],
      endpoint: "x".repeat(500),
      tags: ["t", { deep: "secret" }],
    };
    expect(refusal(item)?.payload).toEqual({
      requestId: "r-1",
      model: "a\uFFFDb",
      endpoint: "x".repeat(300),
      tags: ["t", null],
    });
  });

  test("an id that cannot be stored as it is stays readable", () => {
    expect(refusal({ requestId: "a\u0000", model: "m" })?.requestId).toBe("a\uFFFD");
    expect(refusal({ requestId: 7, model: "m" })?.requestId).toBeNull();
  });
});
