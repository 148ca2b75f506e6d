/** CSV files that cannot be imported: each is answered by a sentence with line, field and remedy, and nothing at all is written. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPriceDoor, type PriceDoor } from "#server/testing/open-price-door";

let door: PriceDoor;
beforeAll(async () => {
  door = await openPriceDoor();
});
afterAll(() => door.close());

const refusal = async (body: string | Buffer, sentence: string) => {
  const answer = await door.call({ method: "POST", url: "/api/prices/import", body, type: "text/csv" });
  expect(answer.message).toContain(sentence);
  expect(answer).toMatchObject({ status: 400, isUntouched: true });
};

const rate = (cell: string) => `model,provider,inputPer1M\ngood,y,1\nbad,y,${cell}\n`;
const named = (cell: string) => `model,provider,perRequest\n${cell},y,1\n`;
const since = (cell: string) => `model,provider,perRequest,effectiveFrom\nx,y,1,${cell}\n`;
const json = (column: string, value: unknown) =>
  `model,provider,perRequest,${column}\nx,y,1,"${JSON.stringify(value).replaceAll('"', '""')}"\n`;
const flag = (cell: string) => `model,provider,perRequest,isActive\nx,y,1,${cell}\n`;

const NO_DECIMAL = "line 3, inputPer1M: is not a decimal number. Write it as 3 or 0.25, without separators or units";

it.each([
  ["", "body: is empty. Send a JSON array of prices, or CSV"],
  ["  \n\n", "body: is empty."],
  ["model,provider,inputPer1M\n", "body: holds no price. Send at least one"],
  ["\n\nmodel,perRequest\n,\n", "body: holds no price."],
  ["name,price\nx,1\n", 'body: has no column "model". The first line names the columns.'],
  ["model,prise\nx,1\n", 'body: has the unknown column "prise". Map it (columns), or leave it out. Known ones: model,'],
  ["model,__proto__\nx,1\n", 'body: has the unknown column "__proto__".'],
  ["model,model\nx,y\n", 'body: has the column "model" twice. Keep one of them.'],
  ["model, model\nx,y\n", 'body: has the column "model" twice.'],
  ["model,,perRequest\nx,,1\n", "body: has no name for its column 2. Name every column in the first line."],
  ["model,provider,inputPer1M,price_per_1k_input_tokens\nx,y,1,1\n", 'columns: take "inputPer1M" and'],
  ['[{"model": "x"}]', "body: looks like JSON. Send it as application/json"],
  ["<html><p>Sign in</p></html>\nx\n", 'body: has no column "model"'],
])("a file that is no table: %j", refusal);

it.each([
  ['model,notes,perRequest\nx,"open,1\n', "line 2 opens a quote that is never closed. Close it, or leave it out."],
  [
    'model,notes,perRequest\nx,a"b,1\n',
    "line 2 has a quote in the middle of a cell. Put a cell with quotes in it in quotes",
  ],
  ['model,notes,perRequest\nx,"a"b,1\n', "line 2 goes on after a closing quote."],
  [
    "model,provider,perRequest\nx,y,1,000\n",
    "line 2: has 4 cells, but the first line names 3 columns. Put a cell that holds",
  ],
  ["model,provider,perRequest\nx,y\n", "line 2: has 2 cells"],
  [
    'model,provider,notes,perRequest\nx,y,"two\nlines",1\nz,y,,\n',
    "line 4, perRequest: is missing and there is no token",
  ],
])("a broken row: %j", refusal);

it.each([
  [Buffer.from("\uFEFFmodel,perRequest\nx,1\n", "utf16le"), "body: is UTF-16. Save it as UTF-8."],
  [Buffer.from("model,perRequest\nx,1\n", "utf16le"), "body: holds NUL characters, as UTF-16 or a binary file does."],
  [Buffer.from(named("caf\u00E9"), "latin1"), "body: is not UTF-8 (Latin-1 perhaps). Save it as UTF-8."],
  [Buffer.from("504b0304140006000800", "hex"), "body: holds NUL characters"],
  [Buffer.from([0x6d, 0xc3, 0x28]), "body: is not UTF-8"],
  [`\uFEFF${rate("-1")}`, "line 3, inputPer1M: is negative"],
])("another encoding: %#", refusal);

it.each([
  [
    '"1,000"',
    "line 3, inputPer1M: can be read in two ways: its comma may stand before decimals or thousands. Write 1.000 or 1000, or choose",
  ],
  ['"$1,5"', "line 3, inputPer1M: can be read in two ways"],
  ['"1.250,00"', "line 3, inputPer1M: can be read in two ways"],
  ["1 000", NO_DECIMAL],
  ["$$3", NO_DECIMAL],
  ["3 EUR", "line 3, inputPer1M: is not in US dollars. Convert it: prices are kept in USD."],
  ["5%", NO_DECIMAL],
  ["0x10", NO_DECIMAL],
  ["1_000", NO_DECIMAL],
  ["1.5.0", NO_DECIMAL],
  ["+3", NO_DECIMAL],
  ["\u22121", NO_DECIMAL],
  ["\u0661\u0662", NO_DECIMAL],
  ["=1+1", NO_DECIMAL],
  ["'=1+1", NO_DECIMAL],
  ["free", NO_DECIMAL],
  ["n/a", NO_DECIMAL],
  ["#REF!", NO_DECIMAL],
  ["9".repeat(500), NO_DECIMAL],
  [
    "1e400",
    "line 3, inputPer1M: is larger than any price may be (1,000,000 USD per 1,000 tokens or per request). Check the unit.",
  ],
  ["1234567890123456789012345678901234567890", "line 3, inputPer1M: is larger than any price may be"],
  [
    "0.1234567890123456789012345678901234567890",
    "line 3, inputPer1M: has more decimals than are kept (6 for USD per 1M",
  ],
  ["NaN", "line 3, inputPer1M: is NaN, which is no price. Enter a decimal number"],
  ["Infinity", "line 3, inputPer1M: is infinite. Enter a decimal number"],
  ["-inf", "line 3, inputPer1M: is infinite."],
  ["-0.1", "line 3, inputPer1M: is negative. Enter 0 for free, or a positive number."],
])("the price %s", (cell, sentence) => refusal(rate(cell), sentence));

it.each([
  ["", "line 2, model: must be text. Put it in quotes."],
  ["x ", "line 2, model: must not begin or end with a blank. Remove it."],
  ["x".repeat(256), "line 2, model: must have at most 255 characters. Shorten it."],
  ["a\u0007b", "line 2, model: must not hold control characters or broken Unicode. Remove them."],
  ['"a\nb"', "line 2, model: must not hold control characters"],
  ["a\0b", "body: holds NUL characters"],
  [
    "standing,y,2\nstanding",
    "line 2, model: is in this file more than once. Keep one row of it.; line 3, model: is in",
  ],
  ["pinned-one", "line 2, pinned-one: It is pinned by pins.json. Change it in that file."],
])("the name %j", (cell, sentence) => refusal(named(cell), sentence));

it.each([
  [
    "2026-01-31T09:30:00",
    "line 2, effectiveFrom: must be ISO 8601 with an offset, as 2026-01-31T09:30:00Z. Add Z for UTC",
  ],
  ["2026-01-31", "line 2, effectiveFrom: must be ISO 8601"],
  ["31.01.2026", "line 2, effectiveFrom: must be ISO 8601"],
  ["2026-02-30T00:00:00Z", "line 2, effectiveFrom: must be ISO 8601"],
  ["45678", "line 2, effectiveFrom: must be ISO 8601"],
  ["0000-01-01T00:00:00Z", "line 2, effectiveFrom: must not be before 1970. Check the year."],
  ["2026-01-01T00:00:00+23:00", "line 2, effectiveFrom: has an offset of more than 14 hours. Write it in UTC, with Z."],
])("the start %s", (cell, sentence) => refusal(since(cell), sentence));

it.each([
  [
    json("thresholds", [{ aboveTokens: -5 }]),
    "line 2, thresholds[0].aboveTokens: must be a whole number that is not negative.",
  ],
  [json("thresholds", { aboveTokens: 5 }), "line 2, thresholds: must be a list. Write it in square brackets"],
  [
    json(
      "thresholds",
      [1, 2].map((input) => ({ aboveTokens: 5, inputPer1M: String(input) })),
    ),
    "line 2, thresholds[1].aboveTokens: is there twice. Keep one of them.",
  ],
  [
    json("tiers", [
      { fromTokens: 0, toTokens: 100, inputPer1M: "1" },
      { fromTokens: 50, toTokens: 200, inputPer1M: "2" },
    ]),
    "line 2, tiers[1].fromTokens: lies inside another tier. Let it begin where that one ends.",
  ],
  [
    json("tiers", [{ fromTokens: 9, toTokens: 0 }]),
    "line 2, tiers[0]: has its bounds out of order. Put the smaller one first.",
  ],
  [
    "model,provider,perRequest,thresholds\nx,y,1,200k\n",
    "line 2, thresholds: is not valid JSON. Write it as an export does",
  ],
  [`model,provider,perRequest,tiers\nx,y,1,${"[".repeat(50_000)}\n`, "line 2, tiers: is not valid JSON."],
  [json("multipliers", { fats: 1 }), "line 2, multipliers.fats: is not a field of a price. Check its spelling."],
  [flag("yes"), "line 2, isActive: must be true or false. Write the word, not a number."],
  [
    "model,perRequest,isActive\ndefault,1,false\n",
    "line 2, default: The default entry prices every unknown model. Edit its price by itself; it stays switched on",
  ],
  ["model,provider\nx,y\n", "line 2, perRequest: is missing and there is no token price to derive it from."],
  [
    "model,perRequest\nx,1\n",
    "line 2, provider: is missing and the name does not tell it. Name the provider, as openai.",
  ],
  ["model,provider,perRequest\nx,y,1000001\n", "line 2, perRequest: is more than 1,000,000 USD. Check the unit"],
  [
    `model,provider,perRequest,notes\nx,y,1,${"n".repeat(2001)}\n`,
    "line 2, notes: must have at most 2000 characters. Shorten it.",
  ],
  [
    `model,provider,perRequest\n${Array.from({ length: 20_001 }, (_, n) => `m${n},y,1`).join("\n")}`,
    "body: has more than the 20,000 rows of one import. Split the file.",
  ],
])("terms and limits: %#", refusal);

it.each([
  [
    "model,inputPer1M,outputPer1M\nstanding,30,15\n",
    "line 2, standing: is held: input moves 10 times or more. Accept it by its name, or leave it out.",
  ],
  ["model,inputPer1M,outputPer1M\nstanding,0,15\n", "line 2, standing: is held: input becomes free. Accept it"],
  ["model,inputPer1M\nstanding,3\n", "line 2, standing: is held: output goes away."],
])("a far move that nobody accepted: %j", refusal);
