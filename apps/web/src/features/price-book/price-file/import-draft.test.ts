import { expect, it } from "vitest";
import { EMPTY_DRAFT, type FileColumn, fileSource, isUnitGiven, isUnitNamed } from "./import-draft";

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

it("asks the server for what was decided", () => {
  const file = { id: 1, name: "a.csv", text: "model", format: "csv" } as const;
  expect(fileSource(file, EMPTY_DRAFT)).toEqual({
    kind: "file",
    text: "model",
    format: "csv",
    columns: {},
    decimals: "point",
    providers: [],
    unit: null,
  });
  expect(fileSource(file, { ...EMPTY_DRAFT, unit: "as-named" }).unit).toBeNull();
  expect(fileSource(file, { ...EMPTY_DRAFT, unit: "per-1k" }).unit).toBe("per-1k");
});

it("needs no unit where each row says its own", () => {
  const rate = column("inputPer1M", { isUnitNamed: false });
  expect([isUnitGiven([rate]), isUnitGiven([rate, column("unit")])]).toEqual([false, true]);
});
