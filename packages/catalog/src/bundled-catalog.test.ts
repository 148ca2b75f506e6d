import { createPriceBook, resolve, termsToJson } from "@ratecard/pricing";
import { describe, expect, it, test } from "vitest";
import { bundledCatalog, indexBundled } from "./bundled-catalog";
import { createCatalogView } from "./create-catalog-view";

const AT = Date.UTC(2026, 7, 1);

describe("the bundled catalogue", async () => {
  const index = await bundledCatalog(AT);
  const view = createCatalogView([
    { id: "bundled", source: "bundled", fetchedAt: AT, inForceFrom: 0, inForceUntil: null, index },
  ]);

  it.each([
    ["gpt-4o", undefined, "catalog-scoped"],
    ["gpt-4o", "openai", "catalog-scoped"],
    ["claude-sonnet-4-5", undefined, "catalog-scoped"],
    ["gemini-2.5-pro", "google", "catalog-scoped"],
    ["deepseek-chat", undefined, "catalog-scoped"],
    ["grok-4.5", "x-ai", "catalog-scoped"],
    ["gpt-4o", "azure_ai", "catalog-bare"],
    ["no-such-model", undefined, "none"],
  ])("%s by %s: %s", (model, provider, source) =>
    expect(resolve(createPriceBook([]), view, { model, provider, at: AT }).source).toBe(source),
  );

  test("bare names belong to their makers", () => {
    expect(index.entries.get("gpt-4o")?.litellmProvider).toBe("openai");
    expect(index.entries.get("gemini-2.5-flash")?.litellmProvider).toBe("gemini");
  });

  test("most of it is priced", () => expect(index.pricedCount).toBeGreaterThan(1500));
});

test("dates, daily windows and tiers of a record", () => {
  const provider = {
    id: "google",
    name: "Google",
    api_pattern: "x",
    models: [
      {
        id: "g-1",
        match: { or: [{ equals: "g-1" }, { equals: "g-1-latest" }, { starts_with: "g-1-" }] },
        prices: [
          {
            prices: {
              input_mtok: 2,
              output_mtok: { base: 4, tiers: [{ start: 200_000, price: 8 }] },
              audio_hours: 0.36,
              odd_key: 1,
            },
          },
          { constraint: { type: "start_date" as const, start_date: "2026-09-01" }, prices: { input_mtok: 1 } },
          {
            constraint: { type: "time_of_date" as const, start_time: "00:30:00Z", end_time: "16:30:00Z" },
            prices: { input_mtok: 3 },
          },
        ],
      },
    ],
  };
  const now = indexBundled([provider], AT).entries;
  expect([...now.keys()]).toEqual(["gemini/g-1", "gemini/g-1-latest", "g-1", "g-1-latest"]);
  const entry = now.get("g-1-latest");
  expect(entry && termsToJson(entry.terms)).toEqual({
    inputPer1M: "2",
    outputPer1M: "4",
    thresholds: [{ aboveTokens: 200_000, outputPer1M: "8" }],
    perUnit: { inputSeconds: "0.0001" },
    unknownFields: { odd_key: "1" },
    offPeak: { windows: [{ startMinute: 30, endMinute: 990 }], inputPer1M: "3" },
  });
  const later = indexBundled([provider], Date.UTC(2026, 8, 1)).entries.get("g-1");
  expect(later && termsToJson({ rates: later.terms.rates })).toEqual({ inputPer1M: "1" });
});
