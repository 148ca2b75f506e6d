/**
 * The listing of a LiteLLM proxy, merged from its three answers.
 *
 * Source  `/v1/models` says which names can be called (its `created` and `owned_by` are constants, no evidence of a provider);
 *         `/model/info` says what answers under them and at what price; `/model_group/info` fills in provider and mode.
 */
import { providerId } from "@ratecard/pricing";
import { type Deployment, idsOfWildcards, readDeployment } from "./litellm-deployments";
import { pricesOfDeployments, termsOfFields } from "./litellm-terms";
import type { LeftOut, ListedModel, Listing } from "./listed-model";
import { entryReader, listingReader, type StreamReader } from "./listing-reader";
import { arrayField, asObject, type JsonObject, rawOf, textField } from "./read-json";
import { fingerprint } from "@ratecard/changes";
import { wildcardRoutes } from "./wildcard-routes";

const FORM = { listKey: "data" };
const INFO_KEPT = ["id", "key", "base_model", "mode", "litellm_provider", "pricing_overrides"];
const NOT_CALLABLE = "expanded from a wildcard route under a name that cannot be called";

type Writer = Pick<StreamReader<unknown>, "write">;

export type LitellmReader = Readonly<{
  models: Writer;
  modelInfo: Writer;
  modelGroupInfo: Writer;
  /** Of the last two it says whether they came: a key may be too weak for them. */
  finish: (came: Readonly<{ modelInfo: boolean; modelGroupInfo: boolean }>) => LitellmListing;
}>;

/** `infoRefusal`: why the answer about deployments could not be read. */
export type LitellmListing = Listing & Readonly<{ infoRefusal?: string }>;

export function litellmReader(): LitellmReader {
  const routes = new Set<string>();
  const models = listingReader({ ...FORM, read: readName }, routes);
  const deployed: DeployedModel[] = [];
  const modelInfo = entryReader(FORM, (entry) => {
    const deployment = readDeployment(asObject(entry));
    if (deployment?.name.includes("*")) routes.add(deployment.name);
    if (deployment) deployed.push(deployedModel(deployment));
  });
  const groups = new Map<string, Partial<ListedModel>>();
  const modelGroupInfo = entryReader(FORM, (entry) => {
    const group = asObject(entry);
    const name = textField(group, "model_group");
    if (group && name !== undefined) groups.set(name, readGroup(group));
  });
  const finish: LitellmReader["finish"] = (came) => {
    const listed = models.finish();
    if (listed.outcome === "refused") return listed;
    const names = listed.models.map((model) => ({ ...model, ...(came.modelGroupInfo ? groups.get(model.name) : {}) }));
    const info = came.modelInfo ? modelInfo.finish() : undefined;
    const isRead = info?.outcome === "read";
    const merged = isRead ? merge(names, listed.leftOut, deployed) : { models: names, leftOut: listed.leftOut };
    return {
      outcome: "listed",
      ...merged,
      wildcardRoutes: wildcardRoutes(routes, merged.models),
      ...(info?.outcome === "refused" ? { infoRefusal: info.reason } : {}),
    };
  };
  return { models, modelInfo, modelGroupInfo, finish };
}

function readName(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "id");
  if (name === undefined) return 'no "id"';
  const mode = textField(entry, "mode");
  return { name, ...(mode === undefined ? {} : { mode }), raw: rawOf(entry, ["id"]) };
}

function readGroup(group: JsonObject): Partial<ListedModel> {
  const providers = (arrayField(group, "providers") ?? []).filter((provider) => typeof provider === "string");
  const [provider] = providers.length === 1 ? providers : [];
  const mode = textField(group, "mode");
  const terms = termsOfFields(group);
  return {
    ...(provider === undefined ? {} : { provider: providerId(provider) }),
    ...(mode === undefined ? {} : { mode }),
    ...(terms ? { suggestedTerms: terms } : {}),
  };
}

/** What is kept of a deployment: there may be thousands, each with a hundred fields. */
type DeployedModel = Readonly<{ id: string | undefined; model: ListedModel }>;

/** A name takes its deployments' word; names that only `/model/info` knows count when they are no wildcard's. */
function merge(names: readonly ListedModel[], leftOut: readonly LeftOut[], all: readonly DeployedModel[]) {
  const callable = new Set(names.map(({ name }) => name));
  const expanded = idsOfWildcards(all.map(({ id, model }) => ({ id, name: model.name })));
  const isWanted = ({ id, model: { name } }: DeployedModel) =>
    callable.has(name) || (!name.includes("*") && (id === undefined || !expanded.has(id)));
  const wanted = all.filter(isWanted).map(({ model }) => model);
  const known = new Set(wanted.map(({ name }) => name));
  const models = new Map(
    [...names.filter(({ name }) => !known.has(name)), ...wanted].map((model) => [deploymentKey(model), model]),
  );
  const notCallable = all.length - wanted.length;
  return {
    models: [...models.values()],
    leftOut: notCallable === 0 ? leftOut : [...leftOut, { count: notCallable, reason: NOT_CALLABLE }],
  };
}

/** Deployments of one model at different prices are told apart: which of them counts is for a person to decide. */
const deploymentKey = ({ name, servedModel, provider, suggestedTerms: terms, isPriceSet }: ListedModel): string =>
  JSON.stringify([name, servedModel, provider, isPriceSet, terms && fingerprint(terms)]);

function deployedModel(deployment: Deployment): DeployedModel {
  const { id, name, provider, model, mode, info } = deployment;
  const [price] = pricesOfDeployments([deployment]);
  const isAlias = model !== undefined && model !== name && `${provider}/${model}` !== name;
  return {
    id,
    model: {
      name,
      ...(provider === undefined ? {} : { provider }),
      ...(isAlias ? { servedModel: model } : {}),
      ...(mode === undefined ? {} : { mode }),
      ...(price?.terms ? { suggestedTerms: price.terms } : {}),
      ...(price?.isSet ? { isPriceSet: true } : {}),
      ...(price && price.notes.length > 0 ? { priceNotes: price.notes } : {}),
      raw: rawOf(info, INFO_KEPT),
    },
  };
}
