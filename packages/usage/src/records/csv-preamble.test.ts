import { expect, it } from "vitest";
import { readRows } from "./file-rows";

async function* whole(text: string): AsyncGenerator<string> {
  yield text;
}

async function rows(text: string) {
  const read = await readRows("a.csv", whole(text), { isExact: true, hasPairsAbove: true });
  const found: unknown[] = [];
  for await (const { place, fields } of read.rows) found.push([place, fields]);
  return { columns: read.columns, found };
}

const TABLE = "a,b,c,d,e,f\n1,2,3,4,5,6\n";
const CELLS = { a: "1", b: "2", c: "3", d: "4", e: "5", f: "6" };

it("pairs above the columns are cells of each row, which keeps its place; the row's own cell holds", async () => {
  expect(await rows(`Invoice number,17,\nInvoice date,2026-06-30,\nCurrency,EUR,\na,9,\n${TABLE}`)).toEqual({
    columns: ["a", "b", "c", "d", "e", "f"],
    found: [["line 6", { "Invoice number": "17", "Invoice date": "2026-06-30", Currency: "EUR", ...CELLS }]],
  });
});

const TWO = [2, 3, 4].map((line) => [`line ${line}`, { a: "1", b: "2" }]);

it.each([
  ["a table of six columns", TABLE, [["line 2", CELLS]]],
  [
    "a table of two columns",
    "a,b\n1,2\n3,4\n",
    [
      ["line 2", { a: "1", b: "2" }],
      ["line 3", { a: "3", b: "4" }],
    ],
  ],
  ["a table of two columns with a torn row", "a,b\n1,2\n1,2\n1,2\n1,2,3,4,5,6\n", [...TWO, ["line 5", null]]],
  ["nothing", "", []],
])("%s has none above", async (_, text, found) => {
  expect((await rows(text)).found).toEqual(found);
});
