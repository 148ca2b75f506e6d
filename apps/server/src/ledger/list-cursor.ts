/** Where the next page of a list begins: the sort key of the last row, opaque to its reader. Errors: INVALID_INPUT. */
import { isPrintable } from "@ratecard/contract";
import { z } from "zod";
import { refusedField } from "#server/errors/domain-error";

export const toCursor = (key: readonly string[]): string => Buffer.from(JSON.stringify(key)).toString("base64url");

/** What the database takes as such: whoever changed a cursor by hand is told so. */
const PARTS = {
  instant: z.iso.datetime().regex(/^[12]/),
  id: z.uuid(),
  text: z.string().refine(isPrintable),
} as const;

/** `parts`: what the key of this list is made of. */
export function fromCursor(cursor: string, parts: readonly (keyof typeof PARTS)[]): readonly string[] {
  const key = z.array(z.string()).length(parts.length).safeParse(decode(cursor));
  const isKey = key.success && parts.every((part, index) => PARTS[part].safeParse(key.data[index]).success);
  if (isKey) return key.data;
  throw refusedField("cursor", "not-a-cursor");
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
