/**
 * A file or paste of prices as it was given, before the server reads it.
 * Errors  answers a sentence: too long for the screen, or no UTF-8 (which would import other letters than were written).
 */
import { LONGEST_PASTE, MOST_FILE_ROWS, type PriceFileFormat } from "@ratecard/contract";

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
  if (text.length > LONGEST_PASTE) return TOO_LONG;
  count += 1;
  return { file: { id: count, name, text, format: formatOf(text) } };
}

const TOO_LONG = {
  problem: `It is longer than the ${LONGEST_PASTE.toLocaleString("en")} characters that this page takes, and an import has at most ${MOST_FILE_ROWS.toLocaleString("en")} rows. Split it, or send it with \`ratecard import FILE\`.`,
};

/** In UTF-8, for each of the characters a text counts. */
const MOST_BYTES_A_CHARACTER = 3;

/** What is surely too long is not even read. */
export async function fileOfBlob(name: string, blob: Blob): Promise<FileRead> {
  return blob.size > LONGEST_PASTE * MOST_BYTES_A_CHARACTER ? TOO_LONG : fileOfBytes(name, await blob.arrayBuffer());
}

export function fileOfBytes(name: string, bytes: ArrayBuffer): FileRead {
  try {
    return fileOfText(name, new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { problem: "It is not UTF-8 text. Save the sheet as CSV in UTF-8, then drop it again." };
  }
}

/** A list or an object is JSON, what has a line `model_list:` a LiteLLM config; everything else has rows. */
export function formatOf(text: string): PriceFileFormat {
  if (/^\uFEFF?\s*[[{]/.test(text)) return "json";
  return /^(?:\uFEFF)?["']?model_list["']?\s*:/m.test(text) ? "yaml" : "csv";
}

/** A LiteLLM config, or a piece of one. */
export const mayHoldKeys = (text: string): boolean =>
  /\b(?:model_list|litellm_params|api_key|master_key)["']?\s*:/.test(text);
