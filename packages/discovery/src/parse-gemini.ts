/** One page of `GET /v1beta/models` of Gemini: `{ models: [{ name: "models/..." }], nextPageToken }`. It states no prices. */
import { collectModels, notJson, wrongShape } from "./collect-models";
import type { ListedModel, Listing } from "./listed-model";
import { arrayField, asObject, type JsonObject, parseJson, rawOf, textField } from "./read-json";

export function parseGemini(text: string): Listing {
  const parsed = parseJson(text);
  if (!parsed.ok) return notJson();
  const body = asObject(parsed.value);
  const entries = arrayField(body, "models");
  if (!entries) return wrongShape('answered JSON without a list "models". Check the kind and the address.');
  return collectModels(entries, readModel, textField(body, "nextPageToken"));
}

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
