/**
 * What a server's listing says about one model, whatever kind of server it came from.
 *
 * Units   `suggestedTerms` as @ratecard/pricing holds prices. Absent is not zero: no price stays absent.
 * Errors  a listing that cannot be read is an answer with a sentence.
 */
import type { PriceTerms } from "@ratecard/pricing";

/**
 * `one-rate-set`: the operator set the other rate only, so `side` costs nothing in the server's own bill; `shown` is what it displays.
 * `not-a-price`: a field that no price can be read from, as given.
 */
export type PriceNote =
  | Readonly<{ kind: "one-rate-set"; side: "input" | "output"; shown: string | null }>
  | Readonly<{ kind: "not-a-price"; field: string; given: string }>;

/** A route for any name of a form, as `openai/*`. */
export type WildcardRoute = Readonly<{
  route: string;
  /** Names of the listing that fit it; 0: none of what can be called through it is listed. */
  listedCount: number;
}>;

export type ListedModel = Readonly<{
  /** The name users send. */
  name: string;
  /** A LiteLLM provider id, when the server states it. */
  provider?: string;
  /** The base model of the name, without its provider prefix, when the server states another one. */
  servedModel?: string;
  /** `chat`, `embedding`, ... in LiteLLM's words. */
  mode?: string;
  /** The server's own price. */
  suggestedTerms?: PriceTerms;
  /** An operator set that price at the server; absent or false: the server repeats a list. */
  isPriceSet?: boolean;
  /** What to check about the price it states. */
  priceNotes?: readonly PriceNote[];
  /** What the server said, as JSON text; never a key. */
  raw: string;
}>;

export type DiscoveredModel = ListedModel & Readonly<{ serverId: string }>;

export type LeftOut = Readonly<{ count: number; reason: string }>;

export type Listed = Readonly<{
  outcome: "listed";
  models: readonly ListedModel[];
  /** Entries the listing held that are no models, by reason. */
  leftOut: readonly LeftOut[];
  wildcardRoutes: readonly WildcardRoute[];
  /** The cursor of the next page; absent on the last one. */
  next?: string;
}>;

export type ListingRefused = Readonly<{ outcome: "refused"; problem: "not-json" | "wrong-shape"; reason: string }>;

export type Listing = Listed | ListingRefused;

/** The notes on a stated price as they were stored. Errors: none; what is no note is left out. */
export function priceNotesFromJson(json: unknown): readonly PriceNote[] {
  return Array.isArray(json) ? json.flatMap((item: unknown) => noteOf(item)) : [];
}

function noteOf(json: unknown): PriceNote[] {
  if (typeof json !== "object" || json === null) return [];
  const { kind, side, shown, field, given } = json as Readonly<Record<string, unknown>>;
  if (kind === "one-rate-set" && (side === "input" || side === "output")) {
    return [{ kind, side, shown: typeof shown === "string" ? shown : null }];
  }
  return kind === "not-a-price" && typeof field === "string" && typeof given === "string"
    ? [{ kind, field, given }]
    : [];
}

const LONGEST = 255;

/**
 * Which texts are names of models. Names are data: any UTF-8 up to 255 characters, no control characters.
 * Source  @ratecard/contract checks the same at the doors (`Name`), the database too (`is_name`).
 */
export function isModelName(text: string): boolean {
  if (text === "" || text.length > 2 * LONGEST || Array.from(text).length > LONGEST) return false;
  return text === text.trim() && !/[\p{Cc}\p{Surrogate}]/u.test(text);
}
