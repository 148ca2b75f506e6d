/** Reads one page of a listing, whatever kind of server it comes from; LiteLLM's answers are three, see litellm-listing.ts. */
import type { ListedModel, Listing } from "./listed-model";
import { type ListingForm, listingReader, type StreamReader } from "./listing-reader";
import { openRouterTerms } from "./openrouter-terms";
import { arrayField, field, type JsonObject, objectField, rawOf, textField } from "./read-json";
import type { ServerKind } from "./server-address";

export const pageReader = (kind: Exclude<ServerKind, "litellm">): StreamReader<Listing> => listingReader(FORMS[kind]);

/** Only OpenRouter states prices in its list. */
const FORMS: Record<Exclude<ServerKind, "litellm">, ListingForm> = {
  /** `GET /v1/models` of OpenAI, vLLM and their like: `{ data: [{ id }] }`, or the bare array some answer. */
  "openai-compatible": { listKey: "data", mayBeBare: true, read: readOpenAiCompatible },
  /** `GET /api/v1/models`: `{ data: [{ id, pricing }] }`. */
  openrouter: { listKey: "data", read: readOpenRouter },
  /** `GET /v1/models`: `{ data: [{ id }], has_more, last_id }`. */
  anthropic: {
    listKey: "data",
    read: readAnthropic,
    next: (around) => (field(around, "has_more") === true ? textField(around, "last_id") : undefined),
  },
  /** `GET /v1beta/models`: `{ models: [{ name: "models/..." }], nextPageToken }`. */
  gemini: { listKey: "models", read: readGemini, next: (around) => textField(around, "nextPageToken") },
  /** `GET /api/tags`: `{ models: [{ name }] }`. */
  ollama: { listKey: "models", read: readOllama },
};

/** vLLM names the base model of an alias in `root`. `created` and `owned_by` are no evidence of a provider. */
function readOpenAiCompatible(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "id");
  if (name === undefined) return 'no "id"';
  const root = textField(entry, "root");
  const served = root === undefined || root === name ? {} : { servedModel: root };
  return { name, ...served, raw: rawOf(entry, ["id", "root", "owned_by", "max_model_len"]) };
}

function readOpenRouter(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "id");
  if (name === undefined) return 'no "id"';
  const terms = openRouterTerms(objectField(entry, "pricing"));
  const raw = rawOf(entry, ["id", "canonical_slug", "name", "pricing", "context_length"]);
  return { name, provider: "openrouter", ...(terms ? { suggestedTerms: terms } : {}), raw };
}

function readAnthropic(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "id");
  if (name === undefined) return 'no "id"';
  return { name, provider: "anthropic", raw: rawOf(entry, ["id", "display_name", "created_at"]) };
}

function readGemini(entry: JsonObject): ListedModel | string {
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

function readOllama(entry: JsonObject): ListedModel | string {
  const name = textField(entry, "name") ?? textField(entry, "model");
  if (name === undefined) return 'no "name"';
  return { name, provider: "ollama", raw: rawOf(entry, ["name", "model", "size", "details"]) };
}
