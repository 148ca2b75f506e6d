/** What a flag on a cost says, in a few words and in a sentence. */
import type { CostFlag } from "@ratecard/pricing";

export const FLAG_WORDS: Readonly<Record<CostFlag, Readonly<{ label: string; meaning: string }>>> = {
  default: {
    label: "default price",
    meaning: "No entry and no catalogue knows this name; the default entry priced it.",
  },
  estimated: {
    label: "estimated",
    meaning: "The tokens are not known and there is no price per request: a typical request is assumed.",
  },
  "rate-fallback": {
    label: "rate borrowed",
    meaning: "A kind of token has no price of its own and costs what another kind costs.",
  },
  "provider-mismatch": {
    label: "other provider",
    meaning: "The catalogue's entry belongs to another provider than this request.",
  },
  "tokens-unknown": { label: "tokens unknown", meaning: "Not all token counts that have a price were reported." },
  "price-postdates-event": {
    label: "newer price",
    meaning: "The oldest catalogue known is newer than this request.",
  },
  "removed-upstream": {
    label: "gone from catalogue",
    meaning: "The catalogue no longer lists this model; its last known price is used.",
  },
  "parts-exceed-whole": {
    label: "counts disagree",
    meaning: "Parts of the prompt or completion are larger than their whole.",
  },
  "usage-not-priced": {
    label: "part without price",
    meaning: "Something was consumed that no rate of the price charges.",
  },
  "units-unknown": {
    label: "units unknown",
    meaning: "The price is for something that was not counted, as images or seconds, so there is no cost.",
  },
  "counts-assumed": {
    label: "counts assumed",
    meaning: "The gateway's counts overlap without saying how much; some of them were worked out.",
  },
  "differs-from-reported": {
    label: "gateway differs",
    meaning: "The gateway itself reported a cost that is more than 5 % away from this one.",
  },
  "placeholder-price": {
    label: "placeholder price",
    meaning: "The entry was written from the default price and waits for a real one.",
  },
  "provider-guessed": {
    label: "provider guessed",
    meaning: "Neither the request nor an entry or a server named the provider: it was told by the name.",
  },
};
