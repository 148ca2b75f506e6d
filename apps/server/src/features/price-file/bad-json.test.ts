/** JSON files that cannot be imported: each is answered by a sentence with item, field and remedy, and nothing at all is written. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPriceDoor, type PriceDoor } from "#server/testing/open-price-door";

let door: PriceDoor;
beforeAll(async () => {
  door = await openPriceDoor();
});
afterAll(() => door.close());

const refusal = async (body: string | Buffer, sentence: string) => {
  const answer = await door.call({ method: "POST", url: "/api/prices/import", body, type: "application/json" });
  expect(answer.message).toContain(sentence);
  expect(answer).toMatchObject({ status: 400, isUntouched: true });
};

const GOOD = { model: "x", provider: "y", perRequest: "1" };
const item = (field: string, value: unknown) => JSON.stringify([{ ...GOOD, [field]: value }]);
/** The literal as it stands, which JSON.stringify would not write. */
const literal = (field: string, text: string) => `[{"model": "x", "provider": "y", "${field}": ${text}}]`;

const NO_LIST = "body: must be a JSON array of prices, as GET /api/prices.json answers. CSV goes as text/csv.";
const NO_KIND =
  "body: is a JSON object of no kind that is known here. It can be a LiteLLM config, OpenRouter model list,";
const NO_ITEM = "item 1: must be an object of a price's fields";
const NO_DECIMAL = "item 1, inputPer1M: is not a decimal number. Write it as 3 or 0.25";

it.each([
  ["", "body: is empty."],
  ["null", NO_LIST],
  ["{}", NO_KIND],
  ['{"data": [{"id": "gpt-4o"}]}', NO_KIND],
  ['"x"', NO_LIST],
  ["5", NO_LIST],
  ["model,perRequest\nx,1\n", NO_LIST],
  ['{"model": "x"}\n{"model": "y"}', "body: is not valid JSON (Expected end of input"],
  ["[]", "body: holds no price. Send at least one"],
  ["[1]", NO_ITEM],
  ["[null]", NO_ITEM],
  ["[[]]", NO_ITEM],
  ['[{"model": "x"},]', "body: is not valid JSON (Array item expected"],
  ['[{"model": "x"', "body: is not valid JSON"],
  ["[{'model': 'x'}]", "body: is not valid JSON"],
  ["[/* none */]", "body: is not valid JSON"],
  ["[] []", "body: is not valid JSON"],
  [literal("inputPer1M", "NaN"), "body: is not valid JSON"],
  [literal("inputPer1M", "0x10"), "body: is not valid JSON"],
  ['[{"model": "x", "model": "y"}]', "body: is not valid JSON (Duplicate key 'model'"],
  ["[".repeat(100_000), "body: is nested far too deeply. Send what the call describes."],
  [`[${'{"a":'.repeat(5000)}1${"}".repeat(5000)}]`, "body: is nested far too deeply. Send what the call describes."],
  [Buffer.from(`\uFEFF${JSON.stringify([GOOD])}`, "utf16le"), "body: is UTF-16. Save it as UTF-8."],
  [Buffer.from('[{"model": "caf\u00E9"}]', "latin1"), "body: is not UTF-8 (Latin-1 perhaps)."],
  ["\uFEFF[{}]", "item 1, model: is missing. Name it."],
  [
    JSON.stringify(Array.from({ length: 20_001 }, (_, n) => ({ ...GOOD, model: `m${n}` }))),
    "body: has more than the 20,000 rows of one import. Split the file.",
  ],
])("a file that is no list: %#", refusal);

it.each([
  [JSON.stringify([{ provider: "y", perRequest: "1" }]), "item 1, model: is missing. Name it."],
  [item("model", 5), "item 1, model: must be text. Put it in quotes."],
  [item("model", null), "item 1, model: must be text."],
  [item("model", {}), "item 1, model: must be text."],
  [item("model", ""), "item 1, model: must not be empty. Enter a name."],
  [item("model", "x "), "item 1, model: must not begin or end with a blank. Remove it."],
  [item("model", "x".repeat(256)), "item 1, model: must have at most 255 characters. Shorten it."],
  [item("model", "a\0"), "item 1, model: must not hold control characters or broken Unicode. Remove them."],
  [literal("notes", '"", "model": "\\ud800"').replace('"model": "x", ', ""), "item 1, model: must not hold control"],
  [item("inputPerM", 1), "item 1, inputPerM: is not known here. Remove it."],
  [item("constructor", 1), "item 1, constructor: is not known here."],
  [literal("__proto__", '{"isActive": false}'), "item 1, __proto__: is not known here. Remove it."],
  [
    JSON.stringify([GOOD, { ...GOOD, perRequest: "2" }]),
    "item 1, model: is in this file more than once. Keep one row of it.",
  ],
  [
    JSON.stringify([{ model: "default", perRequest: "1", isActive: false }]),
    "item 1, default: The default entry prices every unknown model. Edit its price by itself",
  ],
  [JSON.stringify([{ model: "pinned-one", perRequest: "9" }]), "item 1, pinned-one: It is pinned by pins.json."],
  [JSON.stringify([{ model: "x", provider: "y" }]), "item 1, perRequest: is missing and there is no token price"],
  [JSON.stringify([{ model: "zzz", perRequest: "1" }]), "item 1, provider: is missing and the name does not tell it."],
])("names and fields: %j", refusal);

it.each([
  [literal("inputPer1M", "-0.1"), "item 1, inputPer1M: is negative. Enter 0 for free"],
  [literal("inputPer1M", "1e400"), "item 1, inputPer1M: is larger than any price may be"],
  [literal("inputPer1M", "1e999999999"), "item 1, inputPer1M: is larger than any price may be"],
  [literal("inputPer1M", "1e-9999999999"), NO_DECIMAL],
  [literal("inputPer1M", "1234567890123456789012345678901234567890"), "item 1, inputPer1M: is larger"],
  [
    literal("inputPer1M", "0.1234567890123456789012345678901234567890"),
    "item 1, inputPer1M: has more decimals than are kept",
  ],
  [literal("inputPer1M", "1e-7"), "item 1, inputPer1M: has more decimals than are kept"],
  [item("inputPer1M", "NaN"), "item 1, inputPer1M: is NaN, which is no price."],
  [item("inputPer1M", "Infinity"), "item 1, inputPer1M: is infinite."],
  [item("inputPer1M", "0x10"), NO_DECIMAL],
  [item("inputPer1M", "1_000"), NO_DECIMAL],
  [item("inputPer1M", "1,5"), "item 1, inputPer1M: can be read in two ways"],
  [item("inputPer1M", "€3"), "item 1, inputPer1M: is not in US dollars."],
  [item("inputPer1M", ""), NO_DECIMAL],
  [item("inputPer1M", true), "item 1, inputPer1M: must be decimal text, as 0.25. Use null for no price."],
  [item("inputPer1M", [1]), "item 1, inputPer1M: must be decimal text"],
  [item("inputPer1M", { value: 1 }), "item 1, inputPer1M: must be decimal text"],
  [
    JSON.stringify([{ model: "standing", inputPer1M: "30", outputPer1M: "15" }]),
    "item 1, standing: is held: input moves 10 times",
  ],
])("prices: %j", refusal);

it.each([
  [item("isActive", "true"), "item 1, isActive: must be true or false. Write the word, not a number."],
  [item("isActive", 1), "item 1, isActive: must be true or false."],
  [item("provider", 5), "item 1, provider: must be text. Put it in quotes."],
  [item("notes", 5), "item 1, notes: must be text."],
  [item("notes", "a\0b"), "item 1, notes: must not hold control characters"],
  [item("effectiveFrom", "soon"), "item 1, effectiveFrom: must be ISO 8601 with an offset"],
  [item("effectiveFrom", 1_700_000_000), "item 1, effectiveFrom: must be ISO 8601 with an offset"],
  [item("effectiveFrom", "+262143-01-01T00:00:00Z"), "item 1, effectiveFrom: must be ISO 8601 with an offset"],
  [item("effectiveFrom", "0001-01-01T00:00:00Z"), "item 1, effectiveFrom: must not be before 1970."],
  [item("thresholds", "x"), "item 1, thresholds: must be a list."],
  [item("thresholds", [null]), "item 1, thresholds[0]: must be an object."],
  [item("thresholds", [{ aboveTokens: -5 }]), "item 1, thresholds[0].aboveTokens: must be a whole number"],
  [item("thresholds", [{ above: 5 }]), "item 1, thresholds[0].above: is not a field of a price."],
  [literal("thresholds", '[{"aboveTokens": 1e30}]'), "item 1, thresholds[0].aboveTokens: must be a whole number"],
  [item("tiers", [{ fromTokens: 0, toTokens: 5 }]), "item 1, tiers[0].inputPer1M: is missing, and a tier"],
  [
    item(
      "tiers",
      [0, 5].map((from) => ({ fromTokens: from, toTokens: from + 10, inputPer1M: "1" })),
    ),
    "item 1, tiers[1].fromTokens: lies inside another tier.",
  ],
  [item("serviceTiers", "x"), "item 1, serviceTiers: must be an object. Write it in braces"],
  [item("serviceTiers", []), "item 1, serviceTiers: must be an object."],
  [item("multipliers", { fast: "-2" }), "item 1, multipliers.fast: is negative."],
  [literal("serviceTiers", '{"__proto__": {"a": 1}}'), "item 1, serviceTiers.__proto__: is not a field of a price."],
  [
    item("offPeak", { windows: [{ startMinute: 0, endMinute: 9999 }] }),
    "item 1, offPeak.windows[0]: has its bounds out of order.",
  ],
])("terms: %j", refusal);
