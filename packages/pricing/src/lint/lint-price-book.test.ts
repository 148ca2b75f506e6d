import { describe, expect, test } from "vitest";
import { EMPTY_CATALOG } from "../catalog-view";
import { createPriceBook } from "../price-book";
import type { PriceVersion } from "../price-terms";
import { termsToJson } from "../terms-json";
import { AT, catalogOf, DAY, DEFAULT_ENTRY, hit, terms, version } from "../testing/sample";
import { findingSentence, type LintInput, remedySentence } from "./finding";
import { lintPriceBook } from "./lint-price-book";

const lint = (versions: readonly PriceVersion[], more: Partial<LintInput> = {}) =>
  lintPriceBook({
    book: createPriceBook([...versions, DEFAULT_ENTRY]),
    catalog: EMPTY_CATALOG,
    reference: EMPTY_CATALOG,
    at: AT,
    requestsByName: undefined,
    createdAt: undefined,
    reviewedAt: undefined,
    ...more,
  });

/** "code model" of each finding, in order. */
const codes = (...given: Parameters<typeof lint>) => lint(...given).map(({ code, model }) => `${code} ${model}`);

test("a sound book has no findings, and the default entry is never one", () => {
  expect(
    codes([version("gpt-4o"), version("my-*")], {
      requestsByName: new Map([
        ["gpt-4o", 1],
        ["my-1", 1],
      ]),
    }),
  ).toEqual([]);
});

describe("names", () => {
  test("equal normalised keys: the one with more traffic stays", () => {
    const twins = [version("gpt-4.1"), version("gpt-41")];
    expect(codes(twins)).toEqual(["normalised-key-clash gpt-41"]);
    const requestsByName = new Map([["gpt-41", 5]]);
    expect(lint(twins, { requestsByName })[0]).toMatchObject({
      model: "gpt-4.1",
      kept: "gpt-41",
      remedy: { action: "deactivate" },
    });
    expect(codes([version("gpt-4.1"), version("gpt-41", { isActive: false })])).toEqual([]);
    expect(codes([version("gpt-4.1"), version("gpt-41", { validFrom: AT + 1 })])).toEqual([]);
  });

  test("a wildcard behind an equal prefix, one that others always answer for, one that hides the catalogue", () => {
    expect(codes([version("a.b*"), version("ab*")])).toEqual(["wildcard-unreachable ab*"]);
    const requestsByName = new Map([
      ["my-1", 1],
      ["my-long-2", 1],
    ]);
    expect(codes([version("my-*"), version("my-1"), version("my-long*")], { requestsByName })).toEqual([
      "wildcard-shadowed my-*",
    ]);
    expect(codes([version("my-*"), version("my-long*")], { requestsByName })).toEqual([]);
    expect(lint([version("gpt*")], { catalog: catalogOf([hit("gpt-4o"), hit("claude")]) })).toMatchObject([
      { code: "wildcard-hides-catalog", count: 1, examples: ["gpt-4o"] },
    ]);
  });

  test("only letter case apart from a name with traffic", () => {
    const requestsByName = new Map([["GPT-4o", 12]]);
    expect(lint([version("gpt-4o")], { requestsByName })[0]).toMatchObject({
      code: "case-only-difference",
      sentName: "GPT-4o",
      requests: 12,
      remedy: { action: "rename", to: "GPT-4o" },
    });
    expect(codes([version("gpt-4o"), version("GPT-4o")], { requestsByName })).toEqual(["price-without-traffic gpt-4o"]);
  });
});

describe("prices", () => {
  const priced = (json: Parameters<typeof terms>[0], perRequest?: string) =>
    version("gpt-4o", { terms: terms(json, perRequest) });
  const catalog = catalogOf([
    hit("openai/gpt-4o", { terms: terms({ input: "2.5", output: "10", cacheRead: "1.25" }) }),
  ]);
  const near = catalogOf([hit("gpt-4o", { terms: terms({ input: "3", output: "10" }) })]);
  const far = catalogOf([hit("gpt-4o", { terms: terms({ input: "500", output: "10" }) })]);

  test.each([
    [{ input: "250", output: "1000" }, 100, "times"],
    [{ input: "0.0025", output: "0.01" }, 1000, "divided"],
    [{ input: "0.000003" }, 1_000_000, "divided"],
  ] as const)("%j is another unit", (json, factor, direction) => {
    const [found] = lint([priced(json)], { catalog, reference: near });
    expect(found).toMatchObject({ code: "unit-suspect", kind: "input", suspect: { factor, direction }, references: 2 });
  });

  test("the remedy brings every rate to the unit, and leaves the rest", () => {
    const [found] = lint([priced({ input: "250", output: "1000" }, "0.5")], { catalog });
    expect(found?.remedy.action === "set-terms" && termsToJson(found.remedy.terms)).toEqual({
      perRequest: "0.5",
      inputPer1M: "2.5",
      outputPer1M: "10",
    });
  });

  test.each<[Parameters<typeof terms>[0], string]>([
    [
      { input: "15000", output: "60000" },
      "input is 15,000 USD per 1M tokens, above 1,000; output is 60,000 USD per 1M tokens, above 1,000",
    ],
    [
      { input: "500", output: "600", cacheRead: "1.5" },
      "input is 500 USD per 1M tokens, more than 100 times its own cache read (1.5)",
    ],
  ])("%j looks like a mistake; without the catalogue a person has to look", (json, sentence) => {
    const [found] = lint([priced(json)]);
    expect(found && findingSentence(found)).toBe(`The price of "gpt-4o" looks like a mistake: ${sentence}.`);
    expect(found).toMatchObject({ code: "implausible-rate", severity: "error", remedy: { action: "mark-reviewed" } });
  });

  test("a rate beyond 100 times the catalogue's takes the catalogue's; another list that is as dear vouches for it", () => {
    const [found] = lint([priced({ input: "600", output: "15" }, "0.5")], { catalog });
    expect(found).toMatchObject({ code: "implausible-rate", problems: [{ kind: "beyond-reference", against: "2.5" }] });
    expect(found?.remedy.action === "set-terms" && termsToJson(found.remedy.terms)).toEqual({
      perRequest: "0.5",
      inputPer1M: "2.5",
      outputPer1M: "10",
      cacheReadPer1M: "1.25",
    });
    const dear = catalogOf([hit("gpt-4o", { terms: terms({ input: "500", output: "500" }) })]);
    expect(codes([priced({ input: "600", output: "900" })], { catalog, reference: dear })).toEqual([
      "catalog-drift gpt-4o",
    ]);
  });

  test("references that disagree accuse nobody of a unit, the catalogue still of drift", () => {
    expect(codes([priced({ input: "250" })], { catalog, reference: far })).toEqual(["catalog-drift gpt-4o"]);
  });

  test("drift names what differs and offers the catalogue's price with our per-request price", () => {
    const [found] = lint([priced({ input: "5", output: "10" }, "0.0125")], { catalog });
    expect(found).toMatchObject({
      code: "catalog-drift",
      catalogKey: "openai/gpt-4o",
      changes: [{ field: "input", from: "5", to: "2.5" }],
    });
    expect(found?.remedy.action === "set-terms" && termsToJson(found.remedy.terms)).toEqual({
      perRequest: "0.0125",
      inputPer1M: "2.5",
      outputPer1M: "10",
      cacheReadPer1M: "1.25",
    });
    expect(codes([priced({ input: "2.5", output: "10" })], { catalog })).toEqual([]);
  });

  test("output below input; an explicit 0 is an embedding", () => {
    expect(lint([priced({ input: "10", output: "3" })])[0]).toMatchObject({ code: "output-cheaper-than-input" });
    expect(codes([priced({ input: "10", output: "0" })])).toEqual([]);
    expect(codes([priced({ input: "10" })])).toEqual([]);
  });
});

test("no traffic, no review", () => {
  const versions = [version("gpt-4o"), version("my-*")];
  expect(codes(versions, { requestsByName: new Map([["my-1", 3]]) })).toEqual(["price-without-traffic gpt-4o"]);
  const reviewedAt = new Map([
    ["gpt-4o", AT - 30 * DAY],
    ["my-*", AT - 30 * DAY + 1],
  ]);
  expect(lint(versions, { reviewedAt })).toMatchObject([{ code: "stale", model: "gpt-4o", days: 30 }]);
});

test("an entry younger than 30 days is not judged by its traffic", () => {
  const versions = [version("gpt-4o"), version("my-*"), version("my-1"), version("my-long*")];
  const requestsByName = new Map([
    ["my-1", 1],
    ["my-long-2", 1],
  ]);
  const all = ["wildcard-shadowed my-*", "price-without-traffic gpt-4o"];
  const since = (days: number) => new Map(versions.map(({ model }) => [model, AT - days * DAY]));
  expect(codes(versions, { requestsByName, createdAt: since(30) })).toEqual(all);
  expect(codes(versions, { requestsByName, createdAt: since(29) })).toEqual([]);
  expect(codes(versions, { requestsByName, createdAt: new Map() })).toEqual(all);
});

test("the gravest come first, each with a sentence and a remedy", () => {
  const found = lint([version("a*"), version("a.*"), version("b", { terms: terms({ input: "10", output: "3" }) })], {
    reviewedAt: new Map([["b", AT - 90 * DAY]]),
  });
  expect(found.map((each) => [each.severity, findingSentence(each), remedySentence(each.remedy)])).toEqual([
    ["error", '"a.*" never answers: "a*" has the same prefix.', "Switch the entry off."],
    ["warning", 'The output of "b" costs less than its input: swapped?', "Publish the corrected price."],
    ["info", 'Nobody looked at "b" for 90 days.', "Mark the price as reviewed."],
  ]);
});
