/**
 * Which price a row of the review takes, and the prices an import sends. Pure.
 *
 * Units   terms JSON: USD per 1,000,000 tokens and USD per request, decimal text.
 * Source  what has no suggestion takes the default price, as a placeholder; what is for a person to decide
 *         takes none by itself. A suggestion is taken as it was suggested.
 */
import type { TermsJson } from "@ratecard/pricing";
import { EVIDENCE_WORDS } from "../price-words";
import type { ModelPrice, ReviewRow } from "../shapes";

export type Choice =
  | Readonly<{ kind: "suggestion"; index: number }>
  | Readonly<{ kind: "default" }>
  | Readonly<{ kind: "own"; terms: TermsJson }>;

/** By model name; a row without one takes what `choiceOf` says. */
export type Choices = ReadonlyMap<string, Choice>;

export type ChosenPrice = Readonly<{ choice: Choice; terms: TermsJson }>;

const FIRST: Choice = { kind: "suggestion", index: 0 };
const DEFAULT: Choice = { kind: "default" };

/** null: nobody has decided, and nothing is decided for them. */
export function choiceOf(row: ReviewRow, choices: Choices): Choice | null {
  const made = choices.get(row.name);
  if (made) return made;
  if (row.isSuggested) return FIRST;
  return row.status === "missing" && row.suggestions.length === 0 && isImportable(row) ? DEFAULT : null;
}

/** It takes a price that is more than the default one. */
export function isDecided(row: ReviewRow, choices: Choices): boolean {
  const choice = choiceOf(row, choices);
  if (choice === null || choice.kind === "default") return false;
  return isImportable(row) && (choice.kind === "own" || row.suggestions[choice.index] !== undefined);
}

/** The entry for unknown models is edited in the price book; pinned ones in their file. */
export const isImportable = (row: ReviewRow): boolean =>
  !row.warnings.includes("reserved-name") && (row.entry?.pinnedBy ?? null) === null;

export function chosenPrice(row: ReviewRow, choices: Choices, defaultUsd: string): ChosenPrice | null {
  const choice = choiceOf(row, choices);
  const terms = choice && isImportable(row) ? termsOf(row, choice, defaultUsd) : null;
  return choice && terms ? { choice, terms } : null;
}

function termsOf(row: ReviewRow, choice: Choice, defaultUsd: string): TermsJson | null {
  switch (choice.kind) {
    case "default":
      return { perRequest: defaultUsd };
    case "own":
      return choice.terms;
    case "suggestion":
      return row.suggestions[choice.index]?.terms ?? null;
  }
}

/** Rows without a decision are left out: they need one first. */
export function modelPrices(rows: readonly ReviewRow[], choices: Choices, defaultUsd: string): ModelPrice[] {
  return rows.flatMap((row) => {
    const chosen = chosenPrice(row, choices, defaultUsd);
    if (!chosen) return [];
    const { choice, terms } = chosen;
    const suggestion = choice.kind === "suggestion" ? row.suggestions[choice.index] : undefined;
    return [
      {
        model: row.name,
        provider: row.provider ?? row.served[0]?.provider ?? UNKNOWN_PROVIDER,
        isCustom: row.isAlias,
        copiedFrom: suggestion?.evidence === "served-model" ? suggestion.key : null,
        terms,
        isPlaceholder: choice.kind === "default",
      },
    ];
  });
}

const UNKNOWN_PROVIDER = "unknown";

/** The same choice for all of them; those it does not fit keep theirs. */
export function chooseForAll(choices: Choices, rows: readonly ReviewRow[], kind: "suggestion" | "default"): Choices {
  const next = new Map(choices);
  for (const row of rows) {
    if (kind === "default") next.set(row.name, { kind });
    else if (row.suggestions.length > 0) next.set(row.name, { kind, index: 0 });
  }
  return next;
}

/** The price of the first of them for all the others; null: the first has none. */
export function fillDown(choices: Choices, rows: readonly ReviewRow[], defaultUsd: string): Choices | null {
  const [first, ...others] = rows;
  const chosen = first && chosenPrice(first, choices, defaultUsd);
  if (!chosen) return null;
  const filled: Choice = chosen.choice.kind === "default" ? chosen.choice : { kind: "own", terms: chosen.terms };
  return new Map([...choices, ...others.filter(isImportable).map((row) => [row.name, filled] as const)]);
}

export type ReviewPrice = Readonly<{
  terms: TermsJson | null;
  /** Where it comes from: "catalogue", "default", "your own". */
  words: string;
  /** Somebody chose it, rather than it standing there by itself. */
  isMade: boolean;
  /** The suggestion it is; null: it is none. */
  index: number | null;
}>;

/** What the grid shows of a row's choice. Pure. */
export function reviewPrice(row: ReviewRow, choices: Choices, defaultUsd: string): ReviewPrice {
  const about = { isMade: choices.has(row.name) };
  const chosen = chosenPrice(row, choices, defaultUsd);
  if (!chosen) return { terms: null, words: "", index: null, ...about };
  const { choice, terms } = chosen;
  const evidence = choice.kind === "suggestion" ? row.suggestions[choice.index]?.evidence : undefined;
  const words = evidence ? EVIDENCE_WORDS[evidence] : choice.kind === "default" ? "default" : "your own";
  const index = choice.kind === "suggestion" ? choice.index : null;
  return { terms, words, index, ...about };
}
