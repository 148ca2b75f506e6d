/**
 * Discounts and margins of a provider.
 * Units   percents and USD as decimal text: "5" is 5 %. Times ISO 8601 with offset.
 * Errors  shapes are refused here; what a number may be is checked by the server, with a sentence a field.
 */
import { z } from "zod";
import { Name } from "./name";
import { EffectiveFrom } from "./price-fields";
import { Reason } from "./reason";

const Amount = z.string("must be decimal text, as 5 or 0.25, or null for none").nullish();

const AdjustmentTerms = {
  discountPercent: Amount,
  marginPercent: Amount,
  /** On top of each request. */
  fixedMarginUsd: Amount,
};

const AdjustmentPlace = {
  /** A LiteLLM provider id, or "global" for all that have no margin of their own. */
  provider: Name,
  /** Missing or null: from now. */
  effectiveFrom: EffectiveFrom.nullish(),
};

/** The adjustment as it was read; null: there was none. Of two editors one wins. */
const Replaces = z
  .string()
  .regex(/^\d{1,18}$/, "must be the id of the adjustment that was read, or null")
  .nullable();

export const SetAdjustment = z.strictObject({
  ...AdjustmentPlace,
  ...AdjustmentTerms,
  replaces: Replaces,
  reason: Reason,
});
export type SetAdjustment = z.output<typeof SetAdjustment>;

/** What the last 30 days would have cost: with these terms, or, null, without any. */
export const PreviewAdjustment = z.strictObject({
  provider: AdjustmentPlace.provider,
  terms: z.strictObject(AdjustmentTerms).nullable(),
});
export type PreviewAdjustment = z.output<typeof PreviewAdjustment>;

export const EndAdjustment = z.strictObject({ ...AdjustmentPlace, replaces: Replaces, reason: Reason });
export type EndAdjustment = z.output<typeof EndAdjustment>;
