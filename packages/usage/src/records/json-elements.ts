/**
 * Cuts the list out of a JSON document while it streams by, element for element: a bare list, or the one under a known name.
 * Units   lengths are UTF-16 units of text.
 * Errors  an element that is too long, and what breaks off, are answers of their own.
 */
export type JsonElement = Readonly<{ text: string | null }>;

/** A record with a whole conversation in it has some megabytes. */
const MOST_ELEMENT = 32 * 1024 * 1024;
const MOST_AROUND = 4 * 1024 * 1024;
const NOWHERE = -1;

export class JsonElements {
  /** What stands outside of the list: a document of one object is all of it. */
  around = "";
  hasList = false;
  readonly #keys: ReadonlySet<string>;
  #depth = 0;
  #listDepth = NOWHERE;
  #element = "";
  #isTooLong = false;
  #isInText = false;
  #isEscaped = false;
  #text = "";
  #key = "";

  constructor(keys: ReadonlySet<string>) {
    this.#keys = keys;
  }

  /** Whether the document is not complete. */
  get isOpen(): boolean {
    return this.#depth > 0 || this.#isInText;
  }

  *write(chunk: string): Generator<JsonElement> {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      if (this.#isInText) {
        at = this.#endOfText(chunk, at);
        continue;
      }
      const letter = chunk[at];
      const isInList = this.#depth === this.#listDepth;
      if (isInList && (letter === "," || letter === "]")) {
        this.#keep(chunk.slice(from, at));
        yield* this.#endElement();
        if (letter === "]") this.#endList();
        from = at + 1;
      } else if (letter === "[" && this.#opensList()) {
        this.#keep(chunk.slice(from, at));
        this.#depth += 1;
        this.#listDepth = this.#depth;
        this.hasList = true;
        from = at + 1;
      } else this.#step(letter);
    }
    this.#keep(chunk.slice(from));
  }

  /** Where the text ends, or the last letter of the chunk. */
  #endOfText(chunk: string, start: number): number {
    let at = start;
    for (; at < chunk.length && this.#isInText; at += 1) {
      const letter = chunk[at];
      if (this.#isEscaped) this.#isEscaped = false;
      else if (letter === "\\") this.#isEscaped = true;
      else this.#isInText = letter !== '"';
    }
    if (this.#depth === 1 && this.#text.length < 100) this.#text += chunk.slice(start, this.#isInText ? at : at - 1);
    return at - 1;
  }

  #opensList(): boolean {
    if (this.hasList) return false;
    if (this.#depth === 0) return this.around.trim() === "";
    return this.#depth === 1 && this.#keys.has(this.#key);
  }

  *#endElement(): Generator<JsonElement> {
    if (this.#isTooLong) yield { text: null };
    else if (this.#element.trim() !== "") yield { text: this.#element };
    this.#element = "";
    this.#isTooLong = false;
  }

  #endList(): void {
    this.#depth -= 1;
    this.#listDepth = NOWHERE;
    this.around += "null";
  }

  #step(letter: string | undefined): void {
    if (letter === '"') {
      this.#isInText = true;
      this.#text = "";
    } else if (letter === "{" || letter === "[") this.#depth += 1;
    else if (letter === "}" || letter === "]") this.#depth -= 1;
    else if (this.#depth === 1 && (letter === ":" || letter === ",")) this.#key = letter === ":" ? this.#text : "";
  }

  #keep(text: string): void {
    if (this.#listDepth === NOWHERE) {
      if (this.around.length < MOST_AROUND) this.around += text;
    } else if (this.#element.length + text.length > MOST_ELEMENT) {
      this.#element = "";
      this.#isTooLong = true;
    } else if (!this.#isTooLong) this.#element += text;
  }
}
