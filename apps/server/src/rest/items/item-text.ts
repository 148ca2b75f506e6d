/**
 * What is kept of one item while it streams by. The rest of it is never in memory.
 *
 * - Values that nobody reads (`messages`) become null before their first byte is copied.
 * - A text keeps its first 4,096 bytes and says how long it was. The longest name, fully escaped, has 3,060.
 * - Lists of numbers (embeddings) are kept empty where a door says so; beyond 64 KB of an item, further list entries are null.
 * - NaN, Infinity and -Infinity, which Python writes, are null: nobody knows that number.
 */
import { isDigit, MINUS } from "./bytes";
import { KeptText, type KnownName, knownNames, nameAt, parseBeginning, parseKept } from "./kept-text";
import { type ReadItem, TOO_LARGE } from "./read-item";
import type { FieldProblem } from "@ratecard/contract";

export type KeepRules = Readonly<{
  /** By path from the item, as `messages` or `response.choices`. */
  neverRead: ReadonlySet<string>;
  keepsNumberLists: boolean;
}>;

const LONGEST_TEXT_BYTES = 4096;
const FULL_LISTS_BYTES = 64 * 1024;
const MOST_KEPT_BYTES = 256 * 1024;
const NOWHERE = -1;

export class ItemText {
  readonly #keepsNumberLists: boolean;
  readonly #names: readonly KnownName[];
  readonly #kept = new KeptText();
  #problem: FieldProblem | undefined;
  #chunk: Buffer = Buffer.alloc(0);
  #offset = 0;
  #base = 0;
  #keys = 0;
  #lastFieldEnd = 0;
  /** The field that was named last, and the one inside it, where they mean anything. */
  #field: KnownName | undefined;
  #part: KnownName | undefined;
  #isNextDropped = false;
  #droppedAt = NOWHERE;
  #restDroppedAt = NOWHERE;
  /** Where the current text begins in what is kept. */
  #textFrom = NOWHERE;
  #isCut = false;

  constructor({ neverRead, keepsNumberLists }: KeepRules, looksFor: readonly string[] = []) {
    this.#keepsNumberLists = keepsNumberLists;
    this.#names = knownNames(neverRead, looksFor);
  }

  get problem(): FieldProblem | undefined {
    return this.#problem;
  }

  /** The name of the field that was named last, when it is looked for. */
  get field(): string | undefined {
    return this.#field?.name;
  }

  chunk(bytes: Buffer): void {
    this.#chunk = bytes;
    this.#kept.begin(bytes);
  }

  pause(at: number): void {
    if (this.#textFrom !== NOWHERE) this.#cutWhenLong(at);
    this.#kept.flush(at);
  }

  /** `base`: how many brackets are open around the item. */
  start(at: number, { base, offset }: Readonly<{ base: number; offset: number }>): void {
    this.#kept.restart(at);
    this.#problem = undefined;
    this.#base = base;
    this.#offset = offset;
    this.#keys = 0;
    this.#lastFieldEnd = 0;
    this.#isNextDropped = false;
    this.#droppedAt = NOWHERE;
    this.#restDroppedAt = NOWHERE;
    this.#textFrom = NOWHERE;
    this.#isCut = false;
    this.#field = undefined;
    this.#part = undefined;
  }

  /** Nothing more of it is kept. The first reason stands. */
  fail(at: number, problem: FieldProblem): void {
    this.#kept.close(Math.max(at, 0));
    this.#textFrom = NOWHERE;
    this.#isCut = false;
    this.#droppedAt = NOWHERE;
    this.#restDroppedAt = NOWHERE;
    this.#problem ??= problem;
  }

  finish(after: number): ReadItem {
    this.#kept.close(after);
    if (this.#problem === undefined) {
      return parseKept(this.#kept.bytes(), { keys: this.#keys, offset: this.#offset });
    }
    const value = this.#lastFieldEnd === 0 ? undefined : parseBeginning(this.#kept.bytes(0, this.#lastFieldEnd));
    return { value, problem: this.#problem };
  }

  /** Keeps `ascii` instead of what begins here, until `goOn`. */
  replace(at: number, ascii: string): void {
    this.#kept.close(at);
    this.#kept.put(ascii);
  }

  goOn(at: number): void {
    this.#kept.open(at);
  }

  valueStarts(at: number, depth: number): void {
    if (!this.#isNextDropped) return;
    this.#isNextDropped = false;
    this.replace(at, "null");
    this.#droppedAt = depth;
  }

  valueEnds(after: number, depth: number): void {
    if (this.#droppedAt !== depth) return;
    this.#droppedAt = NOWHERE;
    this.#kept.open(after);
  }

  /** Before a closing bracket; `depth` is that of what it closes. */
  closes(at: number, depth: number): void {
    if (this.#restDroppedAt !== depth) return;
    this.#restDroppedAt = NOWHERE;
    this.#kept.open(at);
  }

  colon(depth: number): void {
    if (!this.#kept.isOpen) return;
    this.#keys += 1;
    const level = depth - this.#base;
    const named = level === 1 ? this.#field : level === 2 ? this.#part : undefined;
    this.#isNextDropped = named?.isDropped === true;
  }

  comma(at: number, depth: number, isInList: boolean): void {
    if (!this.#kept.isOpen) return;
    const size = this.#kept.sizeAt(at);
    if (size > MOST_KEPT_BYTES) {
      this.fail(at, TOO_LARGE);
      return;
    }
    if (isInList) this.#isNextDropped = size > FULL_LISTS_BYTES;
    else if (depth === this.#base + 1) this.#lastFieldEnd = size;
  }

  bare(from: number, to: number, list: Readonly<{ isFirst: boolean; depth: number }>): void {
    if (!this.#kept.isOpen) return;
    const byte = this.#chunk[from] ?? 0;
    if (list.isFirst && !this.#keepsNumberLists && (isDigit(byte) || byte === MINUS)) {
      this.#kept.close(from);
      this.#restDroppedAt = list.depth;
    } else if (isNoNumber(this.#chunk, from, to)) {
      this.replace(from, "null");
      this.#kept.open(to);
    }
  }

  textStarts(at: number): void {
    if (this.#kept.isOpen) this.#textFrom = this.#kept.sizeAt(at);
  }

  textEnds(
    at: number,
    { lengthBytes, isKey, depth }: Readonly<{ lengthBytes: number; isKey: boolean; depth: number }>,
  ): void {
    if (this.#textFrom === NOWHERE) return;
    this.#cutWhenLong(at);
    if (this.#isCut) {
      this.#kept.put(`... (${lengthBytes} bytes)"`);
      this.#kept.open(at + 1);
    } else if (isKey && depth <= this.#base + 2) this.#name(at, lengthBytes, depth - this.#base);
    this.#textFrom = NOWHERE;
    this.#isCut = false;
  }

  #name(at: number, lengthBytes: number, level: number): void {
    const known = level === 1 ? this.#names : (this.#field?.parts ?? []);
    const name = known.length === 0 ? undefined : this.#nameBefore(known, at, lengthBytes);
    if (level === 1) this.#field = name;
    else this.#part = name;
  }

  #nameBefore(known: readonly KnownName[], at: number, lengthBytes: number): KnownName | undefined {
    if (at >= lengthBytes) return nameAt(known, this.#chunk, at - lengthBytes, lengthBytes);
    this.#kept.flush(at);
    return nameAt(known, this.#kept.bytes(this.#textFrom + 1), 0, lengthBytes);
  }

  #cutWhenLong(at: number): void {
    if (this.#isCut) return;
    const excess = this.#kept.sizeAt(at) - this.#textFrom - 1 - LONGEST_TEXT_BYTES;
    if (excess <= 0) return;
    this.#kept.close(at - excess);
    this.#kept.dropHalfLetter();
    this.#isCut = true;
  }
}

const NO_NUMBERS = new Set(["NaN", "Infinity", "-Infinity"]);
const LONGEST_NO_NUMBER = 9;

function isNoNumber(chunk: Buffer, from: number, to: number): boolean {
  if (to - from > LONGEST_NO_NUMBER || to - from < 3) return false;
  const byte = chunk[from];
  const mayBe = byte === 0x4e || byte === 0x49 || (byte === MINUS && chunk[from + 1] === 0x49);
  return mayBe && NO_NUMBERS.has(chunk.toString("latin1", from, to));
}
