/**
 * What an operator set at a LiteLLM proxy, as its own bill takes it.
 *
 * Units   its fields as given: USD per token, numbers or text.
 * Source  LiteLLM 1.108.5: a deployment with prices of its own is billed by them alone. It takes over the model's cache rates when
 *         an input rate is set, the rates of service tiers when either is, all rates beside a schedule; the other rate is 0.
 */
import type { PriceNote } from "./listed-model";
import type { Deployment } from "./litellm-deployments";
import { arrayField, digitsField, type JsonObject } from "./read-json";

export type SetPrices = Readonly<{ fields: JsonObject; notes: readonly PriceNote[] }>;

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
export function pricesSetAt({ info, params, mode }: Deployment): SetPrices | undefined {
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
