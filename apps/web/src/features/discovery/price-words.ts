/** Words for how a model is priced, where a suggestion comes from and what to check about it. */
import type { Evidence, PriceNote, ProposalStatus, ProposalWarning } from "./shapes";

/** Short, for a cell. */
export const EVIDENCE_WORDS: Record<Evidence, string> = {
  "server-set": "set at server",
  "catalog-scoped": "catalogue",
  "catalog-bare": "bare name",
  "served-model": "base model",
  openrouter: "OpenRouter",
  server: "server",
  "second-reference": "2nd catalogue",
};

/** As the subject of a sentence: "the catalogue says". */
export const STATUS_WORDS: Record<ProposalStatus, string> = {
  missing: "missing",
  placeholder: "placeholder",
  inactive: "switched off",
  priced: "priced",
  "priced-by-wildcard": "wildcard",
  "priced-by-catalogue": "catalogue",
};

export const STATUS_COLORS: Record<ProposalStatus, string> = {
  missing: "red",
  placeholder: "orange",
  inactive: "gray",
  priced: "ledger",
  "priced-by-wildcard": "blue",
  "priced-by-catalogue": "blue",
};

export const WARNING_WORDS: Record<ProposalWarning, string> = {
  "reserved-name": "This name is the entry that prices every unknown model. Edit it in the price book.",
  "provider-unknown": "Nobody says which provider serves it, and the name does not tell.",
  "providers-differ": "Its servers name different providers.",
  "provider-mismatch": "The catalogue's price belongs to another provider.",
  "served-models-differ": "The base models of this name cost differently: choose one of the prices.",
  "server-prices-differ": "Its servers or deployments state different prices: choose one of them.",
  "one-rate-set": "Only one rate is set at its server, which charges 0 for the other: look at the price.",
  "server-price-refused": "Its server states a price that is none: choose one.",
  "sources-differ": "Sources name different prices.",
  "sources-far-apart": "Sources are 10 times apart or more.",
  "unit-suspect": "References are 100, 1,000 or 1,000,000 times apart: probably a unit.",
  free: "The suggested price is 0: free.",
  "normalised-twin": "The price book has another name that is the same once dots are removed.",
};

/** What to check about a price a server states, as a sentence after its name. Rates are its own words, USD per token. */
export function describePriceNote(note: PriceNote): string {
  switch (note.kind) {
    case "one-rate-set": {
      const shown = note.shown === null ? "" : `, although it shows ${note.shown} USD a token`;
      return `no ${note.side} price is set beside the one that is, so its own bill has 0 for ${note.side}${shown}.`;
    }
    case "not-a-price":
      return `${note.field} = ${note.given === "" ? "(empty)" : note.given} is no price and is not used.`;
  }
}
