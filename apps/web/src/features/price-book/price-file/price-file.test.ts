import { LONGEST_PASTE } from "@ratecard/contract";
import { expect, it } from "vitest";
import { fileOfBytes, fileOfText, formatOf } from "./price-file";

it.each([
  ['[{"model": "x"}]', "json"],
  ['\uFEFF  {"model": "x"}', "json"],
  ["model,provider\nx,y", "csv"],
  ["model\tprovider\nx\ty", "csv"],
])("takes %j for %s", (text, format) => expect(formatOf(text)).toBe(format));

it("refuses what is empty, too long or no UTF-8, with a remedy", () => {
  expect(fileOfText("paste", " \n")).toEqual({ problem: expect.stringContaining("first line") });
  expect(fileOfText("paste", "x".repeat(LONGEST_PASTE + 1))).toEqual({ problem: expect.stringContaining("Split it") });
  expect(fileOfBytes("a.csv", new Uint8Array([0x63, 0xe9]).buffer)).toEqual({
    problem: expect.stringContaining("UTF-8"),
  });
});

it("tells two files apart", () => {
  const [first, second] = [fileOfText("a.csv", "model\nx"), fileOfText("a.csv", "model\nx")];
  expect("file" in first && "file" in second && first.file.id !== second.file.id).toBe(true);
});
