/**
 * The prices a LiteLLM proxy states for its deployments.
 *
 * Units   its fields are the catalogue's (USD per token), so @ratecard/catalog reads them.
 * Errors  undefined where no price is stated: nothing but zeros is unknown, not free, unless somebody set those zeros.
 */
import { type CatalogEntry, parseCatalog } from "@ratecard/catalog";
import type { PriceTerms } from "@ratecard/pricing";
import { isLosslessNumber, stringify } from "lossless-json";
import type { Deployment } from "./litellm-deployments";
import { arrayField, type JsonObject } from "./read-json";

const PRICE_FIELD = /cost|pric|multiplier|uplift|provider_specific|litellm_provider/;
const NOT_A_PRICE = "pricing_overrides";

/** In the order of the deployments. */
export function termsOfDeployments(deployments: readonly Deployment[]): readonly (PriceTerms | undefined)[] {
  const bodies = deployments.map(({ info, params }) => ({ ...priceFields(info), ...priceFields(params) }));
  const entries = readEntries(bodies);
  return deployments.map(({ info, params }, index) => {
    const entry = entries.get(keyAt(index));
    if (!entry) return undefined;
    return entry.unpriced && !(isEveryPriceZero(entry) && isPriceSet(info, params)) ? undefined : entry.terms;
  });
}

/** Of `/model_group/info`: one entry of the same fields. */
export const termsOfFields = (fields: JsonObject): PriceTerms | undefined => {
  const entry = readEntries([priceFields(fields)]).get(keyAt(0));
  return entry && !entry.unpriced ? entry.terms : undefined;
};

/** `litellm_params` hold a price only when somebody wrote it there. */
const isPriceSet = (info: JsonObject, params: JsonObject): boolean =>
  (arrayField(info, NOT_A_PRICE) ?? []).includes("input_cost_per_token") ||
  Object.hasOwn(params, "input_cost_per_token");

const isEveryPriceZero = ({ terms }: CatalogEntry): boolean =>
  terms.rates.input !== undefined && terms.rates.output !== undefined;

const priceFields = (object: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(object).filter(
      ([name, value]) => value !== null && name !== NOT_A_PRICE && PRICE_FIELD.test(name) && isPlain(value),
    ),
  );

const isPlain = (value: unknown): boolean =>
  typeof value === "string" || typeof value === "object" || isLosslessNumber(value);

function readEntries(bodies: readonly JsonObject[]): ReadonlyMap<string, CatalogEntry> {
  const text = stringify(Object.fromEntries(bodies.map((body, index) => [keyAt(index), body])));
  // An entry with a price always stands first, so that a server without any price is no refused catalogue.
  const parsed = parseCatalog(`{"priced":{"input_cost_per_token":1},${(text ?? "{}").slice(1)}`);
  return parsed.ok ? parsed.index.entries : new Map();
}

const keyAt = (index: number): string => `deployment ${index}`;
