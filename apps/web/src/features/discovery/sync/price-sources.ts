/**
 * Who states a price for a model, as columns of the review; references that charge alike count for each of them. Pure.
 * Units   terms JSON: USD per 1,000,000 tokens and USD per request, decimal text.
 */
import type { TermsJson } from "@ratecard/pricing";
import type { Evidence, ReviewRow } from "../shapes";
import { type Choices, isImportable } from "./chosen-price";

type Source = Readonly<{ words: string; help: string }>;

export const PRICE_SOURCES = {
  server: { words: "Server", help: "What its server states, or somebody set there" },
  catalogue: { words: "Catalogue", help: "The catalogue, as provider/model" },
  bare: { words: "Bare name", help: "The catalogue, under the bare name" },
  base: { words: "Base model", help: "The price of its base model" },
  openrouter: { words: "OpenRouter", help: "A connected OpenRouter" },
  second: { words: "2nd catalogue", help: "The bundled second catalogue" },
} as const satisfies Record<string, Source>;

export type PriceSource = keyof typeof PRICE_SOURCES;
export const PRICE_SOURCE_IDS = Object.keys(PRICE_SOURCES) as readonly PriceSource[];

const SOURCE_OF: Readonly<Record<Evidence, PriceSource>> = {
  "server-set": "server",
  server: "server",
  "catalog-scoped": "catalogue",
  "catalog-bare": "bare",
  "served-model": "base",
  openrouter: "openrouter",
  "second-reference": "second",
};

/** Places among the row's suggestions; several where the source itself states different prices. */
export const pricesFrom = (row: ReviewRow, source: PriceSource): readonly number[] => placesOf(row)[source];

type Places = Readonly<Record<PriceSource, readonly number[]>>;
const placesOfRows = new WeakMap<ReviewRow, Places>();

/** Looked for once a row: the grid, its counts and its columns ask for each of 10,000 rows again and again. */
function placesOf(row: ReviewRow): Places {
  const known = placesOfRows.get(row);
  if (known) return known;
  const places: Record<PriceSource, number[]> = {
    server: [],
    catalogue: [],
    bare: [],
    base: [],
    openrouter: [],
    second: [],
  };
  row.suggestions.forEach(({ evidence, agreeing }, index) => {
    for (const each of [evidence, ...agreeing]) {
      const found = places[SOURCE_OF[each]];
      if (found.at(-1) !== index) found.push(index);
    }
  });
  placesOfRows.set(row, places);
  return places;
}

const sourcesOfRows = new WeakMap<readonly ReviewRow[], readonly PriceSource[]>();

/** Those that have a price of any of the rows. */
export function sourcesOf(rows: readonly ReviewRow[]): readonly PriceSource[] {
  const known = sourcesOfRows.get(rows);
  if (known) return known;
  const sources = PRICE_SOURCE_IDS.filter((source) => rows.some((row) => pricesFrom(row, source).length > 0));
  sourcesOfRows.set(rows, sources);
  return sources;
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
