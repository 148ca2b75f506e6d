/**
 * Discounts and margins of a provider.
 * Units   percents and USD as decimal text, or JSON numbers by their digits: "5" is 5 %. Times ISO 8601 with offset.
 * Errors  shapes are refused here; what a number may be is checked by the server, with a sentence a field.
 */
import { z } from "zod";
import { FlagInQuery } from "./flag-in-query";
import { DecimalText } from "./lossless-number";
import { Name } from "./name";
import { Instant } from "./instant";
import { Reason } from "./reason";
import { zodMessage } from "./problems/zod-problems";

const amount = (meaning: string) => DecimalText(zodMessage("not-text"), meaning);

/** Together they are the adjustment: what is left out is none. */
const AdjustmentTerms = {
  discountPercent: amount("Percent taken off what a price says, more than 0 and at most 100."),
  marginPercent: amount("Percent added after the discount, more than 0 and at most 1,000."),
  fixedMarginUsd: amount("USD added to each request, after the margin."),
};

const AdjustmentPlace = {
  /** A LiteLLM provider id, or "global" for all that have no margin of their own. */
  provider: Name,
  /** Missing or null: from now. */
  effectiveFrom: Instant.nullish(),
};

const NO_ID = zodMessage("not-the-adjustment-read");

/** The adjustment as it was read; null: there was none. Of two editors one wins. May be missing where nothing gives way. */
const Replaces = z
  .string(NO_ID)
  .regex(/^\d{1,18}$/, NO_ID)
  .nullish();

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

export const ChangeAdjustmentQuery = z.strictObject({
  dryRun: FlagInQuery("Answer what would give way, and the last 30 days at both costs; write nothing."),
});
export type ChangeAdjustmentQuery = z.output<typeof ChangeAdjustmentQuery>;

export const EndAdjustment = z.strictObject({ ...AdjustmentPlace, replaces: Replaces, reason: Reason });
export type EndAdjustment = z.output<typeof EndAdjustment>;
