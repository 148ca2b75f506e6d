/** A price somebody else states for a model, with the evidence for it. */
import type { PriceTerms, PricingSource } from "@ratecard/pricing";

/** In the order of preference. Source: discovery.md "Review". */
export const EVIDENCE = [
  /** Somebody set it at the server that serves the model: a contract price. */
  "server-set",
  "catalog-scoped",
  "catalog-bare",
  "served-model",
  "openrouter",
  "server",
  "second-reference",
] as const;
export type Evidence = (typeof EVIDENCE)[number];

export type Suggestion = Readonly<{
  evidence: Evidence;
  /** What was found: a catalogue key, a served model, an OpenRouter id, a server's id. */
  key: string;
  terms: PriceTerms;
  /** The rung that prices the served model. */
  rung?: PricingSource;
  /** The catalogue's entry belongs to another provider than the model. */
  isOtherProvider?: boolean;
  /** Other evidence that charges the same. */
  agreeing: readonly Evidence[];
}>;
