/** Catalogue text for tests, so that digits stay as written. */
import type { CatalogIndex } from "../catalog-index";
import { parseCatalog } from "../parse-catalog";

/** `{ "gpt-4o": '"input_cost_per_token": 2.5e-06' }` as a catalogue's text. */
export const catalogText = (entries: Readonly<Record<string, string>>): string =>
  `{${Object.entries(entries)
    .map(([key, body]) => `${JSON.stringify(key)}: {${body}}`)
    .join(",\n")}}`;

export function catalogIndex(entries: Readonly<Record<string, string>>): CatalogIndex {
  const parsed = parseCatalog(catalogText(entries));
  if (!parsed.ok) throw new Error(`${parsed.problem}: ${parsed.detail}`);
  return parsed.index;
}
