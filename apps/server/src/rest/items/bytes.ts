/** The bytes that JSON is made of. In UTF-8 none of them is ever a part of another letter. */
const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const NEWLINE = 0x0a;
export const MINUS = 0x2d;

/** What a byte outside of a text begins. Whatever is none of the others is a bare word: a number, `true`, `NaN`, or nonsense. */
export const BARE = 0;
export const BLANK = 1;
export const LINE_END = 2;
export const TEXT = 3;
export const PUNCTUATION = 4;

export const CLASS_OF = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0d]) CLASS_OF[byte] = BLANK;
CLASS_OF[NEWLINE] = LINE_END;
CLASS_OF[QUOTE] = TEXT;
for (const byte of [COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT]) CLASS_OF[byte] = PUNCTUATION;

export const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** A native search costs as much as a loop over this many bytes. Names and numbers in quotes are shorter. */
const NEAR_BYTES = 32;

/**
 * Finds where a text ends, without looking at each of its bytes where it is long.
 * Answers the place of its closing quote; `stop` when there is none before it; `stop + 1` when the byte at `stop` is escaped as well.
 */
export function closingQuote(bytes: Buffer, from: number, stop: number): number {
  let start = from;
  while (start < stop) {
    const quote = quoteFrom(bytes, start, stop);
    if (quote === start || bytes[quote - 1] !== BACKSLASH) return quote;
    const isEscaped = backslashesBefore(bytes, start, quote) % 2 === 1;
    if (!isEscaped) return quote;
    start = quote + 1;
  }
  return start;
}

function quoteFrom(bytes: Buffer, from: number, stop: number): number {
  const near = Math.min(stop, from + NEAR_BYTES);
  let at = from;
  while (at < near && bytes[at] !== QUOTE) at += 1;
  if (at < near || at === stop) return at;
  const found = bytes.indexOf(QUOTE, at);
  return found === -1 || found > stop ? stop : found;
}

function backslashesBefore(bytes: Buffer, from: number, end: number): number {
  let at = end;
  while (at > from && bytes[at - 1] === BACKSLASH) at -= 1;
  return end - at;
}
