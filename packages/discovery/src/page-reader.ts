/** Reads one page of a listing, whatever kind of server it comes from; LiteLLM's answers are three, see litellm-listing.ts. */
import { anthropicListing } from "./anthropic-listing";
import { geminiListing } from "./gemini-listing";
import type { Listing } from "./listed-model";
import { type ListingForm, listingReader, type StreamReader } from "./listing-reader";
import { ollamaListing } from "./ollama-listing";
import { openAiCompatibleListing } from "./openai-compatible-listing";
import { openRouterListing } from "./openrouter-listing";
import type { ServerKind } from "./server-kind";

const FORMS: Record<Exclude<ServerKind, "litellm">, ListingForm> = {
  "openai-compatible": openAiCompatibleListing,
  openrouter: openRouterListing,
  anthropic: anthropicListing,
  gemini: geminiListing,
  ollama: ollamaListing,
};

export const pageReader = (kind: Exclude<ServerKind, "litellm">): StreamReader<Listing> => listingReader(FORMS[kind]);
