/** `GET /api/v1/models` of OpenRouter: `{ data: [{ id, pricing }] }`. */
import type { ListedModel } from "./listed-model";
import type { ListingForm } from "./listing-reader";
import { openRouterTerms } from "./openrouter-terms";
import { type JsonObject, objectField, rawOf, textField } from "./read-json";

export const openRouterListing: ListingForm = { listKey: "data", read: readModel };

function readModel(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "id");
  if (name === undefined) return 'no "id"';
  const terms = openRouterTerms(objectField(entry, "pricing"));
  const raw = rawOf(entry, ["id", "canonical_slug", "name", "pricing", "context_length"]);
  return { name, provider: "openrouter", ...(terms ? { suggestedTerms: terms } : {}), raw };
}
