/**
 * The fields of a price as programs, files and forms write it.
 * Units   `...Per1M` is USD per 1,000,000 tokens, `perRequest` USD per request; decimal text, or a JSON number read by its digits.
 * Errors  null or a missing field is an absent price, never 0. Money itself is read by the server; here only the shape is checked.
 */
import type { ColumnKind } from "@ratecard/pricing";
import { z } from "zod";
import { Name } from "./name";

export const RATE_FIELDS = [
  "inputPer1M",
  "outputPer1M",
  "cacheReadPer1M",
  "cacheWritePer1M",
  "cacheWrite1hPer1M",
  "reasoningPer1M",
  "audioInputPer1M",
  "audioOutputPer1M",
  "imageInputPer1M",
  "imageOutputPer1M",
] as const satisfies readonly `${ColumnKind}Per1M`[];
export type RateField = (typeof RATE_FIELDS)[number];

/** A number of a body read with `numbers: "text"` keeps its literal in `value`. */
const LosslessNumber = z.custom<{ isLosslessNumber: true; value: string }>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    "isLosslessNumber" in value &&
    "value" in value &&
    typeof value.value === "string",
  "must be decimal text, as 0.25, or null for no price",
);

const MoneyText = z
  .union([z.string(), LosslessNumber], "must be decimal text, as 0.25, or null for no price")
  .transform((given) => (typeof given === "string" ? given : given.value))
  .nullish()
  .meta({ type: ["string", "number", "null"], description: "USD, decimal" });

const RATES = Object.fromEntries(RATE_FIELDS.map((field) => [field, MoneyText])) as Record<RateField, typeof MoneyText>;

const LONGEST_NOTES = 2000;
/** Control characters but tab and line break. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

const Notes = z
  .string("must be text")
  .max(LONGEST_NOTES, `must have at most ${LONGEST_NOTES} characters`)
  .refine(
    (text) => !UNPRINTABLE.test(text.replaceAll(/[\t\r\n]/g, "")),
    "must not hold control characters or broken Unicode",
  );

export const Instant = z.iso.datetime({
  offset: true,
  error: "must be ISO 8601 with an offset, as 2026-01-31T09:30:00Z",
});

/** The prices a person types: one per request, one a token kind. */
export const RatePriceFields = { perRequest: MoneyText, ...RATES };

/** What is charged: one price per request, rates per token, and what changes them. */
export const PriceTermFields = {
  ...RatePriceFields,
  thresholds: z.array(z.unknown(), "must be a list").nullish(),
  tiers: z.array(z.unknown(), "must be a list").nullish(),
  /** Everything else a price can say (service tiers, batches, off-peak hours, other units), in the form it is exported. */
  otherTerms: z.record(z.string(), z.unknown(), "must be an object").nullish(),
};

const PriceFields = {
  ...PriceTermFields,
  provider: Name.nullish(),
  isCustom: z.boolean("must be true or false").nullish(),
  isActive: z.boolean("must be true or false").nullish(),
  notes: Notes.nullish(),
  /** The base whose price this is a copy of. Left out: kept while the prices stay as they are, else forgotten. */
  copiedFrom: Name.nullish(),
  /** The provider that base stands at; as its name tells if missing. */
  copiedFromProvider: Name.nullish(),
  /** Since when this price holds: a past instant corrects backwards, a future one schedules. */
  effectiveFrom: Instant.nullish(),
};

const NO_PRICE = "must be an object of a price's fields, as inputPer1M";

/** A whole price without its name: what PUT takes. What is left out is absent. */
export const PriceInput = z.strictObject(PriceFields, NO_PRICE);
export type PriceInput = z.output<typeof PriceInput>;

/** A whole price with its name: an item of an import, an item of an export. */
export const NamedPriceInput = z.strictObject({ model: Name, ...PriceFields }, NO_PRICE);
export type NamedPriceInput = z.output<typeof NamedPriceInput>;
