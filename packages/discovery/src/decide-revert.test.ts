import { expect, it } from "vitest";
import { type BatchRow, decideRevert, type EntrySnapshot } from "./decide-revert";

const OLD = { provider: "openai", terms: { perRequestUsd: "1", ratesPer1M: { input: "1" } } };
const NEW = { provider: "openai", terms: { perRequestUsd: "2", ratesPer1M: { input: "2" } } };
const OTHER = { provider: "openai", terms: { perRequestUsd: "9" } };

const decide = (
  row: Omit<BatchRow, "model">,
  snapshot: EntrySnapshot,
  pinnedBy: string | null = null,
  isScheduled = false,
) => decideRevert([{ model: "m", ...row }], () => ({ snapshot, pinnedBy, isScheduled }))[0]?.outcome;

it.each<[string, Omit<BatchRow, "model">, EntrySnapshot, string]>([
  ["an added row goes away", { before: null, after: NEW }, NEW, "removes"],
  ["a changed row gets its old price", { before: OLD, after: NEW }, NEW, "restores"],
  ["a row edited since stays", { before: OLD, after: NEW }, OTHER, "edited-since"],
  ["a row deleted since stays deleted", { before: OLD, after: NEW }, null, "edited-since"],
  ["a row taken back already is left", { before: OLD, after: NEW }, OLD, "undone"],
  ["an added row removed already is left", { before: null, after: NEW }, null, "undone"],
  ["a removed row comes back", { before: OLD, after: null }, null, "restores"],
])("%s", (_name, row, current, outcome) => {
  expect(decide(row, current)).toBe(outcome);
});

it("compares what is said, not the order in which jsonb gives it back", () => {
  const reordered = { terms: { ratesPer1M: { input: "2" }, perRequestUsd: "2" }, provider: "openai" };
  expect(decide({ before: OLD, after: NEW }, reordered)).toBe("restores");
});

it("calls a price off that is still to come, whatever stands today", () => {
  const decideScheduled = (before: EntrySnapshot, pinnedBy: string | null = null) =>
    decide({ before, after: NEW }, OTHER, pinnedBy, true);
  expect(decideScheduled(OLD)).toBe("withdraws");
  expect(decideScheduled(OLD, "prices.json")).toBe("pinned");
  expect(decide({ before: null, after: NEW }, NEW, null, true)).toBe("removes");
});

it("leaves pinned entries alone", () => {
  expect(decide({ before: OLD, after: NEW }, NEW, "prices.json")).toBe("pinned");
});
