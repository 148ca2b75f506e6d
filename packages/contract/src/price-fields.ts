/**
 * The fields of a price as programs, files and forms write it: those of TermsJson, each of which may be null.
 * Units   `...Per1M` is USD per 1,000,000 tokens, `perRequest` USD per request; decimal text, or a JSON number read by its digits.
 * Errors  null or a missing field is an absent price, never 0. Only the shape is checked here; what it says is read by termsFromJson.
 */
import { RATE_FIELDS, type RateField, type TermField } from "@ratecard/pricing";
import { z } from "zod";
import { DecimalText } from "./lossless-number";
import { Name } from "./name";
import { Instant } from "./instant";
import { isPrintableOnLines } from "./printable";
import { zodMessage } from "./problems/zod-problems";

const NO_MONEY = zodMessage("not-text");

const MoneyText = DecimalText(NO_MONEY, "USD, decimal");

const RATES = Object.fromEntries(RATE_FIELDS.map((field) => [field, MoneyText])) as Record<RateField, typeof MoneyText>;

const LONGEST_NOTES = 2000;

const Notes = z
  .string(zodMessage("wrong-type", { expected: "text" }))
  .max(LONGEST_NOTES, zodMessage("too-long", { most: LONGEST_NOTES }))
  .refine(isPrintableOnLines, zodMessage("unprintable"));

/** The prices a person types: one per request, one a token kind. */
export const RatePriceFields = { perRequest: MoneyText, ...RATES };

/** Not z.record, which drops a field named `__proto__` without a word. */
const Part = z
  .custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
    zodMessage("not-an-object"),
  )
  .meta({ type: "object" })
  .nullish();

const Parts = z.array(z.unknown(), zodMessage("not-a-list")).readonly().nullish();

const Flag = z.boolean(zodMessage("not-a-boolean")).nullish();

/** What is charged: one price per request, rates per token, and what changes them. */
export const PriceTermFields = {
  ...RatePriceFields,
  requestFee: MoneyText,
  thresholds: Parts,
  tiers: Parts,
  serviceTiers: Part,
  offPeak: Part,
  multipliers: Part,
  perUnit: Part,
  queryTiers: Parts,
  inclusiveThresholds: Flag,
  unknownFields: Part,
} satisfies Record<TermField, z.ZodType>;

const PriceFields = {
  ...PriceTermFields,
  provider: Name.nullish(),
  isCustom: Flag,
  isActive: Flag,
  /** The default price, which stands for one. Left out: kept while the prices stay as they are, else no more. */
  isPlaceholder: Flag,
  notes: Notes.nullish(),
  /** The base whose price this is a copy of. Left out: kept while the prices stay as they are, else forgotten. */
  copiedFrom: Name.nullish(),
  /** The provider that base stands at; as its name tells if missing. */
  copiedFromProvider: Name.nullish(),
  /** Since when this price holds: a past instant corrects backwards, a future one schedules. */
  effectiveFrom: Instant.nullish(),
};

const NO_PRICE = zodMessage("not-a-price");

/** A whole price without its name: what PUT takes. What is left out is absent. */
export const PriceInput = z.strictObject(PriceFields, NO_PRICE);
export type PriceInput = z.output<typeof PriceInput>;

/** A whole price with its name: an item of an import, an item of an export. */
export const NamedPriceInput = z.strictObject({ model: Name, ...PriceFields }, NO_PRICE);
export type NamedPriceInput = z.output<typeof NamedPriceInput>;
