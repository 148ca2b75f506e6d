/** The rules of names against the catalogue's own names, where it is at hand. */
import { type CatalogView, createPriceBook, providerOfName, resolve } from "@ratecard/pricing";
import { beforeAll, describe, expect, it } from "vitest";
import type { CatalogIndex } from "./catalog-index";
import { createCatalogView } from "./create-catalog-view";
import { parseCatalog } from "./parse-catalog";
import { CATALOG_FILE, sharedText } from "./testing/shared-data";

const text = sharedText(CATALOG_FILE);

describe.skipIf(text === undefined)("names of the catalogue", () => {
  let index: CatalogIndex;
  let view: CatalogView;
  // A suite that is skipped still has its body run.
  beforeAll(() => {
    const parsed = parseCatalog(text ?? "");
    if (!parsed.ok) throw new Error("the catalogue is not read");
    ({ index } = parsed);
    const times = { fetchedAt: 0, inForceFrom: 0, inForceUntil: null };
    view = createCatalogView([{ id: "real", source: "test", index, ...times }]);
  });
  const resolved = (model: string, provider?: string) => resolve(createPriceBook([]), view, { model, provider, at: 1 });
  const keyOf = (model: string, provider?: string) => {
    const found = resolved(model, provider);
    return "hit" in found ? found.hit.key : found.source;
  };

  it("that begin with their provider's id tell it", () => {
    const keys = [...index.entries.values()].filter(({ key, litellmProvider }) =>
      key.startsWith(`${litellmProvider}/`),
    );
    const missed = keys.filter(({ key, litellmProvider }) => providerOfName(key)?.provider !== litellmProvider);
    expect(keys.length).toBeGreaterThan(1500);
    expect(missed.map(({ key }) => key)).toEqual([]);
  });

  it("are found as they are, whether their provider is named or not; and with its prefix in front", () => {
    const priced = [...index.entries.values()].filter(({ unpriced }) => !unpriced);
    const prefixed = priced.filter(({ key, litellmProvider }) => key.startsWith(`${litellmProvider}/`));
    const lost = prefixed.filter(({ key, litellmProvider }) =>
      [keyOf(key), keyOf(key, litellmProvider)].some((found) => found !== key),
    );
    expect(lost.map(({ key }) => key)).toEqual([]);
    const bare = priced.filter(({ key, litellmProvider }) => !key.includes("/") && litellmProvider === "openai");
    const doubled = bare.filter(({ key }) => ![key, `openai/${key}`].includes(keyOf(`openai/${key}`, "openai")));
    expect(doubled.map(({ key }) => key)).toEqual([]);
  });

  it.each([
    ["bedrock/us.anthropic.claude-sonnet-4-6", "bedrock", "us.anthropic.claude-sonnet-4-6"],
    ["openai/gpt-4o", "openai", "gpt-4o"],
    ["anthropic/claude-sonnet-4-5", undefined, "claude-sonnet-4-5"],
    ["vertex_ai/gemini-2.5-pro", "vertex_ai", "gemini-2.5-pro"],
    ["cohere/command-r-plus", "cohere", "command-r-plus"],
    ["cohere/command-r-plus", "cohere_chat", "command-r-plus"],
    ["ft:gpt-4o-mini-2024-07-18:acme::AbC12", "openai", "ft:gpt-4o-mini-2024-07-18"],
    ["azure/gpt-35-turbo", undefined, "azure/gpt-35-turbo"],
    ["stepfun/step-3.5-flash:free", "openrouter", "none"],
    ["gpt-4o-2024-08-06.ft-a1", "azure", "none"],
    ["claude-sonnet-4-5-20991231", "anthropic", "none"],
  ])("%s by %s has the price of %s", (model, provider, key) => expect(keyOf(model, provider)).toBe(key));

  it("the seller in the name is the provider", () =>
    expect(resolved("azure/gpt-35-turbo")).toMatchObject({ provider: "azure", providerFrom: "prefix", warnings: [] }));
});
