/** CSV files that cannot be imported: each is answered with line, field and code, and nothing at all is written. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPriceDoor, type PriceDoor } from "#server/testing/open-price-door";

let door: PriceDoor;
beforeAll(async () => {
  door = await openPriceDoor();
});
afterAll(() => door.close());

const refusal = async (body: string | Buffer, refused: string) => {
  const answer = await door.call({ method: "POST", url: "/api/prices/import", body, type: "text/csv" });
  expect(answer.refusal).toBe(refused);
  expect(answer).toMatchObject({ status: 400, isUntouched: true });
};

const rate = (cell: string) => `model,provider,inputPer1M\ngood,y,1\nbad,y,${cell}\n`;
const named = (cell: string) => `model,provider,perRequest\n${cell},y,1\n`;
const since = (cell: string) => `model,provider,perRequest,effectiveFrom\nx,y,1,${cell}\n`;
const json = (column: string, value: unknown) =>
  `model,provider,perRequest,${column}\nx,y,1,"${JSON.stringify(value).replaceAll('"', '""')}"\n`;
const flag = (cell: string) => `model,provider,perRequest,isActive\nx,y,1,${cell}\n`;

const NO_DECIMAL = "line 3, inputPer1M: not-a-decimal-literal";

it.each([
  ["", "body: empty-file"],
  ["  \n\n", "body: empty-file"],
  ["model,provider,inputPer1M\n", "body: no-price-in-file"],
  ["\n\nmodel,perRequest\n,\n", "body: no-price-in-file"],
  ["name,price\nx,1\n", "body: no-model-column; body: unknown-column"],
  ["model,prise\nx,1\n", "body: unknown-column"],
  ["model,__proto__\nx,1\n", "body: unknown-column"],
  ["model,model\nx,y\n", "body: column-twice"],
  ["model, model\nx,y\n", "body: column-twice"],
  ["model,,perRequest\nx,,1\n", "body: nameless-column"],
  ["model,provider,inputPer1M,price_per_1k_input_tokens\nx,y,1,1\n", "columns: field-taken-twice"],
  ['[{"model": "x"}]', "body: json-as-csv"],
  ["<html><p>Sign in</p></html>\nx\n", "body: no-model-column; body: unknown-column"],
])("a file that is no table: %j", refusal);

it.each([
  ['model,notes,perRequest\nx,"open,1\n', "body: not-csv"],
  ['model,notes,perRequest\nx,a"b,1\n', "body: not-csv"],
  ['model,notes,perRequest\nx,"a"b,1\n', "body: not-csv"],
  ["model,provider,perRequest\nx,y,1,000\n", "line 2: wrong-cell-count"],
  ["model,provider,perRequest\nx,y\n", "line 2: wrong-cell-count"],
  ['model,provider,notes,perRequest\nx,y,"two\nlines",1\nz,y,,\n', "line 4, perRequest: no-price-per-request"],
])("a broken row: %j", refusal);

it.each([
  [Buffer.from("\uFEFFmodel,perRequest\nx,1\n", "utf16le"), "body: utf-16"],
  [Buffer.from("model,perRequest\nx,1\n", "utf16le"), "body: nul-characters"],
  [Buffer.from(named("caf\u00E9"), "latin1"), "body: not-utf-8"],
  [Buffer.from("504b0304140006000800", "hex"), "body: nul-characters"],
  [Buffer.from([0x6d, 0xc3, 0x28]), "body: not-utf-8"],
  [`\uFEFF${rate("-1")}`, "line 3, inputPer1M: negative"],
])("another encoding: %#", refusal);

it.each([
  ['"1,000"', "line 3, inputPer1M: two-readings"],
  ['"$1,5"', "line 3, inputPer1M: two-readings"],
  ['"1.250,00"', "line 3, inputPer1M: many-readings"],
  ["1 000", NO_DECIMAL],
  ["$$3", NO_DECIMAL],
  ["3 EUR", "line 3, inputPer1M: other-currency"],
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
  ["1e400", "line 3, inputPer1M: too-large"],
  ["1234567890123456789012345678901234567890", "line 3, inputPer1M: too-large"],
  ["0.1234567890123456789012345678901234567890", "line 3, inputPer1M: too-fine"],
  ["NaN", "line 3, inputPer1M: not-a-number"],
  ["Infinity", "line 3, inputPer1M: infinite"],
  ["-inf", "line 3, inputPer1M: infinite"],
  ["-0.1", "line 3, inputPer1M: negative"],
])("the price %s", (cell, refused) => refusal(rate(cell), refused));

it.each([
  ["", "line 2, model: wrong-type"],
  ["x ", "line 2, model: outer-blank"],
  ["x".repeat(256), "line 2, model: too-long"],
  ["a\u0007b", "line 2, model: unprintable"],
  ['"a\nb"', "line 2, model: unprintable"],
  ["a\0b", "body: nul-characters"],
  ["standing,y,2\nstanding", "line 2, model: model-twice; line 3, model: model-twice"],
  ["pinned-one", "line 2, pinned-one: pinned"],
])("the name %j", (cell, refused) => refusal(named(cell), refused));

it.each([
  ["2026-01-31T09:30:00", "line 2, effectiveFrom: not-an-instant"],
  ["2026-01-31", "line 2, effectiveFrom: not-an-instant"],
  ["31.01.2026", "line 2, effectiveFrom: not-an-instant"],
  ["2026-02-30T00:00:00Z", "line 2, effectiveFrom: not-an-instant"],
  ["45678", "line 2, effectiveFrom: not-an-instant"],
  ["0000-01-01T00:00:00Z", "line 2, effectiveFrom: year-too-early"],
  ["2026-01-01T00:00:00+23:00", "line 2, effectiveFrom: offset-too-far"],
])("the start %s", (cell, refused) => refusal(since(cell), refused));

it.each([
  [json("thresholds", [{ aboveTokens: -5 }]), "line 2, thresholds[0].aboveTokens: not-a-whole-number"],
  [json("thresholds", { aboveTokens: 5 }), "line 2, thresholds: not-a-list"],
  [
    json(
      "thresholds",
      [1, 2].map((input) => ({ aboveTokens: 5, inputPer1M: String(input) })),
    ),
    "line 2, thresholds[1].aboveTokens: named-twice",
  ],
  [
    json("tiers", [
      { fromTokens: 0, toTokens: 100, inputPer1M: "1" },
      { fromTokens: 50, toTokens: 200, inputPer1M: "2" },
    ]),
    "line 2, tiers[1].fromTokens: overlaps",
  ],
  [json("tiers", [{ fromTokens: 9, toTokens: 0 }]), "line 2, tiers[0]: out-of-order"],
  ["model,provider,perRequest,thresholds\nx,y,1,200k\n", "line 2, thresholds: cell-not-json"],
  [`model,provider,perRequest,tiers\nx,y,1,${"[".repeat(50_000)}\n`, "line 2, tiers: cell-not-json"],
  [json("multipliers", { fats: 1 }), "line 2, multipliers.fats: unknown-field"],
  [flag("yes"), "line 2, isActive: not-a-boolean"],
  ["model,perRequest,isActive\ndefault,1,false\n", "line 2, default: default-entry"],
  ["model,provider\nx,y\n", "line 2, perRequest: no-price-per-request"],
  ["model,perRequest\nx,1\n", "line 2, provider: no-provider"],
  ["model,provider,perRequest\nx,y,1000001\n", "line 2, perRequest: request-too-dear"],
  [`model,provider,perRequest,notes\nx,y,1,${"n".repeat(2001)}\n`, "line 2, notes: too-long"],
  [
    `model,provider,perRequest\n${Array.from({ length: 20_001 }, (_, n) => `m${n},y,1`).join("\n")}`,
    "body: too-many-rows",
  ],
])("terms and limits: %#", refusal);

it.each([
  ["model,inputPer1M,outputPer1M\nstanding,30,15\n", "line 2, standing: held"],
  ["model,inputPer1M,outputPer1M\nstanding,0,15\n", "line 2, standing: held"],
  ["model,inputPer1M\nstanding,3\n", "line 2, standing: held"],
])("a far move that nobody accepted: %j", refusal);
