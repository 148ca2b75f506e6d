import { termsToJson } from "@ratecard/pricing";
import { describe, expect, it, test } from "vitest";
import { bundledCatalog } from "./bundled-catalog";
import { type CatalogIndex, indexFromJson, indexToJson } from "./catalog-index";
import { diffCatalogs, NO_REFERENCE, referenceFrom } from "./diff-catalogs";
import { parseCatalog } from "./parse-catalog";
import { isSameCatalog, nextCatalog, type RefreshPolicy, reviewRefresh, withAccepted } from "./review-refresh";
import { catalogIndex } from "./testing/catalog-text";
import { CATALOG_FILE, sharedText } from "./testing/shared-data";

const at = (input: string, output = "1e-05") => `"input_cost_per_token": ${input}, "output_cost_per_token": ${output}`;
const REFRESH = 1000;
const AUTOMATIC: RefreshPolicy = {
  requestsByKey: new Map(),
  holdUsed: false,
  rejected: new Set(),
  referenceOf: NO_REFERENCE,
};

const before = catalogIndex({
  same: at("1e-06"),
  dearer: at("1e-06"),
  tenfold: at("1e-06"),
  zero: at("1e-06"),
  born: at("0", "0"),
  gone: at("1e-06"),
});
const fetched = catalogIndex({
  same: `${at("1e-06")}, "max_tokens": 5`,
  dearer: at("2e-06"),
  tenfold: at("1e-05"),
  zero: at("0"),
  born: at("3e-06"),
  fresh: at("1e-06"),
});

const inputOf = (index: typeof before, key: string) => {
  const entry = index.entries.get(key);
  return entry && termsToJson(entry.terms).inputPer1M;
};

test("a diff names what was added, changed and removed, and what is doubtful", () => {
  expect(diffCatalogs(before, fetched).map(({ key, kind, isDoubtful }) => [key, kind, isDoubtful])).toEqual([
    ["born", "changed", true],
    ["dearer", "changed", false],
    ["fresh", "added", false],
    ["gone", "removed", false],
    ["tenfold", "changed", true],
    ["zero", "changed", true],
  ]);
  expect(diffCatalogs(before, before)).toEqual([]);
});

describe("a refresh", () => {
  test("applies ordinary changes, holds the doubtful, keeps the removed as tombstones", () => {
    const { next, changes } = reviewRefresh(before, fetched, AUTOMATIC, REFRESH);
    expect(["same", "dearer", "tenfold", "zero", "born", "fresh", "gone"].map((key) => inputOf(next, key))).toEqual([
      "1",
      "2",
      "1",
      "1",
      "0",
      "1",
      "1",
    ]);
    expect(next.entries.get("gone")?.removedSince).toBe(REFRESH);
    expect(next.entries.get("same")?.otherFields.get("max_tokens")).toBe("5");
    expect(changes.filter(({ isHeld }) => isHeld).map(({ key }) => key)).toEqual(["born", "tenfold", "zero"]);
  });

  test("accepting lets a held change through; the others are asked again", () => {
    const first = reviewRefresh(before, fetched, AUTOMATIC, REFRESH).next;
    const tenfold = fetched.entries.get("tenfold");
    const accepted = withAccepted(first, tenfold ? [tenfold] : []);
    const second = reviewRefresh(accepted, fetched, AUTOMATIC, REFRESH + 1);
    expect([inputOf(second.next, "tenfold"), inputOf(second.next, "zero")]).toEqual(["10", "1"]);
    expect(second.changes.map(({ key, isHeld }) => [key, isHeld])).toEqual([
      ["born", true],
      ["zero", true],
    ]);
    expect(second.next.entries.get("gone")?.removedSince).toBe(REFRESH);
  });

  test("what was rejected stays as it was, also when it would not wait by itself", () => {
    const { next, changes } = reviewRefresh(before, fetched, { ...AUTOMATIC, rejected: new Set(["dearer"]) }, REFRESH);
    expect(inputOf(next, "dearer")).toBe("1");
    expect(changes.find(({ key }) => key === "dearer")?.isHeld).toBe(true);
  });

  test("tombstones do not count as prices: years of them never make a good file look shrunk", () => {
    expect(nextCatalog(before, catalogIndex({ same: at("1e-06") }), new Set(), REFRESH).pricedCount).toBe(1);
  });

  test("by setting, every change of a model with traffic waits; the most used come first", () => {
    const policy = {
      ...AUTOMATIC,
      holdUsed: true,
      requestsByKey: new Map([
        ["dearer", 7],
        ["fresh", 9],
      ]),
    };
    const { changes, next } = reviewRefresh(before, fetched, policy, REFRESH);
    expect(changes.slice(0, 2).map(({ key, requests, isHeld }) => [key, requests, isHeld])).toEqual([
      ["fresh", 9, false],
      ["dearer", 7, true],
    ]);
    expect(inputOf(next, "dearer")).toBe("1");
  });

  test("a key that comes back is restored", () => {
    const without = nextCatalog(before, fetched, new Set(), REFRESH);
    expect(diffCatalogs(without, before).find(({ key }) => key === "gone")).toMatchObject({
      kind: "restored",
      fields: [],
    });
    expect(nextCatalog(without, before, new Set(), REFRESH + 1).entries.get("gone")?.removedSince).toBeUndefined();
  });

  test("a price that vanishes is held too: its tokens would fall back to another rate", () => {
    const cached = catalogIndex({ m: `${at("1e-06")}, "cache_read_input_token_cost": 1e-07` });
    expect(diffCatalogs(cached, catalogIndex({ m: at("1e-06") }))).toMatchObject([{ key: "m", isDoubtful: true }]);
  });
});

describe("on sight", () => {
  const cheapCache = `${at("4.35e-07", "8.7e-07")}, "cache_read_input_token_cost": 3.625e-09`;
  const absurd = catalogIndex({ "wandb/oss": at("0.015", "0.06"), sane: at("1e-06") });
  const nothing: CatalogIndex = { entries: new Map(), pricedCount: 0 };
  const first = reviewRefresh(nothing, absurd, AUTOMATIC, REFRESH);

  test("a rate that looks like a mistake waits, in the first catalogue too; its name stays, without a price", () => {
    expect(first.changes.filter(({ isHeld }) => isHeld)).toMatchObject([
      { key: "wandb/oss", kind: "added", problems: [{ kind: "above-ceiling", field: "input", per1M: "15000" }, {}] },
    ]);
    expect(first.next.entries.get("wandb/oss")).toMatchObject({ unpriced: true, isHeld: true, terms: { rates: {} } });
    expect([inputOf(first.next, "sane"), first.next.pricedCount]).toEqual(["1", 1]);
  });

  test("it is asked again by every refresh, and gone when the source no longer lists it", () => {
    const again = reviewRefresh(first.next, absurd, AUTOMATIC, REFRESH + 1);
    expect(again.changes).toMatchObject([{ key: "wandb/oss", kind: "added", isHeld: true }]);
    expect(again.next.entries.get("wandb/oss")?.isHeld).toBe(true);
    const gone = reviewRefresh(first.next, catalogIndex({ sane: at("1e-06") }), AUTOMATIC, REFRESH + 1);
    expect([gone.changes, gone.next.entries.has("wandb/oss")]).toEqual([[], false]);
  });

  test("its correction is in force at once", () => {
    const corrected = catalogIndex({ "wandb/oss": at("1.5e-07", "6e-07"), sane: at("1e-06") });
    const { next, changes } = reviewRefresh(first.next, corrected, AUTOMATIC, REFRESH + 1);
    expect([inputOf(next, "wandb/oss"), changes.map(({ isHeld }) => isHeld)]).toEqual(["0.15", [false]]);
    const standing = withAccepted(first.next, [...absurd.entries.values()]);
    expect(inputOf(reviewRefresh(standing, corrected, AUTOMATIC, REFRESH + 1).next, "wandb/oss")).toBe("0.15");
  });

  test("an accepted one is not asked again, whatever else of it changes", () => {
    const standing = withAccepted(first.next, [...absurd.entries.values()]);
    expect(reviewRefresh(standing, absurd, AUTOMATIC, REFRESH + 1).changes).toEqual([]);
    const cached = catalogIndex({
      "wandb/oss": `${at("0.015", "0.06")}, "cache_read_input_token_cost": 0.0015`,
      sane: at("1e-06"),
    });
    const { changes } = reviewRefresh(standing, cached, AUTOMATIC, REFRESH + 1);
    expect(changes).toMatchObject([{ isHeld: true, problems: [{ field: "cacheRead" }] }]);
  });

  test("a second list vouches for a rate, under the key or the name behind its seller, or doubts it", () => {
    const policy = { ...AUTOMATIC, referenceOf: referenceFrom(catalogIndex({ v4: cheapCache, dear: at("1e-06") })) };
    const fetchedOnce = catalogIndex({ "seller/v4": cheapCache, "seller/dear": at("1.5e-04"), other: cheapCache });
    const held = reviewRefresh(nothing, fetchedOnce, policy, REFRESH).changes.filter(({ isHeld }) => isHeld);
    expect(held.map(({ key, problems }) => [key, problems.map(({ kind }) => kind)])).toEqual([
      ["other", ["beyond-own-cache"]],
      ["seller/dear", ["beyond-reference"]],
    ]);
  });
});

test("an index survives being kept, tombstones and all", () => {
  const { next } = reviewRefresh(before, fetched, AUTOMATIC, REFRESH);
  expect(indexFromJson(JSON.parse(JSON.stringify(indexToJson(next))))).toEqual(next);
  for (const bad of [null, [], {}, { entries: [1] }, { entries: [{ key: "m", terms: { x: 1 } }] }])
    expect(indexFromJson(bad)).toBeUndefined();
});

const real = sharedText(CATALOG_FILE);
test.runIf(real !== undefined)(
  "of the real catalogue 16 names wait on sight, each in another unit than it says",
  async () => {
    const parsed = parseCatalog(real ?? "");
    const policy = { ...AUTOMATIC, referenceOf: referenceFrom(await bundledCatalog(Date.UTC(2026, 7, 1))) };
    const index = parsed.ok ? parsed.index : catalogIndex({});
    const { changes } = reviewRefresh({ entries: new Map(), pricedCount: 0 }, index, policy, REFRESH);
    const held = changes.filter(({ isHeld }) => isHeld);
    expect(held.filter(({ key }) => !key.startsWith("wandb/")).map(({ key }) => key)).toEqual([
      "azure_ai/jais-30b-chat",
      "watsonx/bigscience/mt0-xxl-13b",
      "watsonx/core42/jais-13b-chat",
    ]);
    expect(held.length).toBe(16);
  },
);

test.runIf(real !== undefined)("the real catalogue survives being kept", () => {
  const parsed = parseCatalog(real ?? "");
  const index = parsed.ok ? parsed.index : catalogIndex({});
  expect(diffCatalogs(index, indexFromJson(indexToJson(index)) ?? catalogIndex({}))).toEqual([]);
});

const read = (entries: object) => {
  const parsed = parseCatalog(JSON.stringify(entries));
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed.index;
};
const A = { input_cost_per_token: 1e-6, litellm_provider: "house", mode: "chat" };
const base = read({ a: A, b: A });

it.each<[what: string, entries: object, isSame: boolean]>([
  ["the same", { a: A, b: A }, true],
  ["another order", { b: A, a: A }, true],
  ["notes of a running proxy", { a: { ...A, key: "a", supported_openai_params: ["n"] }, b: A }, true],
  ["another way to write a number", { a: { ...A, input_cost_per_token: 0.000001 }, b: A }, true],
  ["another price", { a: { ...A, input_cost_per_token: 2e-6 }, b: A }, false],
  ["one more price", { a: { ...A, output_cost_per_token: 0 }, b: A }, false],
  ["another provider", { a: { ...A, litellm_provider: "other" }, b: A }, false],
  ["another kind", { a: { ...A, mode: "embedding" }, b: A }, false],
  ["one more", { a: A, b: A, c: A }, false],
  ["one less", { a: A }, false],
  ["another name", { a: A, c: A }, false],
])("%s", (_, entries, isSame) => {
  expect(isSameCatalog(base, read(entries))).toBe(isSame);
});

it("a tombstone does not count, until its model is back", () => {
  const held = nextCatalog(base, read({ a: A }), new Set(), 1);
  expect(isSameCatalog(held, read({ a: A }))).toBe(true);
  expect(isSameCatalog(held, read({ a: A, b: A }))).toBe(false);
});
