/**
 * The `model_list` of LiteLLM's config.yaml: deployments under the names users send, some with prices of their own.
 *
 * Units   USD per token, in `litellm_params` or `model_info`; what stands in the former wins, as in LiteLLM's bill.
 * Errors  an entry without a price is left out by its name. Nothing but prices, names and providers is taken: the file holds keys.
 */
import { pricesOfDeployments, type StatedPrice } from "../litellm-terms";
import { type Deployment, readDeployment } from "../litellm-deployments";
import type { PriceNote } from "../listed-model";
import { arrayField, asObject, type JsonObject, objectField } from "../read-json";
import {
  type ForeignPrice,
  type ForeignPrices,
  foreignProblem,
  type ForeignProblem,
  NO_PRICE,
  type UnpricedName,
} from "./foreign-price";

const LIST = "model_list";

export const isLitellmConfig = (value: JsonObject): boolean => arrayField(value, LIST) !== undefined;

type Entry = Readonly<{ number: number; deployment: Deployment }>;

export function readLitellmConfig(value: JsonObject): ForeignPrices {
  const list = (arrayField(value, LIST) ?? []).map((item) => asObject(item));
  const entries: Entry[] = [];
  const prices: ForeignPrice[] = [];
  for (const [index, item] of list.entries()) {
    const deployment = readDeployment(item && ownPricesOf(item));
    if (deployment) entries.push({ number: index + 1, deployment });
    else prices.push({ number: index + 1, model: "", problems: [NO_NAME] });
  }
  const stated = pricesOfDeployments(entries.map(({ deployment }) => deployment));
  const leftOut: UnpricedName[] = [];
  for (const [index, entry] of entries.entries()) {
    const read = readEntry(entry, stated[index]);
    if ("reason" in read) leftOut.push(read);
    else prices.push(read);
  }
  return withoutHalves(prices, leftOut);
}

const NO_NAME = foreignProblem("model_name", "no-model-name");

/** Whatever a file states was set by somebody: there is no price map in it. */
function ownPricesOf(item: JsonObject): JsonObject {
  const info = withoutNull(objectField(item, "model_info"));
  const params = withoutNull(objectField(item, "litellm_params"));
  const { mode, base_model, litellm_provider } = info;
  const kept = Object.entries({ mode, base_model, litellm_provider }).filter(([, text]) => text !== undefined);
  return { ...item, model_info: Object.fromEntries(kept), litellm_params: { ...info, ...params } };
}

/** YAML's words for nothing: its values are read as text, so that prices keep their digits. */
const NULLS: readonly unknown[] = ["", "~", "null", "Null", "NULL", null];

const withoutNull = (object: JsonObject = {}): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => !NULLS.includes(value)));

function readEntry({ number, deployment }: Entry, stated: StatedPrice | undefined): ForeignPrice | UnpricedName {
  const { name: model, provider } = deployment;
  if (model.includes("*")) return { model, reason: "is a pattern of names. Give each of its models a price" };
  const names = { number, model, ...(provider !== undefined && { seller: provider, provider }) };
  const problems = (stated?.notes ?? []).map(problemOf);
  if (problems.length > 0) return { ...names, problems };
  if (!stated?.isSet || !stated.terms) return { model, reason: NO_PRICE };
  // Fields that only look like prices may hold anything.
  const { unknownFields: _kept, ...terms } = stated.terms;
  return { ...names, terms };
}

const problemOf = (note: PriceNote): ForeignProblem =>
  note.kind === "not-a-price"
    ? foreignProblem(note.field, "no-amount")
    : foreignProblem(`${note.side}_cost_per_token`, "other-side-missing");

/** LiteLLM bills a deployment without a price by its own map, so the name has two prices. */
function withoutHalves(prices: readonly ForeignPrice[], leftOut: readonly UnpricedName[]): ForeignPrices {
  const unpriced = new Set(leftOut.map(({ model }) => model));
  const priced = new Set(prices.map(({ model }) => model));
  const half = foreignProblem("model_name", "half-priced");
  return {
    prices: prices.map((price) =>
      unpriced.has(price.model) ? { number: price.number, model: price.model, problems: [half] } : price,
    ),
    leftOut: leftOut.filter(({ model }) => !priced.has(model)),
  };
}
