/**
 * The bundled catalogue as stored text, so that its snapshot keeps its prices when a later release bundles newer ones.
 * Units   terms as JSON, decimal strings.
 * Errors  an entry that cannot be read is left out.
 */
import type { CatalogEntry, CatalogIndex, Steps } from "@ratecard/catalog";
import { termsFromJson, termsToJson } from "@ratecard/pricing";
import { z } from "zod";

const Body = z.array(z.tuple([z.string(), z.string().nullable(), z.boolean(), z.unknown()]));

export const bundledBody = (index: CatalogIndex): string =>
  JSON.stringify(
    [...index.entries.values()].map(({ key, litellmProvider, unpriced, terms }) => [
      key,
      litellmProvider ?? null,
      unpriced,
      termsToJson(terms),
    ]),
  );

export function* bundledInSteps(text: string): Steps<CatalogIndex> {
  const entries = new Map<string, CatalogEntry>();
  let pricedCount = 0;
  for (const [key, litellmProvider, unpriced, json] of Body.parse(JSON.parse(text))) {
    const read = termsFromJson(json);
    yield;
    if (!read.ok) continue;
    if (!unpriced) pricedCount += 1;
    entries.set(key, {
      key,
      terms: read.terms,
      litellmProvider: litellmProvider ?? undefined,
      mode: undefined,
      unpriced,
      otherFields: new Map(),
    });
  }
  return { entries, pricedCount };
}
