/** Walks a listing's entries: keeps what is a model, counts what is not and why, and drops repeats. */
import { isModelName } from "./model-name";
import type { LeftOut, ListedModel, Listing } from "./listed-model";
import { asObject, type JsonObject } from "./read-json";

/** More entries than any gateway serves: a lie or an accident. */
export const MOST_MODELS = 20_000;

/** `read` answers a model, or the reason why the entry is none. */
export function collectModels(
  entries: readonly unknown[],
  read: (entry: JsonObject) => ListedModel | string,
  next?: string,
): Listing {
  if (entries.length > MOST_MODELS) {
    return wrongShape(
      `lists ${entries.length} models, more than ${MOST_MODELS}. Check that this is the model listing.`,
    );
  }
  const models = new Map<string, ListedModel>();
  const reasons = new Map<string, number>();
  for (const entry of entries) {
    const model = readEntry(entry, read);
    if (typeof model === "string") reasons.set(model, (reasons.get(model) ?? 0) + 1);
    else models.set(JSON.stringify([model.name, model.servedModel ?? ""]), model);
  }
  if (entries.length > 0 && models.size === 0) {
    return wrongShape(
      `lists ${entries.length} entries and none of them is a model (${[...reasons.keys()].join("; ")}).`,
    );
  }
  const leftOut: LeftOut[] = [...reasons].map(([reason, count]) => ({ count, reason }));
  return { outcome: "listed", models: [...models.values()], leftOut, ...(next === undefined ? {} : { next }) };
}

function readEntry(entry: unknown, read: (entry: JsonObject) => ListedModel | string): ListedModel | string {
  const object = asObject(entry);
  if (!object) return "not an object";
  const model = read(object);
  if (typeof model === "string") return model;
  return isModelName(model.name) ? model : "name is empty, too long or has control characters";
}

export const notJson = (): Listing => ({
  outcome: "refused",
  problem: "not-json",
  reason: "answered something that is not JSON. Check that the address is the API, not a web page.",
});

export const wrongShape = (reason: string): Listing => ({ outcome: "refused", problem: "wrong-shape", reason });
