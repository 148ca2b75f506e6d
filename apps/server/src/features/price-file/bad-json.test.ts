/** JSON files that cannot be imported: each is answered with item, field and code, and nothing at all is written. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPriceDoor, type PriceDoor } from "#server/testing/open-price-door";

let door: PriceDoor;
beforeAll(async () => {
  door = await openPriceDoor();
});
afterAll(() => door.close());

const refusal = async (body: string | Buffer, refused: string) => {
  const answer = await door.call({ method: "POST", url: "/api/prices/import", body, type: "application/json" });
  expect(answer.refusal).toBe(refused);
  expect(answer).toMatchObject({ status: 400, isUntouched: true });
};

const GOOD = { model: "x", provider: "y", perRequest: "1" };
const item = (field: string, value: unknown) => JSON.stringify([{ ...GOOD, [field]: value }]);
/** The literal as it stands, which JSON.stringify would not write. */
const literal = (field: string, text: string) => `[{"model": "x", "provider": "y", "${field}": ${text}}]`;

const NO_LIST = "body: not-a-price-list";
const NO_KIND = "body: unknown-object";
const NO_ITEM = "item 1: not-a-file-item";
const NO_DECIMAL = "item 1, inputPer1M: not-a-decimal-literal";

it.each([
  ["", "body: empty-file"],
  ["null", NO_LIST],
  ["{}", NO_KIND],
  ['{"data": [{"id": "gpt-4o"}]}', NO_KIND],
  ['"x"', NO_LIST],
  ["5", NO_LIST],
  ["model,perRequest\nx,1\n", NO_LIST],
  ['{"model": "x"}\n{"model": "y"}', "body: not-json"],
  ["[]", "body: no-price-in-file"],
  ["[1]", NO_ITEM],
  ["[null]", NO_ITEM],
  ["[[]]", NO_ITEM],
  ['[{"model": "x"},]', "body: not-json"],
  ['[{"model": "x"', "body: not-json"],
  ["[{'model': 'x'}]", "body: not-json"],
  ["[/* none */]", "body: not-json"],
  ["[] []", "body: not-json"],
  [literal("inputPer1M", "NaN"), "body: not-json"],
  [literal("inputPer1M", "0x10"), "body: not-json"],
  ['[{"model": "x", "model": "y"}]', "body: not-json"],
  ["[".repeat(100_000), "body: too-deep"],
  [`[${'{"a":'.repeat(5000)}1${"}".repeat(5000)}]`, "body: too-deep"],
  [Buffer.from(`\uFEFF${JSON.stringify([GOOD])}`, "utf16le"), "body: utf-16"],
  [Buffer.from('[{"model": "caf\u00E9"}]', "latin1"), "body: not-utf-8"],
  ["\uFEFF[{}]", "item 1, model: missing"],
  [JSON.stringify(Array.from({ length: 20_001 }, (_, n) => ({ ...GOOD, model: `m${n}` }))), "body: too-many-rows"],
])("a file that is no list: %#", refusal);

it.each([
  [JSON.stringify([{ provider: "y", perRequest: "1" }]), "item 1, model: missing"],
  [item("model", 5), "item 1, model: wrong-type"],
  [item("model", null), "item 1, model: wrong-type"],
  [item("model", {}), "item 1, model: wrong-type"],
  [item("model", ""), "item 1, model: empty-name"],
  [item("model", "x "), "item 1, model: outer-blank"],
  [item("model", "x".repeat(256)), "item 1, model: too-long"],
  [item("model", "a\0"), "item 1, model: unprintable"],
  [literal("notes", '"", "model": "\\ud800"').replace('"model": "x", ', ""), "item 1, model: unprintable"],
  [item("inputPerM", 1), "item 1, inputPerM: unknown-field"],
  [item("constructor", 1), "item 1, constructor: unknown-field"],
  [literal("__proto__", '{"isActive": false}'), "item 1, __proto__: unknown-field"],
  [JSON.stringify([GOOD, { ...GOOD, perRequest: "2" }]), "item 1, model: model-twice; item 2, model: model-twice"],
  [JSON.stringify([{ model: "default", perRequest: "1", isActive: false }]), "item 1, default: default-entry"],
  [JSON.stringify([{ model: "pinned-one", perRequest: "9" }]), "item 1, pinned-one: pinned"],
  [JSON.stringify([{ model: "x", provider: "y" }]), "item 1, perRequest: no-price-per-request"],
  [JSON.stringify([{ model: "zzz", perRequest: "1" }]), "item 1, provider: no-provider"],
])("names and fields: %j", refusal);

it.each([
  [literal("inputPer1M", "-0.1"), "item 1, inputPer1M: negative"],
  [literal("inputPer1M", "1e400"), "item 1, inputPer1M: too-large"],
  [literal("inputPer1M", "1e999999999"), "item 1, inputPer1M: too-large"],
  [literal("inputPer1M", "1e-9999999999"), NO_DECIMAL],
  [literal("inputPer1M", "1234567890123456789012345678901234567890"), "item 1, inputPer1M: too-large"],
  [literal("inputPer1M", "0.1234567890123456789012345678901234567890"), "item 1, inputPer1M: too-fine"],
  [literal("inputPer1M", "1e-7"), "item 1, inputPer1M: too-fine"],
  [item("inputPer1M", "NaN"), "item 1, inputPer1M: not-a-number"],
  [item("inputPer1M", "Infinity"), "item 1, inputPer1M: infinite"],
  [item("inputPer1M", "0x10"), NO_DECIMAL],
  [item("inputPer1M", "1_000"), NO_DECIMAL],
  [item("inputPer1M", "1,5"), "item 1, inputPer1M: two-readings"],
  [item("inputPer1M", "€3"), "item 1, inputPer1M: other-currency"],
  [item("inputPer1M", ""), NO_DECIMAL],
  [item("inputPer1M", true), "item 1, inputPer1M: not-text"],
  [item("inputPer1M", [1]), "item 1, inputPer1M: not-text"],
  [item("inputPer1M", { value: 1 }), "item 1, inputPer1M: not-text"],
  [JSON.stringify([{ model: "standing", inputPer1M: "30", outputPer1M: "15" }]), "item 1, standing: held"],
])("prices: %j", refusal);

it.each([
  [item("isActive", "true"), "item 1, isActive: not-a-boolean"],
  [item("isActive", 1), "item 1, isActive: not-a-boolean"],
  [item("provider", 5), "item 1, provider: wrong-type"],
  [item("notes", 5), "item 1, notes: wrong-type"],
  [item("notes", "a\0b"), "item 1, notes: unprintable"],
  [item("effectiveFrom", "soon"), "item 1, effectiveFrom: not-an-instant"],
  [item("effectiveFrom", 1_700_000_000), "item 1, effectiveFrom: not-an-instant"],
  [item("effectiveFrom", "+262143-01-01T00:00:00Z"), "item 1, effectiveFrom: not-an-instant"],
  [item("effectiveFrom", "0001-01-01T00:00:00Z"), "item 1, effectiveFrom: year-too-early"],
  [item("thresholds", "x"), "item 1, thresholds: not-a-list"],
  [item("thresholds", [null]), "item 1, thresholds[0]: not-an-object"],
  [item("thresholds", [{ aboveTokens: -5 }]), "item 1, thresholds[0].aboveTokens: not-a-whole-number"],
  [
    item("thresholds", [{ above: 5 }]),
    "item 1, thresholds[0].above: unknown-field; item 1, thresholds[0].aboveTokens: not-a-whole-number",
  ],
  [literal("thresholds", '[{"aboveTokens": 1e30}]'), "item 1, thresholds[0].aboveTokens: not-a-whole-number"],
  [item("tiers", [{ fromTokens: 0, toTokens: 5 }]), "item 1, tiers[0].inputPer1M: tier-without-input"],
  [
    item(
      "tiers",
      [0, 5].map((from) => ({ fromTokens: from, toTokens: from + 10, inputPer1M: "1" })),
    ),
    "item 1, tiers[1].fromTokens: overlaps",
  ],
  [item("serviceTiers", "x"), "item 1, serviceTiers: not-an-object"],
  [item("serviceTiers", []), "item 1, serviceTiers: not-an-object"],
  [item("multipliers", { fast: "-2" }), "item 1, multipliers.fast: negative"],
  [literal("serviceTiers", '{"__proto__": {"a": 1}}'), "item 1, serviceTiers.__proto__: unknown-field"],
  [item("offPeak", { windows: [{ startMinute: 0, endMinute: 9999 }] }), "item 1, offPeak.windows[0]: out-of-order"],
])("terms: %j", refusal);
