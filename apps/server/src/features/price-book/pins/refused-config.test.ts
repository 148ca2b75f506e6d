/** Files of PRICING_CONFIG that are wrong: the sentence on the settings page, and the last good prices go on. */
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeProblem, type ProblemCode, type ProblemDetails } from "@ratecard/contract";
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
/** The sentence about a place in the file; "" is the file. */
const at = <Code extends ProblemCode>(place: string, code: Code, ...details: ProblemDetails<Code>): string =>
  `${place || "The file"} ${describeProblem(code, ...details)}`;

const JSON_AT = /^The file is not valid JSON \(.+ at position \d+\)/;
const FORM = at("", "not-pins");
const NO_OBJECT = at('models["a"]', "not-pinned-prices");
const NO_PRICE = at('models["a"].perRequest', "no-price-per-request");
const NOT_DECIMAL = at('models["a"].input', "not-a-decimal-literal");
const NOT_TEXT = at('models["a"].input', "not-text");
const TOO_LARGE = at('models["a"].input', "too-large");
const TOO_FINE = at('models["a"].input', "too-fine");
const unknown = (field: string) => new RegExp(`^models\\["a"\\]\\.${field} is not known here\\. .*input, output`);
const OUTSIDE = describeProblem("outside-models");
const STAR = describeProblem("star-inside");
const PRINTABLE = describeProblem("unprintable");
const deep = `{ "models": { "a": ${'{ "x": '.repeat(20_000)}1${" }".repeat(20_000)} } }`;

const SETTING = { setting: "PRICING_CONFIG" };
const MOST_BYTES = 16 * 1024 * 1024;
const EMPTY = describeProblem("file-empty");

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
    [a('"input": 1, "input": 2'), JSON_AT],
    ['{ "models": { "a": { "input": 1 }, "a": { "input": 2 } } }', JSON_AT],
    [deep, at("", "pins-too-deep")],
    ["null", FORM],
    ["[]", FORM],
    ['"prices"', FORM],
    ["{}", FORM],
    ['{ "model": {} }', FORM],
    ['{ "models": [] }', FORM],
    ['{ "models": null }', FORM],
    ['{ "models": {}, "defaults": {} }', `defaults ${OUTSIDE}`],
    ['{ "__proto__": {}, "models": {} }', `__proto__ ${OUTSIDE}`],
    ['{ "models": { "a": 3 } }', NO_OBJECT],
    ['{ "models": { "a": null } }', NO_OBJECT],
    ['{ "models": { "a": [1] } }', NO_OBJECT],
    ['{ "models": { "a": {} } }', NO_PRICE],
    [a('"input": null'), NO_PRICE],
    [a('"input": -1'), at('models["a"].input', "negative")],
    [a('"perRequest": "-1"'), at('models["a"].perRequest', "negative")],
    [a('"input": "NaN"'), at('models["a"].input', "not-a-number")],
    [a('"input": "Infinity"'), at('models["a"].input', "infinite")],
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
    [a('"inptu": 1'), unknown("inptu")],
    [a('"inputPer1M": 1'), unknown("inputPer1M")],
    [a('"__proto__": { "input": 1 }'), unknown("__proto__")],
    [a('"input": 1, "provider": 7'), at('models["a"].provider', "wrong-type", { expected: "text" })],
    [a('"input": 1, "isActive": "no"'), at('models["a"].isActive', "not-a-boolean")],
    [a('"input": 1, "notes": 7'), at('models["a"].notes', "wrong-type", { expected: "text" })],
    [a('"input": 1, "thresholds": {}'), at('models["a"].thresholds', "not-a-list")],
    [a('"input": 1, "tiers": [7]'), at('models["a"].tiers[0]', "not-an-object")],
    [a('"input": 1, "perUnit": { "x": 1 }'), at('models["a"].perUnit.x', "unknown-field")],
    [named('""'), at('models[""].model', "empty-name")],
    [named('" a"'), at('models[" a"].model', "outer-blank")],
    [named(String.raw`"a\u0000"`), String.raw`models["a\u0000"].model ${PRINTABLE}`],
    [named(String.raw`"\ud800"`), String.raw`models["\ud800"].model ${PRINTABLE}`],
    [named(`"${"x".repeat(256)}"`), at(`models["${"x".repeat(256)}"].model`, "too-long", { most: 255 })],
    [named('"a*b"'), `models["a*b"] ${STAR}`],
    [named('"*a"'), `models["*a"] ${STAR}`],
    [named('"a**"'), `models["a**"] ${STAR}`],
    [named('"gpt-4.1"', '"gpt-41"'), at('models["gpt-41"]', "same-name", { twin: 'models["gpt-4.1"]' })],
    [
      '{ "models": { "default": { "perRequest": 1, "isActive": false } } }',
      at('models["default"].isActive', "default-switched-off"),
    ],
    [
      `{ "models": { ${[1, 2, 3, 4, 5, 6, 7].map((n) => `"m${n}": 3`).join(", ")} } }`,
      /^models\["m1"\] .+ models\["m5"\] .+ And 2 more\.$/,
    ],
  ])("with the text %j changes nothing and says why", async (text, sentence) => {
    await writeFile(path, text);
    const refused = await refusal();
    if (typeof sentence === "string") expect(refused).toBe(sentence);
    else expect(refused).toMatch(sentence);
  });

  it("that is gone, a folder, no text, too large or not to be found is said as such", async () => {
    await rm(path);
    expect(await refusal()).toBe(describeProblem("no-such-file", SETTING));
    await mkdir(path);
    expect(await refusal()).toBe(describeProblem("file-is-folder", SETTING));
    await rm(path, { recursive: true });
    await writeFile(path, Buffer.from(GOOD.replace("house", "caf\u00E9"), "latin1"));
    expect(await refusal()).toBe(describeProblem("file-not-utf-8"));
    await truncate(path, MOST_BYTES + 1);
    expect(await refusal()).toBe(describeProblem("file-too-large", { bytes: MOST_BYTES + 1, most: MOST_BYTES }));
    await rm(path);
    await symlink(path, path);
    expect(await refusal()).toBe(describeProblem("file-unreadable", SETTING));
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
