/**
 * Finds where a text ends, without looking at each of its bytes where it is long.
 * Answers the place of its closing quote; `stop` when there is none before it; `stop + 1` when the byte at `stop` is escaped as well.
 */
import { BACKSLASH, QUOTE } from "./bytes";

/** A native search costs as much as a loop over this many bytes. Names and numbers in quotes are shorter. */
const NEAR_BYTES = 32;

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
