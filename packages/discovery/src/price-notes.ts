/** The notes on a stated price as they were stored. Errors: none; what is no note is left out. */
import type { PriceNote } from "./listed-model";

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
