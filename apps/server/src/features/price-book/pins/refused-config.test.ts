/** Files of PRICING_CONFIG that are wrong: the sentence on the settings page, and the last good prices go on. */
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { findPrices } from "#server/entries/rows";
import { countRows } from "#server/testing/count-rows";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { pricingDefaults } from "../pricing-defaults";
import { keepPricesPinned, pinPrices } from "./pin-prices";

const GOOD = '{ "models": { "house*": { "input": 1.10 }, "default": { "perRequest": 0.25 } } }';

let test: TestContext;
let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ratecard-bad-config-"));
  path = join(folder, "prices.json");
  test = await createTestContext({ PRICING_CONFIG: path });
});
beforeEach(async () => {
  await rm(path, { recursive: true, force: true });
  await writeFile(path, GOOD);
  await pinPrices(test.services, path);
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

const problem = async () => (await pricingDefaults(test.ctx)).pricingConfig?.problem;
const standing = async () => ({
  prices: (await findPrices(test.database.pool)).map(({ view }) => view),
  rows: await countRows(test.database),
});

/** What is said of the file, after the proof that it changed nothing. */
async function refusal(): Promise<string | null | undefined> {
  const before = await standing();
  await pinPrices(test.services, path);
  expect(await standing()).toEqual(before);
  return problem();
}

const a = (fields: string) => `{ "models": { "a": { ${fields} } } }`;
const named = (...names: string[]) => `{ "models": { ${names.map((name) => `${name}: { "input": 1 }`).join(", ")} } }`;
const JSON_AT = /^The file is not valid JSON \(.+ at position \d+\)\. Mend it there\.$/;
const FORM = 'The file must be an object of the form { "models": { ... } }.';
const NO_OBJECT = 'models["a"] must be an object of prices, as { "input": 1.00, "output": 3.00 }.';
const NO_PRICE =
  'models["a"].perRequest is missing and there is no token price to derive it from. Enter a price per request, or prices per token.';
const NOT_DECIMAL =
  'models["a"].input is not a decimal number. Write it as 3 or 0.25, without separators or units; null means no price.';
const NOT_TEXT = 'models["a"].input must be decimal text, as 0.25. Use null for no price.';
const TOO_LARGE =
  'models["a"].input is larger than any price may be (1,000,000 USD per 1,000 tokens or per request). Check the unit.';
const TOO_FINE =
  'models["a"].input has more decimals than are kept (6 for USD per 1M tokens, 9 per 1K, 12 for USD per request). Check the unit (0.0000025 per token is 2.5 per 1M), or round it.';
const KNOWN =
  "Known are perRequest, input, output, cacheRead, cacheWrite, cacheWrite1h, reasoning, audioInput, audioOutput, imageInput, imageOutput, videoInput, videoOutput, cacheReadAudio, cacheReadImage, citation, requestFee, thresholds, tiers, serviceTiers, offPeak, multipliers, perUnit, queryTiers, inclusiveThresholds, unknownFields, provider, isCustom, isActive, notes.";
const STAR = "has a * that is not its last character. Only there it stands for any ending.";
const PRINTABLE = "must not hold control characters or broken Unicode. Remove them.";
const deep = `{ "models": { "a": ${'{ "x": '.repeat(20_000)}1${" }".repeat(20_000)} } }`;

const EMPTY = 'The file is empty. Write { "models": {} } to pin nothing.';

describe("a file of PRICING_CONFIG", () => {
  it.each<[text: string, sentence: string | RegExp]>([
    ["", EMPTY],
    [" \n", EMPTY],
    ["{", JSON_AT],
    [`// prices\n${GOOD}`, JSON_AT],
    [a('"input": 1,'), JSON_AT],
    [GOOD + GOOD, JSON_AT],
    [a('"input": NaN'), JSON_AT],
    [a('"input": 0x10'), JSON_AT],
    [a('"input": 1, "input": 2'), /Duplicate key 'input' encountered at position \d+\)\. Mend it there\.$/],
    ['{ "models": { "a": { "input": 1 }, "a": { "input": 2 } } }', /Duplicate key 'a' encountered/],
    [deep, "The file is nested far too deeply. Put prices under the names of models."],
    ["null", FORM],
    ["[]", FORM],
    ['"prices"', FORM],
    ["{}", FORM],
    ['{ "model": {} }', FORM],
    ['{ "models": [] }', FORM],
    ['{ "models": null }', FORM],
    ['{ "models": {}, "defaults": {} }', 'defaults is not known here. Put prices under "models".'],
    ['{ "__proto__": {}, "models": {} }', '__proto__ is not known here. Put prices under "models".'],
    ['{ "models": { "a": 3 } }', NO_OBJECT],
    ['{ "models": { "a": null } }', NO_OBJECT],
    ['{ "models": { "a": [1] } }', NO_OBJECT],
    ['{ "models": { "a": {} } }', NO_PRICE],
    [a('"input": null'), NO_PRICE],
    [a('"input": -1'), 'models["a"].input is negative. Enter 0 for free, or a positive number.'],
    [a('"perRequest": "-1"'), 'models["a"].perRequest is negative. Enter 0 for free, or a positive number.'],
    [a('"input": "NaN"'), 'models["a"].input is NaN, which is no price. Enter a decimal number, or null for no price.'],
    [a('"input": "Infinity"'), 'models["a"].input is infinite. Enter a decimal number, or null for no price.'],
    [a('"input": 1e400'), TOO_LARGE],
    [a('"input": 99999999999999999'), TOO_LARGE],
    [a('"input": 0.0000001'), TOO_FINE],
    [a('"input": "0x10"'), NOT_DECIMAL],
    [a('"input": "1_000"'), NOT_DECIMAL],
    [a('"input": "1,5"'), NOT_DECIMAL],
    [a('"input": "$1"'), NOT_DECIMAL],
    [a('"input": ""'), NOT_DECIMAL],
    [a('"input": true'), NOT_TEXT],
    [a('"input": {}'), NOT_TEXT],
    [a('"input": [1]'), NOT_TEXT],
    [a('"inptu": 1'), `models["a"].inptu is not known here. ${KNOWN}`],
    [a('"inputPer1M": 1'), `models["a"].inputPer1M is not known here. ${KNOWN}`],
    [a('"__proto__": { "input": 1 }'), `models["a"].__proto__ is not known here. ${KNOWN}`],
    [a('"input": 1, "provider": 7'), 'models["a"].provider must be text. Put it in quotes.'],
    [a('"input": 1, "isActive": "no"'), 'models["a"].isActive must be true or false. Write the word, not a number.'],
    [a('"input": 1, "notes": 7'), 'models["a"].notes must be text. Put it in quotes, or use null for none.'],
    [
      a('"input": 1, "thresholds": {}'),
      'models["a"].thresholds must be a list. Write it in square brackets, or use null for none.',
    ],
    [a('"input": 1, "tiers": [7]'), 'models["a"].tiers[0] must be an object.'],
    [a('"input": 1, "perUnit": { "x": 1 }'), 'models["a"].perUnit.x is not a field of a price. Check its spelling.'],
    [named('""'), 'models[""].model must not be empty. Enter a name.'],
    [named('" a"'), 'models[" a"].model must not begin or end with a blank. Remove it.'],
    [named(String.raw`"a\u0000"`), String.raw`models["a\u0000"].model ${PRINTABLE}`],
    [named(String.raw`"\ud800"`), String.raw`models["\ud800"].model ${PRINTABLE}`],
    [named(`"${"x".repeat(256)}"`), /\.model must have at most 255 characters\. Shorten it\.$/],
    [named('"a*b"'), `models["a*b"] ${STAR}`],
    [named('"*a"'), `models["*a"] ${STAR}`],
    [named('"a**"'), `models["a**"] ${STAR}`],
    [named('"gpt-4.1"', '"gpt-41"'), 'models["gpt-41"] is the same name as models["gpt-4.1"], dots aside. Keep one.'],
    [
      '{ "models": { "default": { "perRequest": 1, "isActive": false } } }',
      'models["default"].isActive must stay true: this entry prices every unknown model.',
    ],
    [
      `{ "models": { ${[1, 2, 3, 4, 5, 6, 7].map((n) => `"m${n}": 3`).join(", ")} } }`,
      /^models\["m1"\] must be .+ models\["m5"\] must be .+ And 2 more\.$/,
    ],
  ])("with the text %j changes nothing and says why", async (text, sentence) => {
    await writeFile(path, text);
    const refused = await refusal();
    if (typeof sentence === "string") expect(refused).toBe(sentence);
    else expect(refused).toMatch(sentence);
  });

  it("that is gone, a folder, no text, too large or not to be found is said as such", async () => {
    await rm(path);
    expect(await refusal()).toBe("There is no such file. Check the path in PRICING_CONFIG.");
    await mkdir(path);
    expect(await refusal()).toBe("PRICING_CONFIG names a folder. Name the file in it.");
    await rm(path, { recursive: true });
    await writeFile(path, Buffer.from(GOOD.replace("house", "caf\u00E9"), "latin1"));
    expect(await refusal()).toBe("The file is not UTF-8 text. Save it as UTF-8.");
    await truncate(path, 16 * 1024 * 1024 + 1);
    expect(await refusal()).toBe("The file has 16777217 bytes; at most 16777216 are read.");
    await rm(path);
    await symlink(path, path);
    expect(await refusal()).toBe("The file could not be read. Check the path in PRICING_CONFIG.");
  });

  it("may begin with a byte order mark, and call an entry as it likes", async () => {
    await writeFile(path, `\uFEFF${named('"__proto__"', '"constructor"', '"*"')}`);
    await pinPrices(test.services, path);
    expect(await problem()).toBeNull();
    const names = (await findPrices(test.database.pool)).map(({ view }) => view.model);
    expect(names).toEqual(expect.arrayContaining(["__proto__", "constructor", "*"]));
  });

  it("that turns bad under a running server is said, the last good one stays, and a mended one is taken", async () => {
    const pinned = await keepPricesPinned(test.services);
    const before = await standing();
    await writeFile(path, `${GOOD} and more`);
    const soon = { timeout: 20_000, interval: 50 };
    await vi.waitFor(async () => expect(await problem()).toMatch(JSON_AT), soon);
    expect(await standing()).toEqual(before);
    await writeFile(path, GOOD.replace("1.10", "2.20"));
    await vi.waitFor(async () => expect(await problem()).toBeNull(), soon);
    const entry = (await findPrices(test.database.pool)).find(({ view }) => view.model === "house*");
    expect(entry?.view.inputPer1M).toBe("2.2");
    await pinned.close();
  });
});
