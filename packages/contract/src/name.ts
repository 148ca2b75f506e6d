/**
 * The rule for every name that comes from outside: models, request ids, users, teams.
 * Source  names are data, whatever they hold; the database checks the same with is_name().
 */
import { z } from "zod";
import { isPrintable } from "./printable";
import { zodMessage } from "./problems/zod-problems";

const LONGEST = 255;

/** Any UTF-8 up to 255 characters, without control characters and outer blanks. */
export const Name = z
  .string({
    error: ({ input }) =>
      input === undefined ? zodMessage("missing", {}) : zodMessage("wrong-type", { expected: "text" }),
  })
  .min(1, zodMessage("empty-name"))
  .refine(
    (text) => text.length <= LONGEST || Array.from(text).length <= LONGEST,
    zodMessage("too-long", { most: LONGEST }),
  )
  .refine(isPrintable, zodMessage("unprintable"))
  .refine((text) => text === text.trim(), zodMessage("outer-blank"));
