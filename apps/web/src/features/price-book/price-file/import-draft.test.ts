import { expect, it } from "vitest";
import {
  askedOf,
  EMPTY_DRAFT,
  type FileColumn,
  type FileRow,
  filterRows,
  isUnitGiven,
  isUnitNamed,
  tickedModels,
  ticksOf,
} from "./import-draft";

const column = (field: FileColumn["field"], rest: Partial<FileColumn> = {}): FileColumn => ({
  name: "c",
  field,
  unit: "per-1m",
  isGuessed: false,
  isUnitNamed: true,
  example: "",
  ...rest,
});

it("asks for a unit unless every token price says it by a name of ours", () => {
  expect(isUnitGiven([column("model", { isUnitNamed: false }), column("inputPer1M")])).toBe(true);
  expect(isUnitGiven([column("inputPer1M", { isGuessed: true })])).toBe(false);
  expect(isUnitNamed([column("inputPer1M", { isGuessed: true })])).toBe(true);
  expect(isUnitNamed([column("inputPer1M"), column("outputPer1M", { isUnitNamed: false })])).toBe(false);
});

it("needs no unit where each row says its own", () => {
  const rate = column("inputPer1M", { isUnitNamed: false });
  expect([isUnitGiven([rate]), isUnitGiven([rate, column("unit")])]).toEqual([false, true]);
});

it("asks the server for what was decided", () => {
  const file = { id: 1, name: "a.csv", text: "model", format: "csv" } as const;
  expect(askedOf(file, EMPTY_DRAFT)).toEqual({
    text: "model",
    format: "csv",
    decimals: "point",
    providers: [],
    columns: {},
    unit: null,
    effectiveFrom: null,
  });
  expect(askedOf(file, { ...EMPTY_DRAFT, unit: "as-named" }).unit).toBeNull();
  expect(askedOf(file, { ...EMPTY_DRAFT, unit: "per-1k" }).unit).toBe("per-1k");
});

const row = (model: string, outcome: FileRow["outcome"], far = false): FileRow => ({
  number: 2,
  place: "line 2",
  model,
  outcome,
  version: null,
  effectiveFrom: null,
  differences: [],
  quarantine: far ? [{ kind: "move", field: "input", move: "tenfold" }] : [],
  notices: [],
  issues: [],
});

it("takes a tick for what was shown, and for nothing else", () => {
  const rows = [row("gpt-a", "changed", true), row("gpt-b", "changed", true), row("gpt-c", "changed")];
  const ticks = ticksOf(rows, new Set(["gpt-a", "gpt-b"]));
  expect([...tickedModels(rows, ticks)]).toEqual(["gpt-a", "gpt-b"]);
  const moved = [{ ...row("gpt-a", "changed", true), version: 7 }, row("gpt-b", "changed", true)];
  expect([...tickedModels(moved, ticks)]).toEqual(["gpt-b"]);
  expect([...tickedModels([row("gpt-a", "bad"), row("gpt-b", "unchanged", true)], ticks)]).toEqual([]);
});

it("filters rows by outcome, by need of a tick, and by name", () => {
  const rows = [row("gpt-a", "added", true), row("gpt-b", "bad"), row("claude", "changed")];
  const names = (filter: Parameters<typeof filterRows>[1], search = "") =>
    filterRows(rows, filter, search).map(({ model }) => model);
  expect(names("all")).toEqual(["gpt-a", "gpt-b", "claude"]);
  expect(names("bad")).toEqual(["gpt-b"]);
  expect(names("far")).toEqual(["gpt-a"]);
  expect(names("all", "GPT")).toEqual(["gpt-a", "gpt-b"]);
});
