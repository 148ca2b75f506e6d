/** The two syncs and their rows in words. */
import type { SyncKind } from "@ratecard/contract";
import type { SyncFilter } from "./sync-search";
import type { SyncRow } from "./shapes";

type KindWords = Readonly<{ title: string; about: string; nothing: string }>;

export const KIND_WORDS: Readonly<Record<SyncKind, KindWords>> = {
  providers: {
    title: "Sync provider prices",
    about:
      "Entries of provider models, brought to the catalogue's prices in force; the price per request follows by the typical formula. Custom names, wildcards and pinned entries stay.",
    nothing: "The price book has no entry but the default.",
  },
  custom: {
    title: "Sync custom names",
    about:
      "Every custom name takes the price of the model behind it and remembers whose it is. Where several models cost differently, you choose.",
    nothing: "No server maps a custom name to another model. Discovery finds them, or add one under Custom names.",
  },
};

export const FILTER_WORDS: Readonly<Record<SyncFilter, string>> = {
  changes: "Changes",
  undecided: "To decide",
  own: "Own prices",
  unpriced: "No price to take",
  same: "Already so",
  left: "Left alone",
  all: "All",
};

export const OUTCOME_WORDS: Readonly<Record<SyncRow["outcome"], Readonly<{ words: string; color: string }>>> = {
  added: { words: "new", color: "ledger" },
  changed: { words: "changes", color: "blue" },
  linked: { words: "remembered", color: "blue" },
  conflict: { words: "choose", color: "orange" },
  missing: { words: "no price", color: "red" },
  unknown: { words: "not listed", color: "gray" },
  same: { words: "already so", color: "gray" },
  pinned: { words: "pinned", color: "gray" },
  inactive: { words: "switched off", color: "gray" },
  wildcard: { words: "wildcard", color: "gray" },
  custom: { words: "custom", color: "gray" },
  default: { words: "default", color: "gray" },
};

/** Why nothing is done, where the word alone does not tell. */
export const OUTCOME_REASONS: Readonly<Partial<Record<SyncRow["outcome"], string>>> = {
  linked: "The price stays; from now it follows this model.",
  conflict: "The models behind it cost differently: choose one.",
  missing: "No model behind it has a price by token or by request. Price that model first.",
  unknown: "The catalogue has no price for this name.",
  pinned: "Pinned by a settings file: change it there.",
  inactive: "Switched off in the price book.",
  wildcard: "Prices a group of names.",
  custom: "Follows the model behind it: sync custom names.",
  default: "Prices every unknown model.",
};
