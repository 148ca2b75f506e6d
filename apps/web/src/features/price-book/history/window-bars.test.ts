import { expect, it } from "vitest";
import type { PriceVersion } from "../price-row";
import { pickVersion, windowLine } from "./window-bars";

const version = (
  versionId: string,
  validFrom: string | null,
  validUntil: string | null,
  supersededAt: string | null = null,
): PriceVersion => ({
  versionId,
  validFrom,
  validUntil,
  supersededAt,
  provider: "x",
  isActive: true,
  isPlaceholder: false,
  isCustom: false,
  notes: null,
  recordedAt: "2026-01-01T00:00:00Z",
  source: "ui",
  actor: "a",
  reason: null,
  batchId: null,
  problem: null,
  copiedFrom: null,
  copiedFromProvider: null,
});

it("lays windows end to end, open ends to the edges, superseded ones aside", () => {
  const line = windowLine(
    [
      version("3", "2026-03-01T00:00:00Z", null),
      version("2", "2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z"),
      version("1", null, "2026-01-01T00:00:00Z"),
      version("0", "2026-01-15T00:00:00Z", null, "2026-02-01T00:00:00Z"),
    ],
    "2026-02-01T00:00:00Z",
  );
  expect(line.bars.map(({ versionId, standing }) => `${versionId} ${standing}`)).toEqual([
    "1 past",
    "2 current",
    "3 scheduled",
  ]);
  const [first, second, third] = line.bars;
  expect(first?.startPercent).toBe(0);
  expect((first?.startPercent ?? 0) + (first?.widthPercent ?? 0)).toBeCloseTo(second?.startPercent ?? 0);
  expect((third?.startPercent ?? 0) + (third?.widthPercent ?? 0)).toBeCloseTo(100);
  expect(line.nowPercent).toBeGreaterThan(second?.startPercent ?? 100);
});

it("has a line for a name that was priced once", () => {
  const line = windowLine([version("1", null, null)], "2026-02-01T00:00:00Z");
  expect(line.bars).toMatchObject([{ startPercent: 0, widthPercent: 100, standing: "current" }]);
  expect(line.nowPercent).toBeCloseTo(50);
});

it("keeps at most two, the last ones picked, and lets go of one picked again", () => {
  expect(pickVersion([], "1")).toEqual(["1"]);
  expect(pickVersion(["1"], "2")).toEqual(["1", "2"]);
  expect(pickVersion(["1", "2"], "3")).toEqual(["2", "3"]);
  expect(pickVersion(["1", "2"], "1")).toEqual(["2"]);
});
