/** Where the next page of a list begins: the sort key of the last row, opaque to its reader. Errors: INVALID_INPUT. */
import { z } from "zod";
import { refusedField } from "#server/errors/domain-error";

export const toCursor = (key: readonly string[]): string => Buffer.from(JSON.stringify(key)).toString("base64url");

/** `length`: how many parts the key of this list has. The first one is an instant. */
export function fromCursor(cursor: string, length: number): readonly string[] {
  const parsed = z.array(z.string()).length(length).safeParse(decode(cursor));
  if (parsed.success && !Number.isNaN(Date.parse(parsed.data[0] ?? ""))) return parsed.data;
  throw refusedField("cursor", "not-a-cursor");
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
