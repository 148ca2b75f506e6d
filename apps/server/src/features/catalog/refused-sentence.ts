/** Why a text is no catalogue, as a sentence. */
import type { CatalogProblem } from "@ratecard/catalog";

const SENTENCES = {
  empty: "it is empty",
  html: "it is a web page, not JSON",
  "not-json": "it is not JSON, or it was cut off",
  "not-an-object": "it is JSON, but not a list of models by name",
  "no-prices": "no model in it has a price",
  shrunk: "it has far fewer prices than the last good one",
} satisfies Record<CatalogProblem, string>;

export const refusedSentence = (problem: CatalogProblem, detail: string): string =>
  `${SENTENCES[problem]} (${detail.replace(/\.$/, "")})`;
