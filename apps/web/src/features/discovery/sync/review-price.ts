/** What the grid shows of a row's choice. Pure. */
import type { TermsJson } from "@ratecard/pricing";
import type { Selection } from "#web/components/data-table";
import { EVIDENCE_WORDS } from "../price-words";
import type { ReviewRow } from "../shapes";
import { type Choices, chosenPrice } from "./chosen-price";

export type ReviewPrice = Readonly<{
  terms: TermsJson | null;
  /** Where it comes from: "catalogue", "default", "your own". */
  words: string;
  isSelected: boolean;
  /** Somebody chose it, rather than it standing there by itself. */
  isMade: boolean;
  /** The suggestion it is; null: it is none. */
  index: number | null;
}>;

export function reviewPrice(row: ReviewRow, choices: Choices, defaultUsd: string, selection: Selection): ReviewPrice {
  const about = { isSelected: selection.has(row.name), isMade: choices.has(row.name) };
  const chosen = chosenPrice(row, choices, defaultUsd);
  if (!chosen) return { terms: null, words: "", index: null, ...about };
  const { choice, terms } = chosen;
  const evidence = choice.kind === "suggestion" ? row.suggestions[choice.index]?.evidence : undefined;
  const words = evidence ? EVIDENCE_WORDS[evidence] : choice.kind === "default" ? "default" : "your own";
  const index = choice.kind === "suggestion" ? choice.index : null;
  return { terms, words, index, ...about };
}
