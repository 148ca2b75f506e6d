import { movedBy, termsToJson } from "@ratecard/pricing";
import { describe, expect, test } from "vitest";
import { diffCatalogs } from "./diff-catalogs";
import { indexFromJson, indexToJson } from "./index-json";
import { readJson, isJsonArray, isJsonObject, digitsOf } from "./json-text";
import { nextCatalog, withAccepted } from "./next-catalog";
import { type RefreshPolicy, reviewRefresh } from "./review-refresh";
import { catalogIndex } from "./testing/catalog-text";
import { CATALOG_FILE, PRICE_CHANGES_FILE, sharedText } from "./testing/shared-data";
import { parseCatalog } from "./parse-catalog";

const at = (input: string, output = "1e-05") => `"input_cost_per_token": ${input}, "output_cost_per_token": ${output}`;
const REFRESH = 1000;
const AUTOMATIC: RefreshPolicy = { requestsByKey: new Map(), holdUsed: false, rejected: new Set() };

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
  return entry && termsToJson(entry.terms).ratesPer1M?.input;
};

test("a diff names what was added, changed and removed, and what is quarantined", () => {
  expect(diffCatalogs(before, fetched).map(({ key, kind, isQuarantined }) => [key, kind, isQuarantined])).toEqual([
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
  test("applies ordinary changes, holds the quarantined, keeps the removed as tombstones", () => {
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
    expect(diffCatalogs(cached, catalogIndex({ m: at("1e-06") }))).toMatchObject([{ key: "m", isQuarantined: true }]);
  });
});

test("an index survives being kept, tombstones and all", () => {
  const { next } = reviewRefresh(before, fetched, AUTOMATIC, REFRESH);
  expect(indexFromJson(JSON.parse(JSON.stringify(indexToJson(next))))).toEqual(next);
  for (const bad of [null, [], {}, { entries: [1] }, { entries: [{ key: "m", terms: { x: 1 } }] }])
    expect(indexFromJson(bad)).toBeUndefined();
});

const real = sharedText(CATALOG_FILE);
test.runIf(real !== undefined)("the real catalogue survives being kept", () => {
  const parsed = parseCatalog(real ?? "");
  const index = parsed.ok ? parsed.index : catalogIndex({});
  expect(diffCatalogs(index, indexFromJson(indexToJson(index)) ?? catalogIndex({}))).toEqual([]);
});

const edits = sharedText(PRICE_CHANGES_FILE);
test.runIf(edits !== undefined)("of 753 real price edits 293 moved tenfold", () => {
  const read = readJson(edits ?? "")?.value;
  const changes = isJsonObject(read) && isJsonArray(read.changes) ? read.changes : [];
  const moves = changes.map((change) => {
    const [from, to] = isJsonObject(change) ? [digitsOf(change.old), digitsOf(change.new)] : [];
    return movedBy(from ?? "", to ?? "");
  });
  expect(moves.length).toBe(753);
  expect(moves.filter((move) => move === "tenfold").length).toBe(293);
});
