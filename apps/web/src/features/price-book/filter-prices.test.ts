import { describe, expect, it } from "vitest";
import { filterPrices, providersOf } from "./filter-prices";
import type { PriceRow } from "./price-row";

const row = (model: string, more: Partial<PriceRow> = {}): PriceRow => ({
  model,
  provider: "openai",
  isCustom: false,
  isActive: true,
  version: 1,
  updatedAt: "2026-01-01T00:00:00Z",
  ...more,
});

const ROWS = [
  row("gpt-4.1", { usage: { requests: 3, costUsd: "1" } }),
  row("claude-sonnet-4.5", { provider: "anthropic", notes: "Contract 2026" }),
  row("my-custom*", { provider: "custom", isCustom: true, isActive: false }),
  row("gpt-4o", {
    copiedFrom: "gpt-4.1",
    baseDrift: { source: null, differences: [] },
    drift: { catalogKey: "gpt-4o", source: "catalog-bare", differences: [{ field: "inputPer1M", theirs: "2.5" }] },
  }),
];
const shown = (search: Partial<Parameters<typeof filterPrices>[1]>) =>
  filterPrices(ROWS, { q: "", provider: "", status: "all", ...search }).map(({ model }) => model);

describe("filterPrices", () => {
  it.each([
    ["gpt-41", ["gpt-4.1"]],
    ["GPT", ["gpt-4.1", "gpt-4o"]],
    ["contract sonnet", ["claude-sonnet-4.5"]],
    ["constructor", []],
    ["  ", ROWS.map(({ model }) => model)],
  ])("finds %j", (q, models) => {
    expect(shown({ q })).toEqual(models);
  });

  it("keeps to a provider and a status", () => {
    expect(shown({ provider: "custom" })).toEqual(["my-custom*"]);
    expect(shown({ status: "off" })).toEqual(["my-custom*"]);
    expect(shown({ status: "drifting" })).toEqual(["gpt-4o"]);
    expect(shown({ status: "copy-drifting" })).toEqual(["gpt-4o"]);
    expect(shown({ status: "used", provider: "openai" })).toEqual(["gpt-4.1"]);
  });
});

it("lists each provider once", () => {
  expect(providersOf(ROWS)).toEqual(["anthropic", "custom", "openai"]);
});
