/**
 * JSON's tokens, found in bytes that come in chunks. Nothing is kept of a text, however long it is.
 * Places are those in the chunk that `begin` named. A bare word that a chunk ends in is seen once the next one has its end.
 */
import { BARE, BLANK, CLASS_OF, closingQuote, LINE_END, NEWLINE, TEXT } from "./bytes";

/** Longer numbers mean nothing to anyone; a bare word is cut there. */
export const LONGEST_BARE_BYTES = 1024;

export type TokenReader = {
  /** `offset`: where in the body the chunk begins. */
  begin: (bytes: Buffer, offset: number) => void;
  punctuation: (byte: number, at: number) => void;
  textStart: (at: number) => void;
  textEnd: (at: number, lengthBytes: number) => void;
  bare: (from: number, to: number) => void;
  newline: (at: number) => void;
  /** A line ended inside a text, where lines end texts. */
  brokenText: (at: number) => void;
  /** All of the chunk before `at` was seen; the next one begins with the rest. */
  pause: (at: number) => void;
};

export class JsonTokenizer {
  /** JSON knows no line end in a text; one line a document, it is the end of a broken one. */
  linesEndTexts = true;
  readonly #reader: TokenReader;
  #offset = 0;
  #rest: Buffer | null = null;
  #isInText = false;
  #isEscaped = false;
  #textBytes = 0;
  #isInLongBare = false;
  #nextNewline = -1;

  constructor(reader: TokenReader) {
    this.#reader = reader;
  }

  write(chunk: Buffer): void {
    const bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = null;
    this.#read(bytes, false);
  }

  end(): void {
    const bytes = this.#rest ?? Buffer.alloc(0);
    this.#rest = null;
    this.#read(bytes, true);
  }

  #read(bytes: Buffer, isLast: boolean): void {
    this.#reader.begin(bytes, this.#offset);
    this.#nextNewline = -1;
    let at = 0;
    while (at < bytes.length) {
      if (this.#isInText) at = this.#text(bytes, at);
      else {
        const next = this.#token(bytes, at, isLast);
        if (next === at) break;
        at = next;
      }
    }
    this.#reader.pause(at);
    this.#offset += at;
    // A copy: the chunk itself may be the socket's own memory.
    if (at < bytes.length) this.#rest = Buffer.from(bytes.subarray(at));
  }

  /** Where to go on; `at` itself when the token's end is still to come. */
  #token(bytes: Buffer, at: number, isLast: boolean): number {
    const byte = bytes[at] ?? 0;
    const kind = CLASS_OF[byte];
    if (kind === BARE) return this.#bare(bytes, at, isLast);
    this.#isInLongBare = false;
    if (kind === BLANK) return at + 1;
    if (kind === LINE_END) this.#reader.newline(at);
    else if (kind === TEXT) {
      this.#isInText = true;
      this.#textBytes = 0;
      this.#reader.textStart(at);
      if (at + 1 < bytes.length) return this.#text(bytes, at + 1);
    } else this.#reader.punctuation(byte, at);
    return at + 1;
  }

  #bare(bytes: Buffer, from: number, isLast: boolean): number {
    let to = from + 1;
    while (to < bytes.length && CLASS_OF[bytes[to] ?? 0] === BARE) to += 1;
    if (this.#isInLongBare) return to;
    const isLong = to - from > LONGEST_BARE_BYTES;
    if (to === bytes.length && !isLast && !isLong) return from;
    this.#isInLongBare = isLong && to === bytes.length;
    this.#reader.bare(from, to);
    return to;
  }

  #text(bytes: Buffer, from: number): number {
    const stop = this.linesEndTexts ? this.#newlineFrom(bytes, from) : bytes.length;
    const start = this.#isEscaped ? Math.min(from + 1, stop) : from;
    const wasEscaped = this.#isEscaped && start === from;
    this.#isEscaped = false;
    const end = wasEscaped ? stop + 1 : closingQuote(bytes, start, stop);
    this.#textBytes += Math.min(end, stop) - from;
    if (end < stop) {
      this.#isInText = false;
      this.#reader.textEnd(end, this.#textBytes);
      return end + 1;
    }
    if (stop < bytes.length) {
      this.#isInText = false;
      this.#reader.brokenText(stop);
    } else this.#isEscaped = end > stop;
    return stop;
  }

  #newlineFrom(bytes: Buffer, from: number): number {
    if (this.#nextNewline < from) {
      const found = bytes.indexOf(NEWLINE, from);
      this.#nextNewline = found === -1 ? bytes.length : found;
    }
    return this.#nextNewline;
  }
}
