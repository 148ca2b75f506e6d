/** Sheets as offices write them: semicolons, decimal commas, `sep=`, a unit in each row. Each is read as its author wrote it, or refused with a reason. */
import { expect, it } from "vitest";
import { openPriceFile } from "./open-price-file";
import { type FileRules, readPriceFile } from "./read-price-file";

const RULES: FileRules = { columns: {}, unit: null, otherwise: null, unknown: "guess" };

function read(text: string, rules: Partial<FileRules> = {}, format: "csv" | "json" = "csv") {
  const { plan, items } = readPriceFile(openPriceFile({ text, format }), { ...RULES, ...rules });
  return [
    ...plan.problems.map(({ field, problem }) => `${field} ${problem}`),
    ...items.map((item) =>
      item.ok
        ? `${item.row.place}: ${item.input.model} ${String(item.input.inputPer1M)}`
        : `${item.row.place}: ${item.issues.map(({ field, problem }) => `${field} ${problem}`).join(" ")}`,
    ),
  ];
}

it("reads decimal commas only where they were chosen", () => {
  const text = 'Model;Input price per 1M\na;"1.250,50"\nb;0,25\nc;0.25\n';
  expect(read(text, { decimals: "comma" })).toEqual([
    "line 2: a 1250.50",
    "line 3: b 0.25",
    expect.stringContaining("line 4: inputPer1M can be read in two ways: its point may stand before"),
  ]);
  expect(read(text).slice(0, 2)).toEqual([
    expect.stringContaining("line 2: inputPer1M can be read in two ways"),
    expect.stringContaining("line 3: inputPer1M can be read in two ways"),
  ]);
});

it("takes Excel's first line for what it is, and counts it as a line", () => {
  for (const first of ["sep=;", '"sep=;"', "\uFEFFsep=;", "SEP=;"])
    expect(read(`${first}\r\nmodel;inputPer1M\r\na;1\r\n`)).toEqual(["line 3: a 1"]);
  expect(read("sep=,\nmodel,inputPer1M\na,1\n")).toEqual(["line 3: a 1"]);
});

it.each(["Model;Input, USD per 1M\na;1\n", '"Model";"Input, USD, per 1M"\na;1\n'])(
  "a comma in a name does not make %j a file of commas",
  (text) => expect(read(text, { columns: { Model: "model" } }).at(-1)).toBe("line 2: a 1"),
);

it("the unit of a row wins over the file's; where it is empty, the file's holds", () => {
  const text = "model,Input,Unit\na,0.0025,per 1K tokens\nb,0.0000025,per token\nc,2.5,1M\nd,2.5,\ne,2.5,per minute\n";
  const rows = ["line 2: a 2.5", "line 3: b 2.5", "line 4: c 2.5"];
  const unknown = "line 6: unit is no unit of token prices. Write per token, per 1K tokens or per 1M tokens.";
  expect(read(text, { unit: "per-1m" })).toEqual([...rows, "line 5: d 2.5", expect.stringContaining(unknown)]);
  expect(read(text)[3]).toMatch(/^line 5: inputPer1M has no unit: the row does not say it/);
});

it("a unit of a row that contradicts its column's name is named, not chosen", () =>
  expect(read("model,inputPer1M,unit\na,1,per 1K\nb,1,per 1M\n")).toEqual([
    'line 2: inputPer1M is per-1m by the name of the column "inputPer1M", but per-1k by the row. Make them agree.',
    "line 3: b 1",
  ]));

it("items of a JSON list can have units of their own too", () =>
  expect(read('[{"model": "a", "Input": 0.0025, "unit": "1K"}]', {}, "json")).toEqual(["item 1: a 2.5"]));
