/**
 * The catalogue keys that the two catalogue rungs look up for a name, in their order.
 *
 *   openai, gpt-4o             rung 3: openai/gpt-4o           rung 4: gpt-4o
 *   openai, openai/gpt-4o      rung 3: openai/gpt-4o           rung 4: gpt-4o
 *   openai, ft:gpt-4o:acme::x  rung 3: openai/ft:gpt-4o:...    rung 4: ft:gpt-4o:acme::x, ft:gpt-4o
 *
 * Source  amendments.md "Rungs 3 and 4": a prefix is not put twice, a fine-tune has the price of its base; nothing else is cut off.
 */
import { ownPrefixes } from "./provider-ids";
import type { Lookup } from "./trace";

export type CatalogKey = Readonly<{ key: string; matchedBy: Lookup["matchedBy"] }>;

/** Rung 3; none while the provider is unknown. */
export function scopedKeys(provider: string | undefined, model: string): readonly CatalogKey[] {
  if (provider === undefined) return [];
  const prefix = ownPrefix(provider, model);
  const [before, name] = prefix === undefined ? [`${provider}/`, model] : [prefix, model.slice(prefix.length)];
  return withBase(name, prefix === undefined ? "catalog-key" : "own-prefix", before);
}

/** Rung 4. */
export function bareKeys(provider: string | undefined, model: string): readonly CatalogKey[] {
  const prefix = provider === undefined ? undefined : ownPrefix(provider, model);
  return prefix === undefined
    ? withBase(model, "catalog-key", "")
    : withBase(model.slice(prefix.length), "without-prefix", "");
}

/** The prefix of its own provider that a name brings along. */
const ownPrefix = (provider: string, model: string): string | undefined =>
  ownPrefixes(provider).find((prefix) => model.startsWith(prefix) && model.length > prefix.length);

function withBase(name: string, matchedBy: Lookup["matchedBy"], before: string): readonly CatalogKey[] {
  const base = fineTuneBase(name);
  const own: CatalogKey = { key: before + name, matchedBy };
  return base === undefined ? [own] : [own, { key: before + base, matchedBy: "fine-tune-base" }];
}

/** OpenAI's ids of fine-tunes: `ft:BASE:org:name:id`, the catalogue lists `ft:BASE`. */
const fineTuneBase = (name: string): string | undefined => /^ft:[^:]+(?=:)/.exec(name)?.[0];
