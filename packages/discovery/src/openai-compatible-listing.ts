/**
 * `GET /v1/models` of OpenAI, vLLM and their like: `{ data: [{ id }] }`, or the bare array some answer.
 * Source  vLLM names the model behind an alias in `root`. `created` and `owned_by` are no evidence of a provider.
 */
import type { ListedModel } from "./listed-model";
import type { ListingForm } from "./listing-reader";
import { type JsonObject, rawOf, textField } from "./read-json";

export const openAiCompatibleListing: ListingForm = { listKey: "data", mayBeBare: true, read: readModel };

function readModel(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "id");
  if (name === undefined) return 'no "id"';
  const root = textField(entry, "root");
  const served = root === undefined || root === name ? {} : { servedModel: root };
  return { name, ...served, raw: rawOf(entry, ["id", "root", "owned_by", "max_model_len"]) };
}
