/** All that the chosen servers and the custom names say about one name. */
import { providerId } from "@ratecard/pricing";
import type { DiscoveredModel } from "./listed-model";

/** A name somebody made up for a model, as `custom_models` keeps it. */
export type CustomMapping = Readonly<{
  customName: string;
  serverId: string;
  actualModel: string;
  provider?: string | undefined;
}>;

export type ServedModel = Readonly<{ model: string; provider: string | undefined }>;

export type DiscoveredName = Readonly<{
  name: string;
  models: readonly DiscoveredModel[];
  serverIds: readonly string[];
  /** LiteLLM ids, as stated; not detected. */
  providers: readonly string[];
  served: readonly ServedModel[];
  mode: string | undefined;
}>;

/** By name, in the order of names. */
export function groupByName(
  models: readonly DiscoveredModel[],
  mappings: readonly CustomMapping[],
): readonly DiscoveredName[] {
  const groups = new Map<string, { models: DiscoveredModel[]; mappings: CustomMapping[] }>();
  const groupOf = (name: string) => {
    const group = groups.get(name) ?? { models: [], mappings: [] };
    groups.set(name, group);
    return group;
  };
  for (const model of models) groupOf(model.name).models.push(model);
  for (const mapping of mappings) groupOf(mapping.customName).mappings.push(mapping);
  return [...groups]
    .map(([name, group]) => nameOf(name, group.models, group.mappings))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function nameOf(name: string, models: readonly DiscoveredModel[], mappings: readonly CustomMapping[]): DiscoveredName {
  const served = new Map<string, ServedModel>();
  const add = (model: string | undefined, provider: string | undefined) => {
    if (model === undefined || model === name) return;
    const id = provider === undefined ? undefined : providerId(provider);
    served.set(JSON.stringify([model, id]), { model, provider: id });
  };
  for (const model of models) add(model.servedModel, model.provider);
  for (const mapping of mappings) add(mapping.actualModel, mapping.provider);
  const stated = [...models, ...mappings].flatMap(({ provider }) =>
    provider === undefined ? [] : [providerId(provider)],
  );
  return {
    name,
    models,
    serverIds: [...new Set([...models, ...mappings].map(({ serverId }) => serverId))].sort(),
    providers: [...new Set(stated)].sort(),
    served: [...served.values()],
    mode: models.find((model) => model.mode !== undefined)?.mode,
  };
}
