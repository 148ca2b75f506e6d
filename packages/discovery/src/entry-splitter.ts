/**
 * Cuts the list out of a JSON document while it streams by, entry for entry, so that a listing is never held whole.
 *
 * Units   lengths are UTF-16 units of text.
 * Errors  none thrown: a document that cannot be a listing ends in a problem at once, and its rest need not be read.
 */
const MOST_ENTRY = 128 * 1024;
const MOST_AROUND = 64 * 1024;
/** Between entries; of a listing that is written for the eye a few for each. */
const MOST_BLANKS = 1024 * 1024;
const MOST_DEPTH = 100;
const NOWHERE = -1;

export type SplitProblem = "not-json" | "too-deep" | "too-long";

export type SplitForm = Readonly<{
  /** The key of the list in the object around it. */
  listKey: string;
  /** The document may be the list itself. */
  mayBeBare?: boolean;
}>;

export class EntrySplitter {
  /** The document with an empty list where its list was. */
  around = "";
  hasList = false;
  readonly #form: SplitForm;
  readonly #take: (entry: string) => void;
  #problem: SplitProblem | undefined;
  #depth = 0;
  /** How deep the entries of the list stand, while it lasts. */
  #listDepth = NOWHERE;
  #entry = "";
  #isEntryDue = false;
  #blanks = 0;
  #isInText = false;
  #isEscaped = false;
  /** The text that ended last, and the key it became by a colon: of the object around the list only. */
  #text = "";
  #key = "";

  constructor(form: SplitForm, take: (entry: string) => void) {
    this.#form = form;
    this.#take = take;
  }

  /** undefined: more may come. */
  write(chunk: string): SplitProblem | undefined {
    let from = 0;
    for (let at = 0; at < chunk.length && this.#problem === undefined; at += 1) {
      if (this.#isInText) {
        at = this.#endOfText(chunk, at);
        continue;
      }
      const letter = chunk[at] ?? "";
      const isBetween = this.#listDepth === NOWHERE || this.#depth === this.#listDepth;
      if (isBetween && BLANK.has(letter)) {
        if (at > from) this.#keep(chunk.slice(from, at));
        from = at + 1;
        this.#blanks += 1;
        if (this.#blanks > MOST_BLANKS) this.#problem = "too-long";
      } else if (this.#depth === this.#listDepth && (letter === "," || letter === "]")) {
        this.#keep(chunk.slice(from, at));
        this.#endEntry(letter);
        from = at + 1;
      } else if (this.#opensList(letter)) {
        this.#keep(chunk.slice(from, at + 1));
        from = at + 1;
        this.#depth += 1;
        this.#listDepth = this.#depth;
        this.hasList = true;
      } else this.#step(letter);
    }
    this.#keep(chunk.slice(from));
    return this.#problem;
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
    if (this.#depth === 1 && this.#text.length <= this.#form.listKey.length) {
      this.#text += chunk.slice(start, this.#isInText ? at : at - 1);
    }
    return at - 1;
  }

  #opensList(letter: string): boolean {
    if (letter !== "[" || this.hasList) return false;
    if (this.#depth === 0) return this.#form.mayBeBare === true && this.around === "";
    return this.#depth === 1 && this.#key === this.#form.listKey;
  }

  #endEntry(letter: string): void {
    if (this.#entry !== "" || this.#isEntryDue || letter === ",") this.#take(this.#entry);
    this.#entry = "";
    this.#isEntryDue = letter === ",";
    if (letter === ",") return;
    this.around += letter;
    this.#depth -= 1;
    this.#listDepth = NOWHERE;
  }

  #step(letter: string): void {
    const isOutside = this.#depth === 0;
    if (letter === '"') {
      this.#isInText = true;
      this.#text = "";
    } else if (letter === "{" || letter === "[") this.#depth += 1;
    else if (letter === "}" || letter === "]") this.#depth -= 1;
    else if (this.#depth === 1 && (letter === ":" || letter === ",")) this.#key = letter === ":" ? this.#text : "";
    // A document begins with a bracket, and nothing follows the one that ends it.
    const isNoBeginning = isOutside && (this.#depth !== 1 || this.around !== "");
    if (isNoBeginning || this.#depth < this.#listDepth) this.#problem = "not-json";
    else if (this.#depth > MOST_DEPTH) this.#problem = "too-deep";
  }

  #keep(text: string): void {
    const isOfEntry = this.#listDepth !== NOWHERE;
    if (isOfEntry) this.#entry += text;
    else this.around += text;
    if (isOfEntry ? this.#entry.length > MOST_ENTRY : this.around.length > MOST_AROUND) this.#problem ??= "too-long";
  }
}

const BLANK = new Set([" ", "\n", "\r", "\t", "\uFEFF"]);
