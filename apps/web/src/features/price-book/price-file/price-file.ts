/**
 * A file or paste of prices as it was given, before the server reads it.
 * Errors  answers a sentence: too long for the screen, or no UTF-8 (which would import other letters than were written).
 */
import { LONGEST_PASTE, type PriceFileFormat } from "@ratecard/contract";

export type PriceFile = Readonly<{
  /** Tells two files apart without reading them. */
  id: number;
  name: string;
  text: string;
  format: PriceFileFormat;
}>;

export type FileRead = Readonly<{ file: PriceFile } | { problem: string }>;

let count = 0;

export function fileOfText(name: string, text: string): FileRead {
  if (text.trim() === "")
    return { problem: "There is nothing in it. Paste rows with a first line that names the columns." };
  if (text.length > LONGEST_PASTE) {
    const most = LONGEST_PASTE.toLocaleString("en");
    return { problem: `It is longer than ${most} characters. Split it, or send it with \`ratecard import FILE\`.` };
  }
  count += 1;
  return { file: { id: count, name, text, format: formatOf(text) } };
}

export function fileOfBytes(name: string, bytes: ArrayBuffer): FileRead {
  try {
    return fileOfText(name, new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { problem: "It is not UTF-8 text. Save the sheet as CSV in UTF-8, then drop it again." };
  }
}

/** A list or an object is JSON; everything else has lines. */
export const formatOf = (text: string): PriceFileFormat => (/^\uFEFF?\s*[[{]/.test(text) ? "json" : "csv");

/** Lines of a CSV, items of a JSON list. */
export const PLACE_WORDS = { csv: "Line", json: "Item" } as const satisfies Record<PriceFileFormat, string>;
