import { describe, expect, it, test } from "vitest";
import { EMPTY_CATALOG } from "./catalog-view";
import { createPriceBook } from "./price-book";
import type { PriceVersion } from "./price-terms";
import { resolve } from "./resolve";
import { AT, catalogOf, DAY, DEFAULT_ENTRY, hit, terms, version } from "./testing/sample";

/** "local-exact gpt-4o", "catalog-bare claude-3", "none". */
function answer(
  versions: readonly PriceVersion[],
  model: string,
  {
    catalog = EMPTY_CATALOG,
    at = AT,
    provider,
  }: { catalog?: typeof EMPTY_CATALOG; at?: number; provider?: string } = {},
): string {
  const resolution = resolve(createPriceBook(versions), catalog, { model, provider, at });
  if ("version" in resolution) return `${resolution.source} ${resolution.version.versionId.replace("#1", "")}`;
  return "hit" in resolution ? `${resolution.source} ${resolution.hit.key}` : resolution.source;
}

describe("exact names", () => {
  const book = [version("gpt-4o"), version("gpt-4.1"), DEFAULT_ENTRY];
  it.each([
    ["gpt-4o", "local-exact gpt-4o"],
    ["gpt-4o-mini", "default default"],
    ["gpt-4", "default default"],
    ["GPT-4o", "default default"],
    ["gpt-4.1", "local-exact gpt-4.1"],
    ["gpt-41", "local-exact gpt-4.1"],
    ["g.p.t-41", "local-exact gpt-4.1"],
    ["gpt-4.1 ", "default default"],
    ["", "default default"],
    ["constructor", "default default"],
    ["__proto__", "default default"],
    ["toString", "default default"],
    ["hasOwnProperty", "default default"],
    ["openai/gpt-4o", "default default"],
  ])("%j is %s", (model, expected) => expect(answer(book, model)).toBe(expected));

  test("names that objects have may be priced like any other", () => {
    expect(answer([version("__proto__"), version("constructor")], "__proto__")).toBe("local-exact __proto__");
    expect(answer([version("__proto__"), version("constructor")], "constructor")).toBe("local-exact constructor");
  });

  test("two entries with one normalised key: as sent decides, else the first name", () => {
    const both = [version("gpt-41"), version("gpt-4.1")];
    expect(answer(both, "gpt-41")).toBe("local-exact gpt-41");
    expect(answer(both, "gpt-4.1")).toBe("local-exact gpt-4.1");
    expect(answer(both, "gpt-.41")).toBe("local-exact gpt-4.1");
    expect(answer(both.toReversed(), "gpt-.41")).toBe("local-exact gpt-4.1");
  });

  test("an inactive entry as sent leaves the normalised key to its active twin", () => {
    expect(answer([version("gpt-41"), version("gpt-4.1", { isActive: false })], "gpt-4.1")).toBe("local-exact gpt-41");
  });

  test("an entry that states no price answers nothing", () => {
    expect(answer([version("gpt-4o", { terms: { rates: {} } }), DEFAULT_ENTRY], "gpt-4o")).toBe("default default");
  });
});

describe("wildcards", () => {
  const book = [
    version("my-custom*"),
    version("my-custom-v2*"),
    version("gemini-1.5*"),
    version("my-custom-v3", { isActive: false }),
    version("off-*", { isActive: false }),
    DEFAULT_ENTRY,
  ];
  it.each([
    ["my-custom-v1", "local-wildcard my-custom*"],
    ["my-custom", "local-wildcard my-custom*"],
    ["my-custom-v2", "local-wildcard my-custom-v2*"],
    ["my-custom-v2.1", "local-wildcard my-custom-v2*"],
    ["my-custom-v3", "local-wildcard my-custom*"],
    ["my.custom-x", "default default"],
    ["m.y-custom-x", "local-wildcard my-custom*"],
    ["gemini-1.5-pro", "local-wildcard gemini-1.5*"],
    ["gemini-15-pro", "local-wildcard gemini-1.5*"],
    ["My-custom-v2", "default default"],
    ["a-my-custom-v2", "default default"],
    ["off-1", "default default"],
    ["my-custom*", "local-wildcard my-custom*"],
  ])("%s is %s", (model, expected) => expect(answer(book, model)).toBe(expected));

  test("a longer prefix that is switched off or not in force leaves the shorter one", () => {
    const later = version("a-b*", { validFrom: AT + DAY });
    expect(answer([version("a*"), version("a-b*", { isActive: false })], "a-b-c")).toBe("local-wildcard a*");
    expect(answer([version("a*"), later], "a-b-c")).toBe("local-wildcard a*");
    expect(answer([version("a*"), later], "a-b-c", { at: AT + DAY })).toBe("local-wildcard a-b*");
  });

  test("a lone star catches everything, before the catalogue", () => {
    expect(answer([version("*"), DEFAULT_ENTRY], "gpt-4o", { catalog: catalogOf([hit("gpt-4o")]) })).toBe(
      "local-wildcard *",
    );
  });
});

describe("the default entry answers a miss only", () => {
  test.each([
    [[DEFAULT_ENTRY], "default", "default default"],
    [[DEFAULT_ENTRY, version("def*")], "default", "local-wildcard def*"],
    [[DEFAULT_ENTRY, version("def.ault")], "default", "local-exact def.ault"],
    [[DEFAULT_ENTRY], "def.ault", "default default"],
    [[DEFAULT_ENTRY], "defaults", "default default"],
    [[version("default", { isActive: false, terms: terms({}, "0.005") })], "x", "none"],
    [[], "x", "none"],
  ])("%#", (versions, model, expected) => expect(answer(versions, model)).toBe(expected));

  test("a catalogue that knows a model named default prices it", () => {
    expect(answer([DEFAULT_ENTRY], "default", { catalog: catalogOf([hit("default")]) })).toBe("catalog-bare default");
  });

  test("strict mode never uses it", () => {
    const strict = resolve(createPriceBook([DEFAULT_ENTRY]), EMPTY_CATALOG, { model: "x", at: AT }, "error");
    expect(strict.source).toBe("none");
  });
});

describe("windows", () => {
  const until = version("m", { versionId: "old", validUntil: AT });
  const from = version("m", { versionId: "new", validFrom: AT, validUntil: AT + DAY });
  it.each([
    [AT - 1, "local-exact old"],
    [AT, "local-exact new"],
    [AT + DAY - 1, "local-exact new"],
    [AT + DAY, "default default"],
    [0, "local-exact old"],
  ])("at %d: %s", (at, expected) => {
    expect(answer([until, from, DEFAULT_ENTRY], "m", { at })).toBe(expected);
    expect(answer([DEFAULT_ENTRY, from, until], "m", { at })).toBe(expected);
  });

  test("an inactive window does not uncover another one of the same model", () => {
    const off = version("m", { versionId: "off", validFrom: AT, isActive: false });
    expect(answer([until, off, DEFAULT_ENTRY], "m")).toBe("default default");
  });
});

describe("the catalogue", () => {
  const catalog = catalogOf([
    hit("openai/gpt-4o"),
    hit("gpt-4o"),
    hit("claude-3", { litellmProvider: "anthropic" }),
    hit("gemini-2.5-pro", { litellmProvider: "vertex_ai-language-models" }),
    hit("free-model", { unpriced: true }),
    hit("gemini/free-model", { unpriced: true, litellmProvider: "gemini" }),
    hit("gemini/gemma"),
    hit("ft:gpt-4o-mini"),
    hit("bedrock/*/1-month-commitment/cohere.command-text-v14", { litellmProvider: "bedrock" }),
  ]);
  it.each([
    ["gpt-4o", undefined, "catalog-scoped openai/gpt-4o"],
    ["gpt-4o", "azure", "catalog-bare gpt-4o"],
    ["openai/gpt-4o", undefined, "catalog-scoped openai/gpt-4o"],
    ["openai/gpt-4o", "openai", "catalog-scoped openai/gpt-4o"],
    ["anthropic/claude-3", undefined, "catalog-bare claude-3"],
    ["anthropic/claude-3", "anthropic", "catalog-bare claude-3"],
    ["anthropic/claude-3", "openai", "default default"],
    ["ft:gpt-4o-mini:acme::a1", "openai", "catalog-bare ft:gpt-4o-mini"],
    ["openai/ft:gpt-4o-mini:acme::a1", undefined, "catalog-bare ft:gpt-4o-mini"],
    ["gemini/free-model", "gemini", "default default"],
    ["claude-3", undefined, "catalog-bare claude-3"],
    ["gemma", "google", "catalog-scoped gemini/gemma"],
    ["free-model", "gemini", "default default"],
    ["gpt-4O", undefined, "default default"],
    ["gpt4o", undefined, "default default"],
    ["bedrock/us-east-1/1-month-commitment/cohere.command-text-v14", undefined, "default default"],
    ["constructor", "__proto__", "default default"],
  ])("%s by %s is %s", (model, provider, expected) =>
    expect(answer([DEFAULT_ENTRY], model, provider === undefined ? { catalog } : { catalog, provider })).toBe(expected),
  );

  test("the price book comes first", () => {
    expect(answer([version("gpt-4o"), DEFAULT_ENTRY], "gpt-4o", { catalog })).toBe("local-exact gpt-4o");
    expect(answer([version("gpt*"), DEFAULT_ENTRY], "gpt-4o", { catalog })).toBe("local-wildcard gpt*");
    expect(answer([version("gpt-4o", { isActive: false }), DEFAULT_ENTRY], "gpt-4o", { catalog })).toBe(
      "catalog-scoped openai/gpt-4o",
    );
  });

  it.each([
    ["claude-3", "openai", ["provider-mismatch"]],
    ["claude-3", undefined, ["provider-guessed"]],
    ["anthropic/claude-3", undefined, []],
    ["claude-3", "anthropic", []],
    ["gemini-2.5-pro", "gemini", []],
    ["gpt-4o", "openai", []],
  ])("%s known as %s warns %j", (model, provider, warnings) =>
    expect(resolve(createPriceBook([]), catalog, { model, provider, at: AT }).warnings).toEqual(warnings),
  );

  test("a price younger than the event, a model gone upstream", () => {
    const old = catalogOf([hit("m", { postdatesEvent: true, isTombstone: true, litellmProvider: undefined })]);
    expect(resolve(createPriceBook([]), old, { model: "m", provider: "x", at: AT }).warnings).toEqual([
      "price-postdates-event",
      "removed-upstream",
    ]);
  });
});
