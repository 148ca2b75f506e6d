/** The models behind each custom name: each once, a name behind itself left out. Providers become LiteLLM's ids. */
import { providerId } from "@ratecard/pricing";
import type { CustomMapping } from "./discovered-name";
import type { BaseModel } from "./sync-decision";

/** Bases in the order of their names. */
export function basesByName(mappings: readonly CustomMapping[]): ReadonlyMap<string, readonly BaseModel[]> {
  const names = new Map<string, Map<string, BaseModel>>();
  for (const { customName, actualModel: model, provider: stated } of mappings) {
    if (model === customName) continue;
    const provider = stated === undefined ? undefined : providerId(stated);
    const bases = names.get(customName) ?? new Map<string, BaseModel>();
    names.set(customName, bases.set(keyOf({ model, provider }), { model, provider }));
  }
  return new Map(
    [...names].map(([name, bases]) => [name, [...bases.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))]),
  );
}

const keyOf = ({ model, provider }: BaseModel): string => JSON.stringify([model, provider ?? null]);
