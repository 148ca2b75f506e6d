/**
 * Who states a price for a model, as columns of the review; references that charge alike count for each of them. Pure.
 * Units   terms JSON: USD per 1,000,000 tokens and USD per request, decimal text.
 */
import type { TermsJson } from "@ratecard/pricing";
import type { Evidence, ReviewRow, Suggestion } from "../shapes";
import { type Choices, isImportable } from "./chosen-price";

type Source = Readonly<{ words: string; help: string; evidence: readonly Evidence[] }>;

export const PRICE_SOURCES = {
  server: {
    words: "Server",
    help: "What its server states, or somebody set there",
    evidence: ["server-set", "server"],
  },
  catalogue: { words: "Catalogue", help: "The catalogue, as provider/model", evidence: ["catalog-scoped"] },
  bare: { words: "Bare name", help: "The catalogue, under the bare name", evidence: ["catalog-bare"] },
  base: { words: "Base model", help: "The price of its base model", evidence: ["served-model"] },
  openrouter: { words: "OpenRouter", help: "A connected OpenRouter", evidence: ["openrouter"] },
  second: { words: "2nd catalogue", help: "The bundled second catalogue", evidence: ["second-reference"] },
} as const satisfies Record<string, Source>;

export type PriceSource = keyof typeof PRICE_SOURCES;
export const PRICE_SOURCE_IDS = Object.keys(PRICE_SOURCES) as readonly PriceSource[];

/** Places among the row's suggestions; several where the source itself states different prices. */
export function pricesFrom({ suggestions }: ReviewRow, source: PriceSource): readonly number[] {
  const wanted: readonly Evidence[] = PRICE_SOURCES[source].evidence;
  const states = ({ evidence, agreeing }: Suggestion) => [evidence, ...agreeing].some((each) => wanted.includes(each));
  return suggestions.flatMap((suggestion, index) => (states(suggestion) ? [index] : []));
}

/** undefined: the source states none, or several. */
export function termsFrom(row: ReviewRow, source: PriceSource): TermsJson | undefined {
  const [index, other] = pricesFrom(row, source);
  return index === undefined || other !== undefined ? undefined : row.suggestions[index]?.terms;
}

/** What the source states for each row that it has one price for; the others keep theirs. */
export function takeAllFrom(choices: Choices, rows: readonly ReviewRow[], source: PriceSource): Choices {
  const next = new Map(choices);
  for (const row of rows) {
    const [index, other] = pricesFrom(row, source);
    if (index !== undefined && other === undefined && isImportable(row))
      next.set(row.name, { kind: "suggestion", index });
  }
  return next;
}
