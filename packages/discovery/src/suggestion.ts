/** A price somebody else states for a model, with the evidence for it. */
import type { Evidence } from "@ratecard/changes";
import type { PriceTerms, PricingSource } from "@ratecard/pricing";

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
