/**
 * The listing of a LiteLLM proxy, merged from its three answers.
 *
 * Source  `/v1/models` says which names can be called (its `created` and `owned_by` are constants, no evidence of a provider);
 *         `/model/info` says what answers under them and at what price; `/model_group/info` fills in provider and mode.
 */
import { providerId } from "@ratecard/pricing";
import { collectModels, notJson, wrongShape } from "./collect-models";
import { type Deployment, idsOfWildcards, readDeployments } from "./litellm-deployments";
import { pricesOfDeployments, type StatedPrice, termsOfFields } from "./litellm-terms";
import type { LeftOut, ListedModel, Listing } from "./listed-model";
import { arrayField, asObject, type JsonObject, parseJson, rawOf, textField } from "./read-json";
import { fingerprint } from "@ratecard/changes";

export type LitellmAnswers = Readonly<{
  models: string;
  /** Absent when the key may not read it. */
  modelInfo?: string | undefined;
  modelGroupInfo?: string | undefined;
}>;

const INFO_KEPT = ["id", "key", "base_model", "mode", "litellm_provider", "pricing_overrides"];
const WILDCARD = "a wildcard route, which is no model";
const NOT_CALLABLE = "expanded from a wildcard route under a name that cannot be called";

export function parseLitellm({ models, modelInfo, modelGroupInfo }: LitellmAnswers): Listing {
  const parsed = parseJson(models);
  if (!parsed.ok) return notJson();
  const entries = arrayField(asObject(parsed.value), "data");
  if (!entries) return wrongShape('answered JSON without a list "data" of models. Check the kind and the address.');
  const groups = readGroups(modelGroupInfo);
  const listed = collectModels(entries, (entry) => readName(entry, groups));
  if (listed.outcome === "refused" || modelInfo === undefined) return listed;
  const deployments = readDeployments(modelInfo);
  return deployments ? merge(listed.models, listed.leftOut, deployments) : listed;
}

function readName(entry: JsonObject, groups: ReadonlyMap<string, JsonObject>): ListedModel | string {
  const name = textField(entry, "id");
  if (name === undefined) return 'no "id"';
  if (name.includes("*")) return WILDCARD;
  const group = groups.get(name) ?? {};
  const providers = (arrayField(group, "providers") ?? []).filter((provider) => typeof provider === "string");
  const [provider] = providers.length === 1 ? providers : [];
  const mode = textField(group, "mode") ?? textField(entry, "mode");
  const terms = termsOfFields(group);
  return {
    name,
    ...(provider === undefined ? {} : { provider: providerId(provider) }),
    ...(mode === undefined ? {} : { mode }),
    ...(terms ? { suggestedTerms: terms } : {}),
    raw: rawOf(entry, ["id"]),
  };
}

function readGroups(text: string | undefined): ReadonlyMap<string, JsonObject> {
  const parsed = text === undefined ? undefined : parseJson(text);
  const entries = parsed?.ok ? arrayField(asObject(parsed.value), "data") : undefined;
  const groups = new Map<string, JsonObject>();
  for (const entry of entries ?? []) {
    const group = asObject(entry);
    const name = textField(group, "model_group");
    if (group && name !== undefined) groups.set(name, group);
  }
  return groups;
}

/** A name takes its deployments' word; names that only `/model/info` knows count when they are no wildcard's. */
function merge(names: readonly ListedModel[], leftOut: readonly LeftOut[], all: readonly Deployment[]): Listing {
  const callable = new Set(names.map(({ name }) => name));
  const expanded = idsOfWildcards(all);
  const isWanted = ({ name, id }: Deployment) =>
    callable.has(name) || (!name.includes("*") && (id === undefined || !expanded.has(id)));
  const wanted = all.filter(isWanted);
  const prices = pricesOfDeployments(wanted);
  const deployed = wanted.map((deployment, index) => modelOf(deployment, prices[index]));
  const known = new Set(wanted.map(({ name }) => name));
  const models = new Map(
    [...names.filter(({ name }) => !known.has(name)), ...deployed].map((model) => [deploymentKey(model), model]),
  );
  const notCallable = all.length - wanted.length;
  return {
    outcome: "listed",
    models: [...models.values()],
    leftOut: notCallable === 0 ? leftOut : [...leftOut, { count: notCallable, reason: NOT_CALLABLE }],
  };
}

/** Deployments of one model at different prices are told apart: which of them counts is for a person to decide. */
const deploymentKey = ({ name, servedModel, provider, suggestedTerms: terms, isPriceSet }: ListedModel): string =>
  JSON.stringify([name, servedModel, provider, isPriceSet, terms && fingerprint(terms)]);

function modelOf(deployment: Deployment, price: StatedPrice | undefined): ListedModel {
  const { name, provider, model, mode, info } = deployment;
  const isAlias = model !== undefined && model !== name && `${provider}/${model}` !== name;
  return {
    name,
    ...(provider === undefined ? {} : { provider }),
    ...(isAlias ? { servedModel: model } : {}),
    ...(mode === undefined ? {} : { mode }),
    ...(price?.terms ? { suggestedTerms: price.terms } : {}),
    ...(price?.isSet ? { isPriceSet: true } : {}),
    ...(price && price.notes.length > 0 ? { priceNotes: price.notes } : {}),
    raw: rawOf(info, INFO_KEPT),
  };
}
