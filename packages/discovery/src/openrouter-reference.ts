/**
 * The prices of connected OpenRouter servers, findable for the same model on another server.
 * Source  OpenRouter's ids are `vendor/model`; its vendors become LiteLLM's provider ids.
 */
import { normalisedKey, type PriceTerms, providerFamily, providerId } from "@ratecard/pricing";
import type { DiscoveredModel } from "./listed-model";

export type OpenRouterPrice = Readonly<{ id: string; terms: PriceTerms }>;

export type OpenRouterReference = Readonly<{
  find: (model: string, provider: string | undefined) => OpenRouterPrice | undefined;
}>;

export function openRouterReference(models: readonly DiscoveredModel[]): OpenRouterReference {
  const byKey = new Map<string, OpenRouterPrice>();
  for (const { name, provider, suggestedTerms } of models) {
    const slash = name.indexOf("/");
    if (provider !== "openrouter" || !suggestedTerms || slash <= 0) continue;
    const price = { id: name, terms: suggestedTerms };
    byKey.set(keyOf(name.slice(slash + 1), name.slice(0, slash)), price);
  }
  return {
    find: (model, provider) => (provider === undefined ? undefined : byKey.get(keyOf(model, provider))),
  };
}

const keyOf = (model: string, vendor: string): string =>
  `${providerFamily(providerId(vendor.replaceAll("-", "_")))}/${normalisedKey(model)}`;
