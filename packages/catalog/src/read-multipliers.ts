/** Factors of the catalogue: by data residency, by geo, for the fast mode, for regional endpoints. */
import type { Decimal } from "@ratecard/money";
import type { Multipliers } from "@ratecard/pricing";
import { isJsonObject, type JsonObject, type JsonValue, NumberText } from "./json-text";
import type { PriceReader } from "./price-reader";

const RESIDENCY_PREFIX = "regional_processing_uplift_multiplier_";
const ENDPOINT_FIELD = "regional_endpoint_uplift_multiplier";

export const isMultiplierField = (name: string): boolean =>
  name.startsWith(RESIDENCY_PREFIX) || name === ENDPOINT_FIELD;

export function readMultipliers(reader: PriceReader, body: JsonObject): Multipliers | undefined {
  const residency = factorsOf(reader, body, RESIDENCY_PREFIX);
  const { fast, ...specific } = specificEntry(body);
  const geo = factorsOf(reader, specific, "");
  const fastFactor = isFactor(fast) ? reader.decimal("provider_specific_entry.fast", fast) : undefined;
  const endpoint = body[ENDPOINT_FIELD];
  const regionalEndpoint = isFactor(endpoint) ? reader.decimal(ENDPOINT_FIELD, endpoint) : undefined;
  const multipliers: Multipliers = {
    ...(residency.size > 0 && { residency }),
    ...(geo.size > 0 && { geo }),
    ...(fastFactor && { fast: fastFactor }),
    ...(regionalEndpoint && { regionalEndpoint }),
  };
  return Object.keys(multipliers).length > 0 ? multipliers : undefined;
}

/** `provider_specific_entry` mixes factors with settings: what is text or a switch is no factor. */
function specificEntry(body: JsonObject): JsonObject {
  const entry = body.provider_specific_entry;
  if (!isJsonObject(entry)) return {};
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value instanceof NumberText));
}

function factorsOf(reader: PriceReader, body: JsonObject, prefix: string): ReadonlyMap<string, Decimal> {
  const factors = new Map<string, Decimal>();
  for (const [name, value] of Object.entries(body)) {
    const factor = name.startsWith(prefix) && isFactor(value) ? reader.decimal(name, value) : undefined;
    if (factor) factors.set(name.slice(prefix.length).toLowerCase(), factor);
  }
  return factors;
}

const isFactor = (value: JsonValue | undefined): value is JsonValue => value !== undefined && value !== null;
