/** One page of `GET /v1beta/models` of Gemini: `{ models: [{ name: "models/..." }], nextPageToken }`. It states no prices. */
import type { ListedModel } from "./listed-model";
import type { ListingForm } from "./listing-reader";
import { arrayField, type JsonObject, rawOf, textField } from "./read-json";

export const geminiListing: ListingForm = {
  listKey: "models",
  read: readModel,
  next: (around) => textField(around, "nextPageToken"),
};

function readModel(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "name")?.replace(/^models\//, "");
  if (name === undefined) return 'no "name"';
  const mode = modeOf(arrayField(entry, "supportedGenerationMethods") ?? []);
  const raw = rawOf(entry, ["name", "version", "displayName", "supportedGenerationMethods"]);
  return { name, provider: "gemini", ...(mode === undefined ? {} : { mode }), raw };
}

function modeOf(methods: readonly unknown[]): string | undefined {
  if (methods.includes("generateContent")) return "chat";
  return methods.includes("embedContent") ? "embedding" : undefined;
}
