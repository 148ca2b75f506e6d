/**
 * What a request consumed and the conditions it was served under, as events, explain and cost take them.
 * Units   counts are whole tokens, `promptTokens` and `completionTokens` include their parts; a unit's quantity is in what
 *         its name says (images, seconds, characters, pages). A missing count is unknown, not 0.
 * Source  the kinds of @ratecard/pricing's two tables.
 */
import { byCount, UNIT_KINDS, type UnitKind } from "@ratecard/pricing";
import { z } from "zod";
import { LosslessNumber } from "./lossless-number";
import { Name } from "./name";
import { zodMessage } from "./problems/zod-problems";

/** No request has a million million tokens: a count beyond it is in another unit, or made up. */
export const LARGEST_COUNT = 1_000_000_000_000;

const WHOLE = zodMessage("not-a-count", { most: LARGEST_COUNT });
const QUANTITY = zodMessage("not-a-quantity", { most: LARGEST_COUNT });
const UNITS = zodMessage("not-units", { units: UNIT_KINDS });

const Whole = z.int(WHOLE).min(0, WHOLE).max(LARGEST_COUNT, WHOLE);
const Quantity = z.number(QUANTITY).min(0, QUANTITY).max(LARGEST_COUNT, QUANTITY);

const unitsOf = <Schema extends z.ZodType>(quantity: Schema) =>
  z.strictObject(Object.fromEntries(UNIT_KINDS.map((kind) => [kind, quantity])) as Record<UnitKind, Schema>, UNITS);

const FLAG = zodMessage("not-a-boolean");

/** Each of them may be null, which is absent. */
export const EventConditions = {
  /** As the provider served it: flex, priority, batch, default. */
  serviceTier: Name.nullish(),
  isBatch: z.boolean(FLAG).nullish(),
  /** "fast" has a price of its own at some models. */
  speed: Name.nullish(),
  /** The geo the provider says it served from. */
  inferenceGeo: Name.nullish(),
  /** Data residency ("eu") or cloud location ("us-east5"). */
  region: Name.nullish(),
  /** Results asked of a search, for prices by result count. */
  maxResults: Whole.nullish(),
};

export const EventCounts = byCount(() => Whole.nullish());
export const EventUnits = unitsOf(Quantity.nullish());

/** The same of a body whose numbers are read as text. */
const CountInText = z
  .union([z.number(), LosslessNumber(WHOLE)], WHOLE)
  .transform((given) => (typeof given === "number" ? given : numberOf(given.value)))
  .pipe(Whole)
  .nullish()
  .transform((count) => count ?? undefined)
  .meta({ type: ["integer", "null"], minimum: 0 });
const QuantityInText = z
  .union([z.number(), LosslessNumber(QUANTITY)], QUANTITY)
  .transform((given) => (typeof given === "number" ? given : Number(given.value)))
  .pipe(Quantity)
  .nullish()
  .transform((quantity) => quantity ?? undefined)
  .meta({ type: ["number", "null"], minimum: 0 });

export const CountsInText = byCount(() => CountInText);
export const UnitsInText = unitsOf(QuantityInText);

const numberOf = (text: string): number => (/^\d{1,16}$/.test(text) ? Number(text) : Number.NaN);

/** The same of a query string: `units=inputSeconds:60,queries:2`. */
const CountInQuery = z
  .string()
  .regex(/^\d{1,16}$/, WHOLE)
  .transform(Number)
  .pipe(Whole)
  .optional();
export const CountsInQuery = byCount(() => CountInQuery);
const FlagInText = z.enum(["true", "false"], FLAG).transform((text) => text === "true");

export const UnitsInQuery = z
  .string()
  .transform((text) => unitsOfText(text))
  .pipe(unitsOf(Quantity.optional()))
  .meta({ type: "string", description: `Quantities by unit, as inputSeconds:60,queries:2. ${UNIT_KINDS.join(", ")}` });

export const ConditionsInQuery = {
  serviceTier: Name.optional(),
  isBatch: FlagInText.optional(),
  speed: Name.optional(),
  inferenceGeo: Name.optional(),
  region: Name.optional(),
  maxResults: CountInQuery,
  units: UnitsInQuery.optional(),
};

/** `inputSeconds:60,queries:2` as quantities by unit; what is no number is left for the check. */
export function unitsOfText(text: string): Record<string, number> {
  const pairs = text.split(",").filter((pair) => pair.trim() !== "");
  return Object.fromEntries(
    pairs.map((pair) => {
      const [unit = "", quantity = ""] = pair.split(":").map((part) => part.trim());
      return [unit, /^\d{1,13}(\.\d{1,12})?$/.test(quantity) ? Number(quantity) : Number.NaN];
    }),
  );
}
