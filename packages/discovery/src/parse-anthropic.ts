/** One page of `GET /v1/models` of Anthropic: `{ data: [{ id }], has_more, last_id }`. It states no prices. */
import { collectModels, notJson, wrongShape } from "./collect-models";
import type { ListedModel, Listing } from "./listed-model";
import { arrayField, asObject, field, type JsonObject, parseJson, rawOf, textField } from "./read-json";

export function parseAnthropic(text: string): Listing {
  const parsed = parseJson(text);
  if (!parsed.ok) return notJson();
  const body = asObject(parsed.value);
  const entries = arrayField(body, "data");
  if (!entries) return wrongShape('answered JSON without a list "data" of models. Check the kind and the address.');
  const next = field(body, "has_more") === true ? textField(body, "last_id") : undefined;
  return collectModels(entries, readModel, next);
}

function readModel(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "id");
  if (name === undefined) return 'no "id"';
  return { name, provider: "anthropic", raw: rawOf(entry, ["id", "display_name", "created_at"]) };
}
