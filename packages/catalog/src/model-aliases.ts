/**
 * Names that stand for another entry: `{"alias_of": "azure/gpt-6-luna"}` has that one's price and provider, whatever else it says.
 * Errors  an alias of nothing, or of another alias, stays an entry without a price.
 * Source  LiteLLM 1.110 (`_expand_model_aliases`); its map has 98 such names, the `-latest` ones.
 */
import type { CatalogEntry } from "./catalog-index";

const ALIAS_OF = "alias_of";

export function withAliases(entries: ReadonlyMap<string, CatalogEntry>): ReadonlyMap<string, CatalogEntry> {
  const resolved = new Map(entries);
  for (const [key, alias] of entries) {
    const named = alias.otherFields.get(ALIAS_OF);
    const target = named === undefined ? undefined : entries.get(nameIn(named));
    if (named === undefined || !target || target.otherFields.has(ALIAS_OF)) continue;
    resolved.set(key, { ...target, key, otherFields: new Map([...target.otherFields, [ALIAS_OF, named]]) });
  }
  return resolved;
}

/** JSON text, as fields that are no prices are kept. */
const nameIn = (json: string): string => (json.startsWith('"') ? String(JSON.parse(json)) : "");
