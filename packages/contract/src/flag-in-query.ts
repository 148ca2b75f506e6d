/** Yes or no in a query string; no when it is left out. */
import { z } from "zod";
import { zodMessage } from "./problems/zod-problems";

export const FlagInQuery = (meaning: string) =>
  z
    .enum(["true", "false"], zodMessage("not-a-flag"))
    .default("false")
    .transform((text) => text === "true")
    .meta({ description: meaning });
