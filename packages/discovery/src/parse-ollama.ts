/** `GET /api/tags` of Ollama: `{ models: [{ name }] }`. Models run on one's own machine: it states no prices. */
import { collectModels, notJson, wrongShape } from "./collect-models";
import type { ListedModel, Listing } from "./listed-model";
import { arrayField, asObject, type JsonObject, parseJson, rawOf, textField } from "./read-json";

export function parseOllama(text: string): Listing {
  const parsed = parseJson(text);
  if (!parsed.ok) return notJson();
  const entries = arrayField(asObject(parsed.value), "models");
  if (!entries) return wrongShape('answered JSON without a list "models". Check the kind and the address.');
  return collectModels(entries, readModel);
}

function readModel(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "name") ?? textField(entry, "model");
  if (name === undefined) return 'no "name"';
  return { name, provider: "ollama", raw: rawOf(entry, ["name", "model", "size", "details"]) };
}
