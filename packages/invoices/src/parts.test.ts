/** An invoice in several files: the same sums as of one, and in words what cannot be a part of it. */
import { describe, expect, it } from "vitest";
import { nameOfParts } from "./invoice-parts";
import { lines, readInvoice, readParts } from "./testing/read-invoice";

const NAMES =
  "line_item_line_item_type,line_item_product_code,line_item_usage_start_date,line_item_usage_type,line_item_usage_amount,line_item_unblended_cost,line_item_currency_code,pricing_unit,discount_total_discount";
const rowOf = (index: number): string =>
  index % 3 === 0
    ? `Usage,AmazonEC2,2026-10-0${1 + (index % 9)}T00:00:00Z,BoxUsage,24,0.${index}1,USD,Hrs,`
    : `Usage,AmazonBedrock,2026-10-0${1 + (index % 9)}T00:00:00Z,USE1-NovaPro-${index % 2 ? "in" : "out"}put-tokens,${index},0.000${index}7,USD,1K tokens,${index === 5 ? "-0.001" : ""}`;
const ROWS = Array.from({ length: 100 }, (_, index) => rowOf(index));
const partOf = (from: number, to: number): string => lines(NAMES, ...ROWS.slice(from, to));
const FIVE = Object.fromEntries(
  [0, 20, 40, 60, 80].map((from) => [`cur-${from / 20 + 1}.csv.gz`, partOf(from, from + 20)]),
);

describe("an invoice in several parts", () => {
  it("adds up to what it would as one file, and is told again in whatever order", async () => {
    const whole = await readInvoice("cur.csv", partOf(0, 100));
    const parts = await readParts(FIVE);
    expect({ ...parts.summed, digest: "" }).toEqual({ ...whole.summed, digest: "" });
    expect(parts.opened).toMatchObject({ format: "aws-cur", taken: null });
    const turned = await readParts(Object.fromEntries(Object.entries(FIVE).toReversed()));
    expect(turned.summed.digest).toBe(parts.summed.digest);
    expect(parts.summed.digest).not.toBe(whole.summed.digest);
  });

  it("is called by its first file", () => {
    expect(nameOfParts(["a.csv"])).toBe("a.csv");
    expect(nameOfParts(["a.csv", "b.csv"])).toBe("a.csv and 1 more part");
    expect(nameOfParts(Object.keys(FIVE))).toBe("cur-1.csv.gz and 4 more parts");
    expect(nameOfParts(["x".repeat(255), "b.csv"])).toHaveLength(255);
  });

  it("takes columns as the first part was taken, in whatever order they stand", async () => {
    const columns = { Tag: "day", Dienst: "model", Kosten: "cost" } as const;
    const { opened, summed } = await readParts(
      {
        "1.csv": lines("Tag;Dienst;Kosten", "2026-10-01;a;1,50", ";Total;1,50"),
        "2.csv": lines("Kosten;Neu;Dienst;Tag", "2,25;x;a;2026-10-01", "2,25;x;Total;"),
      },
      { columns },
    );
    expect(opened.taken).toEqual({ columns, isComma: true });
    expect(summed).toMatchObject({ lines: 2, total: "3.75", statedTotal: "3.75", unreadCount: 0 });
  });

  it("pages of an API are parts, and a page of CSV beside them", async () => {
    const page = (value: string) =>
      `{"data":[{"start_time":1790812800,"results":[{"amount":{"value":${value},"currency":"usd"},"line_item":"o3, output"}]}]}`;
    const csv = lines("start_time,amount_value,amount_currency,line_item", '1790812800,0.5,usd,"o3, output"');
    const { summed } = await readParts({ "1.json": page("1.5"), "2.json": page("1e-19"), "3.csv": csv });
    expect(summed).toMatchObject({ lines: 3, total: "2.0000000000000000001" });
  });

  it("names the part of a line that cannot be read", async () => {
    const { summed } = await readParts({ "1.csv": partOf(0, 2), "2.csv": `${partOf(2, 4)}Usage,only\n` });
    expect(summed.unread).toMatchObject([{ place: "2.csv, line 4", problem: { code: "wrong-cell-count" } }]);
  });
});

describe("no part of it is", () => {
  const without = (name: string, text: string): string => {
    const at = NAMES.split(",").indexOf(name);
    return text.replaceAll(/^.+$/gm, (line) => line.split(",").toSpliced(at, 1).join());
  };
  const FIRST = { "1.csv": partOf(0, 20) };
  const lacks = (column: string) =>
    `2.csv has no column "${column}", which 1.csv has. Parts of one invoice need the same columns: export it again with them, or compare it by itself.`;

  it.each([
    [
      "another export",
      lines("Date,MeterName,Quantity,CostInBillingCurrency", "10/01/2026,x,1,2"),
      "line_item_usage_type",
    ],
    ["a piece without the names of its columns", lines(...ROWS.slice(20, 40)), "line_item_usage_type"],
    [
      "one without a column by which it is known",
      without("line_item_unblended_cost", partOf(20, 40)),
      "line_item_unblended_cost",
    ],
    [
      "one whose discounts would be lost",
      without("discount_total_discount", partOf(20, 40)),
      "discount_total_discount",
    ],
    ["one whose tokens would have no unit", without("pricing_unit", partOf(20, 40)), "pricing_unit"],
  ])("%s", async (_, text, column) => {
    await expect(readParts({ ...FIRST, "2.csv": text })).rejects.toThrow(lacks(column));
  });

  it("one without a mapped column that every line needs", async () => {
    const columns = { Tag: "day", Dienst: "model", Kosten: "cost" } as const;
    const parts = { "1.csv": "Tag,Dienst,Kosten\n2026-10-01,a,1\n", "2.csv": "Tag,Service,Kosten\n2026-10-02,a,1\n" };
    await expect(readParts(parts, { columns })).rejects.toThrow(lacks("Dienst"));
  });

  it("a page of JSON that is of another kind", async () => {
    const page = `{"data":[{"start_time":1790812800,"results":[{"amount":{"value":1,"currency":"usd"},"line_item":"o3"}]}]}`;
    const usage = `{"data":[{"start_time":1790812800,"results":[{"input_tokens":5,"model":"o3"}]}]}`;
    await expect(readParts({ "1.json": page, "2.json": usage })).rejects.toThrow('2.json has no column "amount.value"');
  });

  it("what was given before under another name, a PDF, or an empty file", async () => {
    await expect(readParts({ ...FIRST, "copy.csv": partOf(0, 20) })).rejects.toThrow(
      "copy.csv holds the same as 1.csv, so its costs would count twice. Choose each part once.",
    );
    await expect(readParts({ ...FIRST, "2.pdf": "%PDF" })).rejects.toThrow("2.pdf is a PDF");
    await expect(readParts({ ...FIRST, "2.csv": "" })).rejects.toThrow("2.csv holds no line with a cost");
    const empty = lines(NAMES);
    expect((await readParts({ ...FIRST, "2.csv": empty, "3.csv": empty })).summed.lines).toBe(20);
  });

  it("a part in another currency", async () => {
    const parts = { ...FIRST, "2.csv": partOf(20, 40).replaceAll("USD", "EUR") };
    await expect(readParts(parts)).rejects.toThrow("has costs in EUR and USD");
  });
});
