/**
 * `GET /model/info` of a LiteLLM proxy: which model answers under a name, and its price. One name can have several deployments.
 *
 * Source  seen on LiteLLM 1.106: wildcard routes come expanded, sometimes to names nobody can call, all under one deployment id;
 *         prices set in YAML are numbers or text and listed in `pricing_overrides`; a name without price shows null or 0.
 */
import { providerId } from "@ratecard/pricing";
import { isModelName } from "./listed-model";
import { type JsonObject, objectField, textField } from "./read-json";

export type Deployment = Readonly<{
  name: string;
  id: string | undefined;
  /** A LiteLLM provider id. */
  provider: string | undefined;
  /** Without its provider prefix; the base model where the deployment names one. */
  model: string | undefined;
  mode: string | undefined;
  info: JsonObject;
  params: JsonObject;
}>;

/** undefined: the entry names no model. */
export function readDeployment(entry: JsonObject | undefined): Deployment | undefined {
  const name = textField(entry, "model_name");
  if (name === undefined || !isModelName(name)) return undefined;
  const params = objectField(entry, "litellm_params") ?? {};
  const info = objectField(entry, "model_info") ?? {};
  const model = textField(info, "base_model") ?? textField(params, "model");
  const stated = textField(params, "custom_llm_provider") ?? prefixOf(model) ?? textField(info, "litellm_provider");
  const provider = stated === undefined ? undefined : providerId(stated);
  return {
    name,
    id: textField(info, "id"),
    provider,
    model: model === undefined ? undefined : withoutPrefix(model, provider),
    mode: textField(info, "mode"),
    info,
    params,
  };
}

/** LiteLLM routes by it: `azure/my-deployment` is served by azure. */
const prefixOf = (model: string | undefined): string | undefined =>
  model?.includes("/") ? model.slice(0, model.indexOf("/")) : undefined;

function withoutPrefix(model: string, provider: string | undefined): string {
  const prefix = prefixOf(model);
  return prefix !== undefined && providerId(prefix) === provider ? model.slice(prefix.length + 1) : model;
}

/** Deployments whose id stands under several names came out of one wildcard route. */
export function idsOfWildcards(deployments: readonly Pick<Deployment, "id" | "name">[]): ReadonlySet<string> {
  const namesOf = new Map<string, Set<string>>();
  for (const { id, name } of deployments) {
    if (id !== undefined) namesOf.set(id, (namesOf.get(id) ?? new Set()).add(name));
  }
  return new Set([...namesOf].filter(([, names]) => names.size > 1).map(([id]) => id));
}
