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
  ["no model", { requestId: "a" }, "model: missing"],
  ["no id", { model: "a" }, "requestId: missing"],
  ["an empty model", { ...good, model: "" }, "model: empty-name"],
  ["control characters", { ...good, model: "gpt\u0000" }, "model: unprintable"],
  ["half a surrogate", { ...good, requestId: "\ud800" }, "requestId: unprintable"],
  ["256 characters", { ...good, model: "m".repeat(256) }, "model: too-long"],
  ["outer blanks", { ...good, model: " gpt" }, "model: outer-blank"],
  ["a negative count", { ...good, promptTokens: -1 }, "promptTokens: not-a-count"],
  ["half a token", { ...good, promptTokens: 1.5 }, "promptTokens: not-a-count"],
  ["a count as text", { ...good, promptTokens: "12" }, "promptTokens: not-a-count"],
  ["a count beyond 2^53", { ...good, promptTokens: 2 ** 53 }, "promptTokens: not-a-count"],
  [
    "a part beyond its whole",
    { ...good, promptTokens: 10, cacheReadTokens: 6, cacheWriteTokens: 5 },
    "promptTokens: whole-too-small",
  ],
  ["a part without its whole", { ...good, reasoningTokens: 3 }, "completionTokens: whole-missing"],
  ["a time without an offset", { ...good, occurredAt: "2026-01-01T00:00:00" }, "occurredAt: not-an-instant"],
  ["a day that is none", { ...good, occurredAt: "2026-02-30T00:00:00Z" }, "occurredAt: not-an-instant"],
  ["long ago", { ...good, occurredAt: "2014-12-31T23:59:59Z" }, "occurredAt: time-too-early"],
  ["the day after tomorrow", { ...good, occurredAt: "2026-03-16T00:00:01Z" }, "occurredAt: time-in-future"],
  ["a negative reported cost", { ...good, reportedCostUsd: -0.1 }, "reportedCostUsd: not-usd"],
  ["an infinite reported cost", { ...good, reportedCostUsd: Number.POSITIVE_INFINITY }, "reportedCostUsd: not-usd"],
  ["a reported cost of a trillion", { ...good, reportedCostUsd: "1e12" }, "reportedCostUsd: reported-cost-too-large"],
  ["an unknown status", { ...good, statusCode: 99 }, "statusCode: not-a-status"],
  ["an unknown field", { ...good, prompt_tokens: 3 }, "event: event-fields-unknown"],
  ["no object", null, "event: not-an-event"],
  ["a list", [], "event: not-an-event"],
])("%s is refused", (_name, item, refused) => {
  const { field, code } = refusal(item)?.problem ?? {};
  expect(`${field}: ${code}`).toBe(refused);
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
    problem: { field: "model", code: "call-failed-early" },
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
