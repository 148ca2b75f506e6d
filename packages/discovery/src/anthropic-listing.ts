/** One page of `GET /v1/models` of Anthropic: `{ data: [{ id }], has_more, last_id }`. It states no prices. */
import type { ListedModel } from "./listed-model";
import type { ListingForm } from "./listing-reader";
import { field, type JsonObject, rawOf, textField } from "./read-json";

export const anthropicListing: ListingForm = {
  listKey: "data",
  read: readModel,
  next: (around) => (field(around, "has_more") === true ? textField(around, "last_id") : undefined),
};

function readModel(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "id");
  if (name === undefined) return 'no "id"';
  return { name, provider: "anthropic", raw: rawOf(entry, ["id", "display_name", "created_at"]) };
}
