/**
 * Tells the items of a body apart while it streams by: a list, one document a line, one document, or the list in an envelope.
 * Errors  none thrown. A broken item is an item with a problem, and reading goes on behind it where that is safe: at the next line,
 *         or behind its closing bracket. Where brackets do not match, the last item says that the rest cannot be told apart.
 */
import { CLOSE_LIST, CLOSE_OBJECT, COLON, COMMA, OPEN_LIST, OPEN_OBJECT } from "./bytes";
import { ItemText, type KeepRules } from "./item-text";
import { JsonTokenizer, LONGEST_BARE_BYTES, type TokenReader } from "./json-tokenizer";
import { beginsBareWord, Nesting } from "./nesting";
import { CUT_OFF, LIST_CUT_OFF, notJson, type ReadItem, restUnreadable, TOO_DEEP } from "./read-item";
import type { FieldProblem } from "@ratecard/contract";

export type BodyForm = KeepRules &
  Readonly<{
    /** The key of the list in an object around it; null: the body is the list, or its documents. */
    listKey: string | null;
  }>;

const ENVELOPE: KeepRules = { neverRead: new Set(), keepsNumberLists: true };
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

export class ItemScanner implements TokenReader {
  /** Of the form with a list key: what stands around the list, a number in its place. */
  envelope: ReadItem | undefined;
  sawList = false;
  readonly #form: BodyForm;
  readonly #take: (item: ReadItem) => void;
  readonly #tokens = new JsonTokenizer(this);
  readonly #nesting = new Nesting();
  readonly #item: ItemText;
  readonly #around: ItemText;
  #reading: "nothing" | "item" | "envelope" | "no more" = "nothing";
  #items = 0;
  #lists = 0;
  #base = 0;
  #listDepth = 0;
  #wasBroken = false;
  /** Documents outside of a list. Of the first one it is unknown, unless a line ends right behind its bracket. */
  #documents: "unknown" | "one a line" | "over many lines" = "unknown";
  #sawLineEnd = false;
  #lineStart = 0;
  #offset = 0;
  #end = 0;
  #bytes: Buffer = BYTE_ORDER_MARK;

  constructor(form: BodyForm, take: (item: ReadItem) => void) {
    this.#form = form;
    this.#take = take;
    this.#item = new ItemText(form);
    this.#around = new ItemText(ENVELOPE, form.listKey === null ? [] : [form.listKey]);
    this.#tokens.linesEndTexts = form.listKey === null;
  }

  write(chunk: Buffer): void {
    if (this.#reading !== "no more") this.#tokens.write(chunk);
  }

  finish(): void {
    this.#tokens.end();
    if (this.#reading === "item") {
      this.#item.fail(this.#end, CUT_OFF);
      this.#itemEnds(this.#end);
    } else if (this.#reading === "envelope") {
      this.#around.fail(this.#end, notJson(this.#offset + this.#end));
      this.envelope ??= this.#items > 0 ? { value: {} } : this.#around.finish(this.#end);
    } else if (this.#reading === "nothing" && this.#listDepth > 0) {
      this.envelope = { value: {} };
      if (this.#items > 0) this.#take({ value: undefined, problem: LIST_CUT_OFF });
    }
  }

  begin(bytes: Buffer, offset: number): void {
    this.#offset = offset;
    this.#bytes = bytes;
    this.#item.chunk(bytes);
    this.#around.chunk(bytes);
  }

  pause(at: number): void {
    this.#end = at;
    this.#item.pause(at);
    this.#around.pause(at);
  }

  punctuation(byte: number, at: number): void {
    if (this.#reading === "nothing" && (this.#isBetween(byte, at) || !this.#mayStart(at, byte))) return;
    if (this.#reading === "no more") return;
    if (byte === OPEN_LIST || byte === OPEN_OBJECT) this.#opens(byte, at);
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) this.#closes(byte, at);
    else if (byte === COMMA) {
      this.#text.comma(at, this.#nesting.depth, this.#nesting.isInList);
      if (!this.#nesting.comma()) this.#isWrong(at);
    } else {
      this.#text.colon(this.#nesting.depth);
      if (!this.#nesting.colon()) this.#isWrong(at);
    }
  }

  textStart(at: number): void {
    if (this.#reading === "nothing" && !this.#mayStart(at)) return;
    if (this.#reading === "no more") return;
    if (this.#nesting.expectsValue) this.#text.valueStarts(at, this.#nesting.depth);
    else if (!this.#nesting.expectsKey) this.#isWrong(at);
    this.#text.textStarts(at);
  }

  textEnd(at: number, lengthBytes: number): void {
    if (this.#reading === "no more") return;
    const { depth, expectsKey } = this.#nesting;
    this.#text.textEnds(at, { lengthBytes, isKey: expectsKey, depth });
    if (expectsKey) this.#nesting.keyEnded();
    else this.#valueEnds(at + 1);
  }

  brokenText(at: number): void {
    if (this.#reading !== "no more") this.#isWrong(at);
  }

  bare(from: number, to: number): void {
    if (this.#reading === "nothing" && (this.#isByteOrderMark(from, to) || !this.#mayStart(from))) return;
    if (this.#reading === "no more") return;
    const { depth, expectsValue, isFirstInList } = this.#nesting;
    const isWord = to - from <= LONGEST_BARE_BYTES && beginsBareWord(this.#bytes[from] ?? 0);
    if (expectsValue && isWord) {
      this.#text.valueStarts(from, depth);
      this.#text.bare(from, to, { isFirst: isFirstInList, depth });
    } else this.#isWrong(from);
    this.#valueEnds(to);
  }

  /** A line ends a document that is broken, and each one once the first was one a line. */
  newline(at: number): void {
    this.#lineStart = this.#offset + at + 1;
    if (!this.#isByLine || this.#reading !== "item") return;
    const isBroken = this.#item.problem !== undefined;
    if (this.#nesting.isFirstKey && this.#documents === "unknown") this.#documents = "over many lines";
    if (isBroken ? this.#documents === "over many lines" : this.#documents !== "one a line") this.#sawLineEnd = true;
    else this.#breaksOff(at);
  }

  get #isByLine(): boolean {
    return this.#form.listKey === null && this.#listDepth === 0;
  }

  get #isInDocument(): boolean {
    return this.#isByLine && this.#nesting.depth > 0;
  }

  get #text(): ItemText {
    return this.#reading === "envelope" ? this.#around : this.#item;
  }

  #opens(byte: number, at: number): void {
    const isRight = this.#nesting.expectsValue && this.#text.problem === undefined;
    // A document after one that was cut off begins like this. Printed over many lines, so may a part of one.
    const isPart = isRight && this.#documents === "over many lines";
    if (!isPart && byte === OPEN_OBJECT && this.#isInDocument && this.#offset + at === this.#lineStart) {
      this.#breaksOff(at);
      this.#starts(at);
    } else if (!isRight) this.#isWrong(at);
    const { depth } = this.#nesting;
    const isList = byte === OPEN_LIST && this.#isListPlace;
    this.#text.valueStarts(at, depth);
    this.#nesting.open(byte);
    if (this.#nesting.isTooDeep) this.#text.fail(at, TOO_DEEP);
    if (!isList) return;
    this.#lists += 1;
    this.#around.replace(at, String(this.#lists));
    this.#entersList();
  }

  get #isListPlace(): boolean {
    const { depth, expectsValue } = this.#nesting;
    const isField = this.#reading === "envelope" && depth === 1 && expectsValue && this.#around.problem === undefined;
    return isField && this.#around.field === this.#form.listKey;
  }

  #entersList(): void {
    this.sawList = true;
    this.#listDepth = this.#nesting.depth;
    this.#tokens.linesEndTexts = false;
    this.#wasBroken = false;
    this.#reading = "nothing";
  }

  #leavesList(at: number): void {
    this.#nesting.close(CLOSE_LIST);
    this.#listDepth = 0;
    if (this.#form.listKey === null) this.#tokens.linesEndTexts = true;
    else {
      this.#reading = "envelope";
      this.#base = 0;
      this.#around.goOn(at + 1);
    }
    this.#nesting.valueEnded();
  }

  #closes(byte: number, at: number): void {
    const { depth } = this.#nesting;
    const closed = this.#nesting.close(byte);
    if (closed === "mismatch") {
      if (this.#isByLine) this.#isWrong(at);
      else this.#stops(at);
      return;
    }
    if (closed === "early") this.#isWrong(at);
    this.#text.closes(at, depth);
    this.#valueEnds(at + 1);
  }

  /** Brackets and commas of the list itself, and the bracket that begins it. */
  #isBetween(byte: number, at: number): boolean {
    if (this.#listDepth > 0 && byte === COMMA) this.#nesting.comma();
    else if (this.#listDepth > 0 && byte === CLOSE_LIST) this.#leavesList(at);
    else if (this.#isByLine && byte === OPEN_LIST) {
      this.#nesting.open(OPEN_LIST);
      this.#entersList();
    } else return false;
    return true;
  }

  /** Behind a broken item only a comma shows that brackets and quotes are what they seem to be. */
  #mayStart(at: number, byte?: number): boolean {
    const isOutside = this.#listDepth === 0;
    const isForgotten = byte === OPEN_OBJECT && !this.#wasBroken;
    const mayStart = isOutside ? this.envelope === undefined : this.#nesting.expectsValue || isForgotten;
    if (!mayStart || (!isOutside && (byte === COLON || byte === CLOSE_OBJECT))) {
      this.#stops(at);
      return false;
    }
    this.#starts(at);
    return true;
  }

  #starts(at: number): void {
    this.#reading = this.#form.listKey !== null && this.#listDepth === 0 ? "envelope" : "item";
    this.#base = this.#listDepth;
    this.#nesting.restart(this.#base);
    this.#sawLineEnd = false;
    this.#text.start(at, { base: this.#base, offset: this.#offset + at });
  }

  #valueEnds(after: number): void {
    const { depth } = this.#nesting;
    this.#nesting.valueEnded();
    this.#text.valueEnds(after, depth);
    if (depth !== this.#base) return;
    if (this.#reading === "envelope") {
      this.envelope = this.#around.finish(after);
      this.#reading = "nothing";
    } else if (!this.#isByLine || this.#item.problem === undefined) this.#itemEnds(after);
  }

  #itemEnds(after: number): void {
    if (this.#documents === "unknown") this.#documents = this.#sawLineEnd ? "over many lines" : "one a line";
    this.#wasBroken = this.#item.problem !== undefined;
    this.#reading = "nothing";
    this.#items += 1;
    this.#take(this.#item.finish(after));
  }

  #breaksOff(at: number): void {
    this.#item.fail(at, notJson(this.#offset + at));
    this.#itemEnds(at);
    this.#nesting.restart(0);
  }

  #isWrong(at: number): void {
    if (this.#reading === "envelope") this.#stops(at);
    else this.#item.fail(at, notJson(this.#offset + at));
  }

  #stops(at: number): void {
    const problem: FieldProblem = restUnreadable(this.#offset + at);
    if (this.#reading === "item") {
      this.#item.fail(at, problem);
      this.#take({ value: this.#item.finish(at).value, problem });
    } else if (this.#form.listKey === null || this.#items > 0) this.#take({ value: undefined, problem });
    this.envelope ??= this.#items > 0 ? { value: {} } : { value: undefined, problem: notJson(this.#offset + at) };
    this.#reading = "no more";
  }

  #isByteOrderMark(from: number, to: number): boolean {
    return this.#offset + from === 0 && BYTE_ORDER_MARK.equals(this.#bytes.subarray(from, to));
  }
}
