import { createCatalogView, parseCatalog } from "@ratecard/catalog";
import {
  createPriceBook,
  DEFAULT_COST_SETTINGS,
  type PriceVersion,
  termsFromJson,
  type TermsJson,
} from "@ratecard/pricing";
import { describe, expect, it } from "vitest";
import type { DiscoveredModel } from "./listed-model";
import { type ProposalSources, proposals } from "./proposals";

const AT = Date.UTC(2026, 0, 15);

const terms = (json: TermsJson) => {
  const read = termsFromJson(json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.terms;
};
const flat = (input: string, output: string) => terms({ inputPer1M: input, outputPer1M: output });

const entry = (model: string, json: TermsJson, isActive = true): PriceVersion => ({
  versionId: model,
  model,
  provider: "openai",
  isActive,
  validFrom: null,
  validUntil: null,
  terms: terms(json),
});

const perToken = (input: number, output: number, litellm_provider: string) => ({
  input_cost_per_token: input,
  output_cost_per_token: output,
  litellm_provider,
});

function view(entries: Record<string, object>) {
  const parsed = parseCatalog(JSON.stringify(entries));
  if (!parsed.ok) throw new Error(parsed.detail);
  const whole = { id: "1", source: "test", fetchedAt: AT, inForceFrom: 0, inForceUntil: null, index: parsed.index };
  return createCatalogView([whole]);
}

const CATALOG = view({
  "claude-sonnet-4-5": perToken(3e-6, 1.5e-5, "anthropic"),
  "gpt-4o": perToken(2.5e-6, 1e-5, "openai"),
  "azure/gpt-4o": perToken(2.75e-6, 1.1e-5, "azure"),
  zeros: perToken(0, 0, "openai"),
});

const model = (name: string, more: Partial<DiscoveredModel> = {}): DiscoveredModel => ({
  name,
  serverId: "s1",
  raw: "{}",
  ...more,
});

const propose = (models: DiscoveredModel[], more: Partial<ProposalSources> = {}) => [
  ...proposals({
    models,
    mappings: [],
    book: createPriceBook([entry("default", { perRequest: "0.005" })]),
    catalog: CATALOG,
    settings: DEFAULT_COST_SETTINGS,
    at: AT,
    ...more,
  }),
];

const proposalOf = (models: DiscoveredModel[], more: Partial<ProposalSources> = {}) => {
  const [row, ...others] = propose(models, more);
  if (!row || others.length > 0) throw new Error("expected one row");
  return row;
};

describe("status", () => {
  const book = createPriceBook([
    entry("default", { perRequest: "0.005" }),
    entry("gpt-4o", { inputPer1M: "5", outputPer1M: "15" }),
    entry("my-custom*", { inputPer1M: "1" }),
    entry("off", { inputPer1M: "1" }, false),
    entry("gpt-41", { inputPer1M: "2" }),
  ]);

  it.each([
    ["gpt-4o", "priced"],
    ["gpt-4.1", "priced"],
    ["my-custom-v2", "priced-by-wildcard"],
    ["claude-sonnet-4-5", "priced-by-catalogue"],
    ["off", "inactive"],
    ["gpt-4o-mini", "missing"],
    ["zeros", "missing"],
    ["constructor", "missing"],
  ])("%s is %s", (name, status) => {
    expect(proposalOf([model(name)], { book })).toMatchObject({ name, status });
  });

  it("warns of another entry with the same normalised key", () => {
    expect(proposalOf([model("gpt-4.1")], { book }).warnings).toContain("normalised-twin");
  });

  it("says how far the catalogue is from the price in force", () => {
    expect(proposalOf([model("gpt-4o")], { book }).differencePercent).toBe("-40");
    expect(proposalOf([model("gpt-4o-mini")], { book }).differencePercent).toBeUndefined();
  });
});

describe("suggestions", () => {
  it("prefers the provider's own entry, and names evidence that agrees", () => {
    const row = proposalOf([model("gpt-4o", { provider: "azure", suggestedTerms: flat("2.75", "11") })]);
    expect(row.suggested).toMatchObject({ evidence: "catalog-scoped", key: "azure/gpt-4o", agreeing: ["server"] });
    expect(row.suggestions.map(({ evidence }) => evidence)).toEqual(["catalog-scoped", "catalog-bare"]);
  });

  it("gives an alias the price of its base model, from the price book first", () => {
    const book = createPriceBook([entry("claude-sonnet-4-5", { inputPer1M: "4", outputPer1M: "20" })]);
    const alias = model("my-chatbot", { provider: "anthropic", servedModel: "claude-sonnet-4-5" });
    expect(proposalOf([alias]).suggested).toMatchObject({ evidence: "served-model", rung: "catalog-bare" });
    expect(proposalOf([alias], { book })).toMatchObject({
      isAlias: true,
      status: "missing",
      suggested: { evidence: "served-model", rung: "local-exact", terms: flat("4", "20") },
    });
  });

  it("never guesses between base models of one alias that cost differently", () => {
    const row = proposalOf([
      model("fast", { provider: "openai", servedModel: "gpt-4o" }),
      model("fast", { provider: "anthropic", servedModel: "claude-sonnet-4-5", serverId: "s2" }),
    ]);
    expect(row.suggested).toBeUndefined();
    expect(row.suggestions).toHaveLength(2);
    expect(row.serverIds).toEqual(["s1", "s2"]);
    expect(row.warnings).toEqual(expect.arrayContaining(["providers-differ", "served-models-differ"]));
  });

  it("never guesses between prices that servers state differently", () => {
    const row = proposalOf([
      model("house", { suggestedTerms: flat("1", "2") }),
      model("house", { suggestedTerms: flat("1", "3"), serverId: "s2" }),
    ]);
    expect(row.suggested).toBeUndefined();
    expect(row.warnings).toContain("server-prices-differ");
  });

  it("puts a price that somebody set at the server before the list prices of its base model", () => {
    const contract = { provider: "openai", servedModel: "gpt-4o", isPriceSet: true, suggestedTerms: flat("9.9", "10") };
    const row = proposalOf([model("contract-4o", contract)]);
    expect(row.suggested).toMatchObject({ evidence: "server-set", key: "s1", terms: flat("9.9", "10") });
    expect(row.suggestions.map(({ evidence }) => evidence)).toEqual(["server-set", "served-model"]);
    expect(row.warnings).toContain("sources-differ");
  });

  it.each([
    ["another price", { isPriceSet: true, suggestedTerms: flat("8", "10") }],
    ["the list price", { suggestedTerms: flat("2.5", "10") }],
    ["no price", {}],
  ])("leaves a price set on one deployment of a name to a person where another has %s", (_what, other) => {
    const set = { servedModel: "gpt-4o", isPriceSet: true, suggestedTerms: flat("9.9", "10") };
    const row = proposalOf([model("fast", set), model("fast", { servedModel: "gpt-4o-mini", ...other })]);
    expect(row.suggested).toBeUndefined();
    expect(row.warnings).toContain("server-prices-differ");
  });

  it("leaves half a price, and one that is none, to a person", () => {
    const half = { kind: "one-rate-set", side: "output", shown: "0.00001" } as const;
    const negative = { kind: "not-a-price", field: "input_cost_per_token", given: "-1" } as const;
    const set = { isPriceSet: true, suggestedTerms: flat("9.9", "0"), priceNotes: [half] };
    expect(proposalOf([model("gpt-4o", set)])).toMatchObject({ suggested: undefined, priceNotes: [{ note: half }] });
    expect(proposalOf([model("gpt-4o", { isPriceSet: true, priceNotes: [negative] })])).toMatchObject({
      suggested: undefined,
      warnings: expect.arrayContaining(["server-price-refused"]),
    });
  });

  it("finds the same model on OpenRouter under its vendor", () => {
    const rows = propose([
      model("google/gemini-9.9", { provider: "openrouter", serverId: "or", suggestedTerms: flat("9", "99") }),
      model("gemini-9.9", { provider: "gemini" }),
    ]);
    expect(rows.find(({ name }) => name === "gemini-9.9")?.suggested).toMatchObject({
      evidence: "openrouter",
      key: "google/gemini-9.9",
    });
  });

  it("falls to the second reference last", () => {
    const second = view({ "openai/gpt-9": perToken(1e-6, 2e-6, "openai") });
    expect(proposalOf([model("gpt-9")], { second }).suggested).toMatchObject({ evidence: "second-reference" });
  });

  it("counts a custom name typed by hand as a name with a base model", () => {
    const mappings = [{ customName: "my-bot", serverId: "s1", actualModel: "gpt-4o", provider: "openai" }];
    expect(proposalOf([], { mappings })).toMatchObject({
      name: "my-bot",
      isAlias: true,
      suggested: { evidence: "served-model" },
    });
  });
});

describe("sources that disagree", () => {
  const listed = (suggestedTerms: ReturnType<typeof flat>) =>
    proposalOf([model("gpt-4o", { provider: "openai", suggestedTerms })]).warnings.includes("sources-differ");

  it.each([
    ["the same", flat("2.5", "10"), false],
    ["rounded", flat("2.5002", "10"), false],
    ["more than rounding apart", flat("2.51", "10"), true],
    ["one rate alike, one not", flat("2.5", "12"), true],
    ["more kinds named", terms({ inputPer1M: "2.5", outputPer1M: "10", cacheReadPer1M: "1" }), false],
    ["a price by another measure", terms({ perRequest: "0.01" }), true],
  ])("%s: %#", (_what, price, isDisagreeing) => {
    expect(listed(price)).toBe(isDisagreeing);
  });

  it("does not count the price of another provider's model of that name", () => {
    const azure = proposalOf([model("gpt-4o", { provider: "azure" })]);
    expect(azure.suggestions).toHaveLength(2);
    expect(azure.warnings).not.toContain("sources-differ");
  });
});

describe("warnings", () => {
  it("smells a wrong unit when references are 1,000 apart", () => {
    const row = proposalOf([model("gpt-4o", { provider: "openai", suggestedTerms: flat("2500", "10000") })]);
    expect(row.warnings).toEqual(expect.arrayContaining(["unit-suspect", "sources-far-apart"]));
  });

  it("says that a price belongs to another provider, that nobody knows the provider, that it is free", () => {
    expect(proposalOf([model("gpt-4o", { provider: "mistral" })]).warnings).toContain("provider-mismatch");
    expect(proposalOf([model("house-model")]).warnings).toContain("provider-unknown");
    expect(proposalOf([model("house", { suggestedTerms: flat("0", "0") })]).warnings).toContain("free");
  });

  it("never proposes to overwrite the entry for unknown models", () => {
    const row = proposalOf([model("default", { suggestedTerms: flat("1", "2") })]);
    expect(row.suggested).toBeUndefined();
    expect(row.warnings).toContain("reserved-name");
  });
});
