/**
 * The text of the file of PRICING_CONFIG.
 * Units   at most 16 MB. Errors: an answer with a sentence; a character that cannot be read is never replaced by another one.
 */
import { open } from "node:fs/promises";

export type ConfigText = Readonly<{ ok: true; text: string }> | Readonly<{ ok: false; problem: string }>;

const MOST_BYTES = 16 * 1024 * 1024;

export async function readConfigFile(path: string): Promise<ConfigText> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > MOST_BYTES) return refused(`The file has ${size} bytes; at most ${MOST_BYTES} are read.`);
      // The decoder drops the byte order mark that some editors write.
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.readFile());
      if (text.trim() === "") return refused('The file is empty. Write { "models": {} } to pin nothing.');
      return { ok: true, text };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return refused(PROBLEMS[code] ?? "The file could not be read. Check the path in PRICING_CONFIG.");
  }
}

const refused = (problem: string): ConfigText => ({ ok: false, problem });

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "There is no such file. Check the path in PRICING_CONFIG.",
  ENOTDIR: "There is no such file. Check the path in PRICING_CONFIG.",
  EISDIR: "PRICING_CONFIG names a folder. Name the file in it.",
  EACCES: "The file may not be read by the user this server runs as.",
  ERR_ENCODING_INVALID_ENCODED_DATA: "The file is not UTF-8 text. Save it as UTF-8.",
};
