/**
 * Whether a row of zeros is free by its own word: by its mode, its name or its notes. All other zeros are missing prices.
 *
 * Source  LiteLLM's catalogue of August 2026: five rows of moderation; of 106 other rows of zeros four say so (`.../free`,
 *         `...-Free`, the notes of two open search engines). Previews "at no cost" do not: their price is to come.
 */
import type { PriceTerms } from "@ratecard/pricing";
import { isJsonObject, type JsonObject } from "./json-text";

/** `terms` state at least one price, and all they state are 0: the caller knows that none is above it. */
export function isFree(key: string, body: JsonObject, { rates, units }: PriceTerms): boolean {
  if (body.mode === "moderation") return rates.input !== undefined && rates.output !== undefined;
  const statesZero = Object.keys(rates).length > 0 || Object.keys(units ?? {}).length > 0;
  return statesZero && (/(?:^|[/:-])free$/i.test(key) || /\bfree\b/i.test(notesOf(body)));
}

function notesOf({ metadata }: JsonObject): string {
  const notes = isJsonObject(metadata) ? metadata.notes : undefined;
  return typeof notes === "string" ? notes : "";
}
