/** `GET /api/tags` of Ollama: `{ models: [{ name }] }`. Models run on one's own machine: it states no prices. */
import type { ListedModel } from "./listed-model";
import type { ListingForm } from "./listing-reader";
import { type JsonObject, rawOf, textField } from "./read-json";

export const ollamaListing: ListingForm = { listKey: "models", read: readModel };

function readModel(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "name") ?? textField(entry, "model");
  if (name === undefined) return 'no "name"';
  return { name, provider: "ollama", raw: rawOf(entry, ["name", "model", "size", "details"]) };
}
