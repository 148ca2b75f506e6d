/**
 * The shapes of settings, each with the sentence that says what it must be.
 * Units   as the names of the settings say. Errors: a sentence without its name, without a full stop.
 */
import { z } from "zod";

export function wholeNumber(least: number, most: number) {
  const problem = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,16}$/, problem)
    .transform(Number)
    .refine((value) => value >= least && value <= most, problem);
}

export const oneOf = <const Values extends readonly [string, ...string[]]>(...values: Values) =>
  z.enum(values, `must be ${values.length === 2 ? values.join(" or ") : `one of ${values.join(", ")}`}`);

export const flag = oneOf("true", "false").transform((text) => text === "true");

/** Control characters, and blanks alone. */
export const path = z.string().regex(/^(?=.*\S)\P{Cc}+$/u, "must be a path, without control characters");

export const host = z
  .string()
  .regex(/^[^\s/]+$/, "must be an address or a host name, as 127.0.0.1 or 0.0.0.0, without scheme and port");

/** Pages stand at its root, so it has no path. */
export const publicUrl = z
  .url({ protocol: /^https?$/, error: "must be the http(s) address people open, as https://rates.example.org" })
  .transform((text) => text.replace(/\/$/, ""))
  .refine((text) => {
    const { pathname, search, hash, username } = new URL(text);
    return pathname === "/" && search + hash + username === "";
  }, "must be scheme, host and port alone, as https://rates.example.org");

export const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must be a URL as postgresql://user:password@host:5432/database",
});

const WEAK = /^(.)\1+$|secret|password|changeme|default/i;

/** Never names the value. */
export const secret = z
  .string()
  .min(32, "must have at least 32 characters. Leave it out and one is generated")
  .refine((text) => !WEAK.test(text), "is a well-known or default value. Leave it out and one is generated");

/** It has to fit into the header that carries it. */
export const apiKey = z
  .string()
  .min(32, "must have at least 32 characters")
  .max(256, "must have at most 256 characters")
  .regex(/^[\x21-\x7e]+$/, "must be letters, digits and signs of ASCII without blanks");

export const password = z
  .string()
  .min(12, "must have at least 12 characters")
  .max(128, "must have at most 128 characters");

/** A file is named by its full path: a relative one would be looked up at the root. */
export const catalogSource = z
  .string()
  .regex(/^(https?:|file:)/, "must start with https:, http: or file:, as file:///full/path.json")
  .refine(
    (text) => !text.startsWith("file:") || (/^file:\/(\/\/)?[^/]/.test(text) && URL.canParse(text)),
    "must name a file by its full path, as file:///full/path.json",
  )
  .refine(
    (text) => text.startsWith("file:") || URL.canParse(text),
    "must be a whole address, as https://example.org/prices.json",
  )
  .refine(
    (text) => !URL.canParse(text) || new URL(text).username === "",
    "must hold no user and password, because everybody sees it. Use an address that is open to this server",
  );
