/** Yes or no in a query string; no when it is left out. */
import { z } from "zod";

export const FlagInQuery = (meaning: string) =>
  z
    .enum(["true", "false"], "must be true or false, once.")
    .default("false")
    .transform((text) => text === "true")
    .meta({ description: meaning });
