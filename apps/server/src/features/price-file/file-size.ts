/**
 * Whether a text has more rows than one import takes, without parsing it: a million rows as values would fill the memory.
 *
 * Errors  INVALID_INPUT. What cannot be told so cheaply passes: whoever parses the text counts again.
 */
import { MOST_FILE_ROWS } from "@ratecard/contract";
import { refusedFile } from "./file-table";

export const tooManyRows = () => refusedFile("too-many-rows", { most: MOST_FILE_ROWS });

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** A line of nothing else is no row: comma, semicolon, tab, blank, quote. */
const EMPTY = new Set([0x2c, 0x3b, 0x09, 0x20, QUOTE]);

/** Beside the line that names the columns; line breaks inside quotes are none. */
export function refuseManyLines(text: string): void {
  let rows = 0;
  let isQuoted = false;
  let isFilled = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isQuoted = !isQuoted;
    else if (isQuoted || (code !== LINE_FEED && code !== CARRIAGE_RETURN)) isFilled ||= !EMPTY.has(code);
    else {
      if (isFilled) rows += 1;
      isFilled = false;
      if (rows > MOST_FILE_ROWS + 1) throw tooManyRows();
    }
  }
}

/** Objects of a real file nest a few deep for each price: LiteLLM's up to 9, those of models.dev 6. */
const OBJECTS_A_PRICE = 20;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;

/** Of a list its items count, of an object all objects in it. */
export function refuseManyItems(text: string): void {
  let depth = 0;
  let items = 0;
  let objects = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth += 1;
      if (code === OPEN_BRACE) objects += 1;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
    else if (code === COMMA && depth === 1) items += 1;
    if (items >= MOST_FILE_ROWS || objects > MOST_FILE_ROWS * OBJECTS_A_PRICE) throw tooManyRows();
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
}
