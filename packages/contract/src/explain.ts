/**
 * Inputs of explain and cost: a name, a time, what was consumed.
 * Units   whole tokens; `promptTokens` and `completionTokens` include their parts. A missing count is unknown, not 0.
 * Time    `at` is ISO 8601 with an offset; now if missing.
 */
import type { CountField } from "@ratecard/pricing";
import { z } from "zod";
import { LosslessNumber } from "./lossless-number";
import { Name } from "./name";
import { PriceTermFields } from "./price-fields";

export const COUNT_FIELDS = [
  "promptTokens",
  "completionTokens",
  "cacheReadTokens",
  "cacheWriteTokens",
  "cacheWrite1hTokens",
  "reasoningTokens",
  "audioInputTokens",
  "audioOutputTokens",
  "imageInputTokens",
  "imageOutputTokens",
] as const satisfies readonly CountField[];

const WHOLE = "must be a whole number of tokens from 0 to 9007199254740991";
const MOST = Number.MAX_SAFE_INTEGER;
const Count = z.int(WHOLE).min(0, WHOLE).optional();
const CountInQuery = z
  .string()
  .regex(/^\d{1,16}$/, WHOLE)
  .transform(Number)
  .pipe(z.int(WHOLE).max(MOST, WHOLE))
  .optional();
/** A count of a body whose numbers are read as text. */
const CountInText = z
  .union([z.number(), LosslessNumber(WHOLE)], WHOLE)
  .transform((given) => (typeof given === "number" ? given : wholeOf(given.value)))
  .pipe(z.int(WHOLE).min(0, WHOLE))
  .nullish()
  .transform((count) => count ?? undefined)
  .meta({ type: ["integer", "null"], minimum: 0 });

const wholeOf = (text: string): number => (/^\d{1,16}$/.test(text) ? Number(text) : Number.NaN);

const countsOf = <T>(count: T) =>
  Object.fromEntries(COUNT_FIELDS.map((field) => [field, count])) as Record<(typeof COUNT_FIELDS)[number], T>;

const Instant = z.iso.datetime({ offset: true, error: "must be ISO 8601 with an offset, as 2026-01-31T09:30:00Z" });
const Request = {
  model: Name,
  provider: Name.optional(),
  at: Instant.optional(),
  serviceTier: Name.optional(),
};

export const ExplainPrice = z.strictObject({ ...Request, ...countsOf(Count) });
export type ExplainPrice = z.output<typeof ExplainPrice>;

/** The same, from a query string. */
export const ExplainQuery = z.strictObject({ ...Request, ...countsOf(CountInQuery) });

const Usage = z.strictObject({
  ...countsOf(CountInText),
  serviceTier: Name.nullish(),
  isBatch: z.boolean("must be true or false").nullish(),
});

const isGiven = (price: unknown) => price !== undefined && price !== null;

/** Cost of a usage at the price of a model, or at rates given with it. */
export const ComputeCost = z
  .strictObject({
    model: Name.optional(),
    provider: Name.nullish(),
    at: Instant.nullish(),
    rates: z
      .strictObject(PriceTermFields)
      .refine((rates) => Object.values(rates).some(isGiven), "must hold a price, as inputPer1M or perRequest")
      .optional(),
    usage: Usage,
  })
  .refine(({ model, rates }) => (model === undefined) !== (rates === undefined), {
    path: ["model"],
    error: 'must be given to price by the price book, or "rates" to price by rates of your own; one of the two',
  });
export type ComputeCost = z.output<typeof ComputeCost>;
