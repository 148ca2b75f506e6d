import { describe, expect, it } from "vitest";
import { copySentence, copyStanding, isCopyDrifting } from "./copy-words";
import type { PriceRow } from "./price-row";

const row = (more: Partial<PriceRow>): PriceRow => ({
  model: "bot",
  provider: "openai",
  isCustom: true,
  isActive: true,
  version: 1,
  updatedAt: "2026-01-01T00:00:00Z",
  ...more,
});
const INPUT = { field: "input", unit: "usd-per-1m", from: "2", to: "3", move: "ordinary", percent: "50" } as const;

describe("a copy", () => {
  it.each<[string, Partial<PriceRow>, string | null, string]>([
    ["is none", {}, null, ""],
    ["agrees", { copiedFrom: "gpt-4o", baseDrift: { source: "local-exact", differences: [] } }, "agrees", "agrees"],
    [
      "differs",
      { copiedFrom: "gpt-4o", copiedFromProvider: "azure", baseDrift: { source: "local-exact", differences: [INPUT] } },
      "differs",
      "copy of gpt-4o (azure). A sync of custom names would change input $2 → $3 (+50 %).",
    ],
    [
      "lost its base",
      { copiedFrom: "gpt-4o", baseDrift: { source: null, differences: [] } },
      "base without price",
      "which has no price any more",
    ],
  ])("%s", (_name, more, standing, sentence) => {
    expect(copyStanding(row(more))).toBe(standing);
    expect(copySentence(row(more))).toContain(sentence);
    expect(isCopyDrifting(row(more))).toBe(standing !== null && standing !== "agrees");
  });
});
