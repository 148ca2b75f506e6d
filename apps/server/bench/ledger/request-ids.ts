/**
 * Request ids that cost next to nothing to make: eight hexadecimal digits before an end that each process has of its own.
 * They come in no order, as those of providers, so that an index of them is met all over. Unique for 2^32 requests a process.
 */
import { randomBytes } from "node:crypto";

const DIGITS = 8;
const END = `-4c1a-8000-${randomBytes(8).toString("hex")}`;
/** A multiple of an odd number meets each number of 32 bits once. */
const STEP = 2_654_435_761;
const HEX = Buffer.from("0123456789abcdef");

export const BLANK_ID = `${"_".repeat(DIGITS)}${END}`;

let last = 0;

const nextNumber = (): number => {
  last = (last + 1) >>> 0;
  return Math.imul(last, STEP) >>> 0;
};

export const nextId = (): string => nextNumber().toString(16).padStart(DIGITS, "0") + END;

/** Where the ids of a body begin. */
export function idPlaces(body: Buffer): number[] {
  const places: number[] = [];
  for (let at = body.indexOf(BLANK_ID); at >= 0; at = body.indexOf(BLANK_ID, at + 1)) places.push(at);
  return places;
}

export function writeNewIds(body: Buffer, places: readonly number[]): void {
  for (const place of places) {
    let rest = nextNumber();
    for (let digit = DIGITS - 1; digit >= 0; digit -= 1) {
      body[place + digit] = HEX[rest & 15] ?? 0;
      rest >>>= 4;
    }
  }
}
