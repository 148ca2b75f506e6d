/** `GET /api/v1/models` of OpenRouter: `{ data: [{ id, pricing }] }`. */
import { collectModels, notJson, wrongShape } from "./collect-models";
import type { ListedModel, Listing } from "./listed-model";
import { openRouterTerms } from "./openrouter-terms";
import { arrayField, asObject, type JsonObject, objectField, parseJson, rawOf, textField } from "./read-json";

export function parseOpenRouter(text: string): Listing {
  const parsed = parseJson(text);
  if (!parsed.ok) return notJson();
  const entries = arrayField(asObject(parsed.value), "data");
  if (!entries) return wrongShape('answered JSON without a list "data" of models. Check the kind and the address.');
  return collectModels(entries, readModel);
}

function readModel(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "id");
  if (name === undefined) return 'no "id"';
  const terms = openRouterTerms(objectField(entry, "pricing"));
  const raw = rawOf(entry, ["id", "canonical_slug", "name", "pricing", "context_length"]);
  return { name, provider: "openrouter", ...(terms ? { suggestedTerms: terms } : {}), raw };
}
