/**
 * The prices a LiteLLM proxy states for its deployments.
 *
 * Units   its fields are the catalogue's (USD per token), so @ratecard/catalog reads them.
 * Errors  no terms where no price is stated: nothing but zeros is unknown, not free, unless somebody set those zeros. What is stated
 *         and is no price (it is shown as given, negative too) is noted, and nothing is made of the rest of a price somebody set.
 */
import { type CatalogEntry, type CatalogNote, parseCatalog } from "@ratecard/catalog";
import type { PriceTerms } from "@ratecard/pricing";
import { isLosslessNumber, stringify } from "lossless-json";
import type { PriceNote } from "./listed-model";
import type { Deployment } from "./litellm-deployments";
import { pricesSetAt } from "./litellm-set-prices";
import { digitsField, type JsonObject } from "./read-json";

export type StatedPrice = Readonly<{
  terms: PriceTerms | undefined;
  isSet: boolean;
  notes: readonly PriceNote[];
}>;

const PRICE_FIELD = /cost|pric|multiplier|uplift|provider_specific|litellm_provider/;
const NOT_A_PRICE = "pricing_overrides";

/** In the order of the deployments. */
export function pricesOfDeployments(deployments: readonly Deployment[]): readonly StatedPrice[] {
  const set = deployments.map(pricesSetAt);
  const bodies = deployments.map(({ info }, index) => {
    const own = set[index];
    return priceFields(own ? { litellm_provider: info.litellm_provider ?? null, ...own.fields } : info);
  });
  const { entries, notes } = readEntries(bodies);
  const refusals = refusedFields(notes, bodies);
  return bodies.map((_body, index) => {
    const own = set[index];
    const entry = entries.get(keyAt(index));
    const refused = refusals.get(keyAt(index)) ?? [];
    const isPrice = entry && isKnown(entry, own !== undefined) && !(own && refused.length > 0);
    return {
      terms: isPrice ? entry.terms : undefined,
      isSet: own !== undefined,
      notes: [...(own?.notes ?? []), ...refused],
    };
  });
}

/** Of `/model_group/info`: one entry of the same fields. */
export const termsOfFields = (fields: JsonObject): PriceTerms | undefined => {
  const entry = readEntries([priceFields(fields)]).entries.get(keyAt(0));
  return entry && !entry.unpriced ? entry.terms : undefined;
};

/** Somebody who set every rate to 0 means free; a map that has zeros does not know. */
const isKnown = ({ unpriced, terms }: CatalogEntry, isSet: boolean): boolean =>
  !unpriced || (isSet && terms.rates.input !== undefined && terms.rates.output !== undefined);

function refusedFields(
  notes: readonly CatalogNote[],
  bodies: readonly JsonObject[],
): ReadonlyMap<string, readonly PriceNote[]> {
  const byKey = new Map(bodies.map((body, index) => [keyAt(index), body]));
  const refused = new Map<string, PriceNote[]>();
  for (const { kind, key, field } of notes) {
    if (kind !== "refused" || field === undefined) continue;
    const note: PriceNote = { kind: "not-a-price", field, given: digitsField(byKey.get(key), field) ?? "" };
    refused.set(key, [...(refused.get(key) ?? []), note]);
  }
  return refused;
}

const priceFields = (object: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(object).filter(
      ([name, value]) => value !== null && name !== NOT_A_PRICE && PRICE_FIELD.test(name) && isPlain(value),
    ),
  );

const isPlain = (value: unknown): boolean =>
  typeof value === "string" || typeof value === "object" || isLosslessNumber(value);

type Read = Readonly<{ entries: ReadonlyMap<string, CatalogEntry>; notes: readonly CatalogNote[] }>;

function readEntries(bodies: readonly JsonObject[]): Read {
  const text = stringify(Object.fromEntries(bodies.map((body, index) => [keyAt(index), body])));
  // An entry with a price always stands first, so that a server without any price is no refused catalogue.
  const parsed = parseCatalog(`{"priced":{"input_cost_per_token":1},${(text ?? "{}").slice(1)}`);
  return parsed.ok ? { entries: parsed.index.entries, notes: parsed.notes } : { entries: new Map(), notes: [] };
}

const keyAt = (index: number): string => `deployment ${index}`;
