/** The rungs of the chain and how each one stood, in words. */
import { KIND_LABEL, type Rung, type RungJson, UNIT_KINDS, unitLabel } from "@ratecard/pricing";

export const RUNG_WORDS: Readonly<Record<Rung, string>> = {
  "local-exact": "Price book, this name",
  "local-wildcard": "Price book, wildcard",
  "catalog-scoped": "Catalogue, provider/model",
  "catalog-bare": "Catalogue, model",
  default: "Default entry",
};

export const STANDING_WORDS: Readonly<Record<RungJson["standing"], Readonly<{ label: string; color: string }>>> = {
  won: { label: "priced here", color: "ledger" },
  "would-apply": { label: "would apply", color: "blue" },
  missed: { label: "no price", color: "gray" },
};

export const KIND_WORDS: Readonly<Record<string, string>> = {
  ...KIND_LABEL,
  ...Object.fromEntries(UNIT_KINDS.map((kind) => [kind, unitLabel(kind)])),
  perRequest: "Request",
  requestFee: "Fee of a request",
  multiplier: "Regional multiplier",
  discount: "Discount",
  margin: "Margin",
  fixedMargin: "Fixed margin",
};
