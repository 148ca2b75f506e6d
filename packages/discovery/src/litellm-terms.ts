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
import { arrayField, digitsField, type JsonObject } from "./read-json";

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

type SetPrices = Readonly<{ fields: JsonObject; notes: readonly PriceNote[] }>;

const INPUT = "input_cost_per_token";
const OUTPUT = "output_cost_per_token";
const OVERRIDES = "pricing_overrides";
const SET_FIELD = /cost_per|_cost$|_cost_|_pricing$|multiplier|uplift/;
const CACHE_FIELD = /^cache_(creation|read)_input_token_cost(_above_(1hr|200k_tokens))?$/;
const TIER_FIELD = /_(flex|balanced|priority|ultrafast)$/;
const BASE_FIELDS = [INPUT, "input_cost_per_second", "cost_per_second", "tiered_pricing"];
/** What answers by a completion; the other modes have one side only, or neither. */
const TWO_SIDED = new Set(["chat", "completion", "responses"]);

/** undefined: nobody set a price. */
function pricesSetAt({ info, params, mode }: Deployment): SetPrices | undefined {
  const own = ownFields(info, params);
  if (Object.keys(own).length === 0) return undefined;
  const fields: JsonObject = { ...inherited(own, info), ...own };
  const notes = missingSides(fields, info, mode ?? "chat");
  const unset = Object.fromEntries(notes.map(({ side }) => [side === "input" ? INPUT : OUTPUT, "0"]));
  return { fields: { ...fields, ...unset }, notes };
}

/**
 * `litellm_params` hold a price only where somebody wrote it; `pricing_overrides` names those of `model_info`. Before LiteLLM had
 * that list, a price that is text can only come out of a settings file: the price map has numbers.
 */
function ownFields(info: JsonObject, params: JsonObject): JsonObject {
  const named = arrayField(info, OVERRIDES);
  const isNamed = (name: string, value: unknown): boolean =>
    named ? named.includes(name) : typeof value === "string" && value.trim() !== "";
  return { ...pick(info, isNamed), ...pick(params, () => true) };
}

/**
 * What an operator set at a LiteLLM proxy, as its own bill takes it.
 *
 * Units   its fields as given: USD per token, numbers or text.
 * Source  LiteLLM 1.108.5: a deployment with prices of its own is billed by them alone. It takes over the model's cache rates when
 *         an input rate is set, the rates of service tiers when either is, all rates beside a schedule; the other rate is 0.
 */
function inherited(own: JsonObject, info: JsonObject): JsonObject {
  const has = (name: string): boolean => Object.hasOwn(own, name);
  if (has("off_peak_pricing") && !BASE_FIELDS.some(has)) return pick(info, () => true);
  return pick(
    info,
    (name) =>
      (has(INPUT) && CACHE_FIELD.test(name)) ||
      ((has(INPUT) || has(OUTPUT)) && TIER_FIELD.test(name)) ||
      (has("tiered_pricing") && name === OUTPUT),
  );
}

function missingSides(fields: JsonObject, info: JsonObject, mode: string): Extract<PriceNote, { side: string }>[] {
  if (Object.hasOwn(fields, "tiered_pricing")) return [];
  const isMissing = (name: string, other: string): boolean =>
    !Object.hasOwn(fields, name) &&
    ((TWO_SIDED.has(mode) && Object.hasOwn(fields, other)) || isAboveZero(digitsField(info, name)));
  const note = (side: "input" | "output", name: string) =>
    ({ kind: "one-rate-set", side, shown: digitsField(info, name) ?? null }) as const;
  return [
    ...(isMissing(INPUT, OUTPUT) ? [note("input", INPUT)] : []),
    ...(isMissing(OUTPUT, INPUT) ? [note("output", OUTPUT)] : []),
  ];
}

const isAboveZero = (digits: string | undefined): boolean => digits !== undefined && /^\+?[\d.]*[1-9]/.test(digits);

const pick = (object: JsonObject, isWanted: (name: string, value: unknown) => boolean): JsonObject =>
  Object.fromEntries(
    Object.entries(object).filter(
      ([name, value]) => value !== null && name !== OVERRIDES && SET_FIELD.test(name) && isWanted(name, value),
    ),
  );
