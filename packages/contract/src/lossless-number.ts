/** A number of a body that is read with `numbers: "text"`: its literal stands in `value`, no double is made. */
import { z } from "zod";

export const LosslessNumber = (problem: string) =>
  z
    .custom<{ isLosslessNumber: true; value: string }>(
      (value) =>
        typeof value === "object" &&
        value !== null &&
        "isLosslessNumber" in value &&
        "value" in value &&
        typeof value.value === "string",
      problem,
    )
    .meta({ type: "number" });

/** Decimal text, or a JSON number by its digits. Null or missing: none. */
export const DecimalText = (problem: string, meaning: string) =>
  z
    .union([z.string(), LosslessNumber(problem)], problem)
    .transform((given) => (typeof given === "string" ? given : given.value))
    .nullish()
    .meta({ type: ["string", "number", "null"], description: meaning });
