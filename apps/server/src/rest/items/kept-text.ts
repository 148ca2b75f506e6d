/**
 * The bytes of one item that are worth keeping, copied out of the chunks they came in.
 * Kept are runs: `open` begins one, `close` ends it, and a chunk that ends in a run goes on in the next one.
 */
import { isUtf8 } from "node:buffer";
import { parse as parseLossless } from "lossless-json";
import { BACKSLASH } from "./bytes";
import { NOT_UTF_8, notJson, type ReadItem } from "./read-item";
import { type FieldProblem, fieldProblem } from "@ratecard/contract";

const FIRST_BYTES = 8 * 1024;
/** `\uXXXX` */
const LONGEST_ESCAPE_BYTES = 6;

export class KeptText {
  #out = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  #chunk: Buffer = this.#out;
  #from = -1;

  get isOpen(): boolean {
    return this.#from !== -1;
  }

  begin(chunk: Buffer): void {
    this.#chunk = chunk;
    if (this.#from !== -1) this.#from = 0;
  }

  /** Copies what is kept up to here; the run goes on. */
  flush(at: number): void {
    if (this.#from === -1) return;
    this.#append(at);
    this.#from = at;
  }

  restart(at: number): void {
    this.#length = 0;
    this.#from = at;
  }

  open(at: number): void {
    this.#from = at;
  }

  close(at: number): void {
    if (this.#from === -1) return;
    this.#append(at);
    this.#from = -1;
  }

  put(ascii: string): void {
    this.#makeRoom(ascii.length);
    this.#length += this.#out.write(ascii, this.#length, "latin1");
  }

  /** How long the kept text would be, were its run closed at `at`. */
  sizeAt(at: number): number {
    return this.#from === -1 ? this.#length : this.#length + at - this.#from;
  }

  /** Of what was copied. */
  bytes(from = 0, to = this.#length): Buffer {
    return this.#out.subarray(from, Math.min(to, this.#length));
  }

  /** After a text was cut at the end: takes away the half of an escape, or of a letter, that it may end in. */
  dropHalfLetter(): void {
    const last = this.#out.subarray(0, this.#length).lastIndexOf(BACKSLASH);
    if (last !== -1 && last >= this.#length - LONGEST_ESCAPE_BYTES) {
      let before = last;
      while (this.#out[before - 1] === BACKSLASH) before -= 1;
      const isEscape = (last - before) % 2 === 0;
      if (isEscape) this.#length = last;
    }
    let lead = this.#length - 1;
    while (lead > this.#length - 4 && isContinuation(this.#out[lead])) lead -= 1;
    const byte = this.#out[lead] ?? 0;
    if (byte >= 0xc0) this.#length = lead;
  }

  #append(at: number): void {
    this.#makeRoom(at - this.#from);
    this.#length += this.#chunk.copy(this.#out, this.#length, this.#from, at);
  }

  #makeRoom(more: number): void {
    if (this.#length + more <= this.#out.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#out.length, this.#length + more));
    this.#out.copy(larger, 0, 0, this.#length);
    this.#out = larger;
  }
}

const isContinuation = (byte = 0): boolean => byte >= 0x80 && byte < 0xc0;

/** Names of fields, compared as bytes: most names of an item mean nothing here, and no text is made of them. */
export type KnownName = Readonly<{
  name: string;
  bytes: Buffer;
  /** Its value is never read. */
  isDropped: boolean;
  parts: readonly KnownName[];
}>;

/** `paths`: as `messages` or `response.choices`; `more` are looked for and kept. */
export function knownNames(paths: ReadonlySet<string>, more: readonly string[] = []): readonly KnownName[] {
  const split = [...paths].map((path) => path.split("."));
  const names = new Set([...split.flatMap(([first]) => first ?? []), ...more]);
  return [...names].map((name) => ({
    name,
    bytes: Buffer.from(name),
    isDropped: paths.has(name),
    parts: split.flatMap(([first, part]) =>
      first === name && part !== undefined ? { name: part, bytes: Buffer.from(part), isDropped: true, parts: [] } : [],
    ),
  }));
}

/** The one whose letters stand at `from`. A name that is written with escapes is none of them. */
export function nameAt(
  known: readonly KnownName[],
  bytes: Buffer,
  from: number,
  lengthBytes: number,
): KnownName | undefined {
  for (const one of known) {
    if (one.bytes.length === lengthBytes && isAt(one.bytes, bytes, from)) return one;
  }
  return undefined;
}

function isAt(name: Buffer, bytes: Buffer, from: number): boolean {
  for (let index = 0; index < name.length; index += 1) {
    if (name[index] !== bytes[from + index]) return false;
  }
  return true;
}

/**
 * The value of one item's kept text. A key given twice with two values is a problem of that item; twice the same is harmless.
 * `keys`: how many the text has; JSON.parse is silent about a key that replaced another.
 */
export function parseKept(kept: Buffer, { keys, offset }: Readonly<{ keys: number; offset: number }>): ReadItem {
  if (!isUtf8(kept)) return { value: undefined, problem: NOT_UTF_8 };
  const text = kept.toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { value: undefined, problem: notJson(offset) };
  }
  const problem = countKeys(value) === keys ? undefined : contradiction(text);
  return problem ? { value, problem } : { value };
}

/** What an item that broke off had said by then. `kept` ends after a whole field of it. */
export function parseBeginning(kept: Buffer): unknown {
  try {
    return JSON.parse(`${kept.toString("utf8")}}`);
  } catch {
    return undefined;
  }
}

function countKeys(value: unknown): number {
  let keys = 0;
  if (Array.isArray(value)) for (const part of value) keys += isHolder(part) ? countKeys(part) : 0;
  else if (isHolder(value)) {
    for (const key in value) keys += isHolder(value[key]) ? 1 + countKeys(value[key]) : 1;
  }
  return keys;
}

const isHolder = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** The first key that says two things. */
function contradiction(text: string): FieldProblem | undefined {
  let found: { key: string; first: unknown; last: unknown } | undefined;
  parseLossless(text, null, {
    parseNumber: Number,
    onDuplicateKey: ({ key, oldValue, newValue }) => {
      if (found === undefined) found = { key, first: oldValue, last: newValue };
      else if (found.key === key) found.last = newValue;
    },
  });
  if (found === undefined) return undefined;
  const { key, first, last } = found;
  // A text may be somebody's words, and a problem is stored.
  const values = [first, last].some(isSpoken) ? {} : { first: shown(first), last: shown(last) };
  return fieldProblem(key, "given-twice", values);
}

const isSpoken = (value: unknown): boolean =>
  typeof value === "string" || (typeof value === "object" && value !== null);

const shown = (value: unknown): string => JSON.stringify(value);
