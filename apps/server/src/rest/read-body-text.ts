/**
 * The bytes of a body as text. Only UTF-8: anything else would be read as other letters than were sent.
 * Errors  INVALID_INPUT with what it seems to be, and the remedy.
 */
import { DomainError } from "#server/errors/domain-error";

const UTF_8 = /^(utf-?8|us-ascii)$/i;

export function readBodyText(body: Buffer, contentType: string): string {
  refuseOtherCharset(contentType);
  refuseUtf16(body);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch (cause) {
    throw refuse("body", "is not UTF-8 (Latin-1 perhaps). Save it as UTF-8.", cause);
  }
}

export function refuseOtherCharset(contentType = ""): void {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1];
  if (charset !== undefined && !UTF_8.test(charset)) {
    throw refuse("Content-Type", `says charset=${charset}. Send UTF-8, and charset=utf-8 or none.`);
  }
}

/** By the mark that such a body begins with. */
export function refuseUtf16([first, second]: Uint8Array | readonly number[]): void {
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16) throw refuse("body", "is UTF-16. Save it as UTF-8.");
}

const refuse = (field: string, problem: string, cause?: unknown) =>
  new DomainError("INVALID_INPUT", { issues: [{ field, problem }] }, { cause });
