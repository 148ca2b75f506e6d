/**
 * The rule for every name that comes from outside: models, request ids, users, teams.
 * Source  names are data, whatever they hold; the database checks the same with is_name().
 */
import { z } from "zod";

const LONGEST = 255;
/** Control characters, and halves of surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** Any UTF-8 up to 255 characters, without control characters and outer blanks. */
export const Name = z
  .string({ error: ({ input }) => (input === undefined ? "is missing. Name it." : "must be text. Put it in quotes.") })
  .min(1, "must not be empty. Enter a name.")
  .refine(
    (text) => text.length <= LONGEST || Array.from(text).length <= LONGEST,
    `must have at most ${LONGEST} characters. Shorten it.`,
  )
  .refine((text) => !UNPRINTABLE.test(text), "must not hold control characters or broken Unicode. Remove them.")
  .refine((text) => text === text.trim(), "must not begin or end with a blank. Remove it.");
