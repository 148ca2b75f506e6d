import { expect, it } from "vitest";
import type { PriceRow } from "../price-row";
import { rowsWithDependents } from "./rows-with-dependents";

const row = (model: string, prices: Partial<PriceRow>): PriceRow => ({
  model,
  provider: "acme",
  isCustom: false,
  isActive: true,
  version: 1,
  updatedAt: "2026-01-01T00:00:00.000000Z",
  ...prices,
});

it("counts the entries that have something to bring along, by group and side", () => {
  const rows = [
    row("a", { inputPer1M: "3", outputPer1M: "15", cacheReadPer1M: "0.3", perRequest: "0.01" }),
    row("b", { inputPer1M: "3", cacheReadPer1M: "0.3", serviceTiers: { batch: { inputPer1M: "1" } } }),
    row("c", { outputPer1M: "15", thresholds: [{ aboveTokens: 1000, outputPer1M: "30" }] }),
    row("d", { perRequest: "0.01" }),
  ];
  expect([...rowsWithDependents(rows, ["input"])]).toEqual([
    ["cache", 2],
    ["serviceTiers", 1],
    ["perRequest", 1],
  ]);
  expect([...rowsWithDependents(rows, ["output"])]).toEqual([
    ["thresholds", 1],
    ["perRequest", 1],
  ]);
});
