/** Which brackets are open, and what JSON allows next. */
import { CLOSE_LIST, isDigit, MINUS, OPEN_LIST, OPEN_OBJECT } from "./bytes";

const DEEPEST = 200;

const VALUE = 0;
const FIRST_VALUE = 1;
const KEY = 2;
const FIRST_KEY = 3;
const COLON_NEXT = 4;
const AFTER = 5;

export class Nesting {
  /** Brackets that are open. */
  depth = 0;
  #next = VALUE;
  readonly #kinds = new Uint8Array(DEEPEST + 1);

  get isTooDeep(): boolean {
    return this.depth > DEEPEST;
  }

  get isInList(): boolean {
    return this.#kinds[this.depth] === OPEN_LIST;
  }

  get expectsValue(): boolean {
    return this.#next === VALUE || this.#next === FIRST_VALUE;
  }

  get expectsKey(): boolean {
    return this.#next === KEY || this.#next === FIRST_KEY;
  }

  get isFirstKey(): boolean {
    return this.#next === FIRST_KEY;
  }

  get isFirstInList(): boolean {
    return this.#next === FIRST_VALUE;
  }

  /** A value begins here, whatever was before. */
  restart(depth: number): void {
    this.depth = depth;
    this.#next = VALUE;
  }

  open(byte: number): void {
    this.depth += 1;
    if (!this.isTooDeep) this.#kinds[this.depth] = byte;
    this.#next = byte === OPEN_LIST ? FIRST_VALUE : FIRST_KEY;
  }

  /** `mismatch`: another bracket is open, so nothing was closed. `early`: closed, where a value or a key had to come. */
  close(byte: number): "right" | "early" | "mismatch" {
    const opener = byte === CLOSE_LIST ? OPEN_LIST : OPEN_OBJECT;
    if (this.depth === 0 || (!this.isTooDeep && this.#kinds[this.depth] !== opener)) return "mismatch";
    const isRight = this.#next === AFTER || this.#next === FIRST_VALUE || this.#next === FIRST_KEY;
    this.depth -= 1;
    return isRight ? "right" : "early";
  }

  /** Whether it may stand here; these two go on as if it did. */
  comma(): boolean {
    const isRight = this.#next === AFTER;
    this.#next = this.#kinds[this.depth] === OPEN_OBJECT ? KEY : VALUE;
    return isRight;
  }

  colon(): boolean {
    const isRight = this.#next === COLON_NEXT;
    this.#next = VALUE;
    return isRight;
  }

  keyEnded(): void {
    this.#next = COLON_NEXT;
  }

  valueEnded(): void {
    this.#next = AFTER;
  }
}

/** The first letters of true, false, null, NaN and Infinity; numbers. What the word is in full, JSON.parse checks. */
export const beginsBareWord = (byte: number): boolean =>
  isDigit(byte) || byte === MINUS || byte === 0x74 || byte === 0x66 || byte === 0x6e || byte === 0x4e || byte === 0x49;
