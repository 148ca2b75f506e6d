/**
 * `GET /v1/models` of OpenAI, vLLM and their like: `{ data: [{ id }] }`, or the bare array some answer.
 * Source  vLLM names the model behind an alias in `root`. `created` and `owned_by` are no evidence of a provider.
 */
import { collectModels, notJson, wrongShape } from "./collect-models";
import type { ListedModel, Listing } from "./listed-model";
import { arrayField, asObject, type JsonObject, parseJson, rawOf, textField } from "./read-json";

export function parseOpenAiCompatible(text: string): Listing {
  const parsed = parseJson(text);
  if (!parsed.ok) return notJson();
  const entries = Array.isArray(parsed.value) ? parsed.value : arrayField(asObject(parsed.value), "data");
  if (!entries) return wrongShape('answered JSON without a list "data" of models. Check the kind and the address.');
  return collectModels(entries, readModel);
}

function readModel(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "id");
  if (name === undefined) return 'no "id"';
  const root = textField(entry, "root");
  const served = root === undefined || root === name ? {} : { servedModel: root };
  return { name, ...served, raw: rawOf(entry, ["id", "root", "owned_by", "max_model_len"]) };
}
