/**
 * Inputs of explain and cost: a name, a time, what was consumed.
 * Units   whole tokens; `promptTokens` and `completionTokens` include their parts. A missing count is unknown, not 0.
 * Time    `at` is ISO 8601 with an offset; now if missing.
 */
import { z } from "zod";
import { Name } from "./name";
import { PriceTermFields } from "./price-fields";
import {
  ConditionsInQuery,
  CountsInQuery,
  CountsInText,
  EventConditions,
  EventCounts,
  EventUnits,
  UnitsInText,
} from "./usage-fields";
import { Instant } from "./instant";
import { zodMessage } from "./problems/zod-problems";

const Request = { model: Name, provider: Name.optional(), at: Instant.optional() };

export const ExplainPrice = z.strictObject({
  ...Request,
  ...EventCounts,
  ...EventConditions,
  units: EventUnits.nullish(),
  /** The counts are those of so many requests together; 0: nobody counted them. One request if missing. */
  sumOfRequests: EventCounts.promptTokens,
});
export type ExplainPrice = z.output<typeof ExplainPrice>;

/** The same, from a query string. */
export const ExplainQuery = z.strictObject({ ...Request, ...CountsInQuery, ...ConditionsInQuery });

const Usage = z.strictObject({
  ...CountsInText,
  ...EventConditions,
  maxResults: CountsInText.promptTokens,
  units: UnitsInText.nullish(),
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
      .refine((rates) => Object.values(rates).some(isGiven), zodMessage("names-no-price"))
      .optional(),
    usage: Usage,
  })
  .refine(({ model, rates }) => (model === undefined) !== (rates === undefined), {
    path: ["model"],
    error: zodMessage("model-or-rates"),
  });
export type ComputeCost = z.output<typeof ComputeCost>;
