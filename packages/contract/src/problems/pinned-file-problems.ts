/** The file of pinned prices, which PRICING_CONFIG names. */
import { grouped, type ProblemTable } from "./problem-table";

export const PINNED_FILE_PROBLEMS = {
  "pins-not-json": ({ words }: { words: string }) => `is not valid JSON (${words}). Mend it there.`,
  "pins-too-deep": () => "is nested far too deeply. Put prices under the names of models.",
  "not-pins": () => 'must be an object of the form { "models": { ... } }.',
  "outside-models": () => 'is not known here. Put prices under "models".',
  "not-pinned-prices": () => 'must be an object of prices, as { "input": 1.00, "output": 3.00 }.',
  "pin-field-unknown": ({ known }: { known: readonly string[] }) => `is not known here. Known are ${known.join(", ")}.`,
  "same-name": ({ twin }: { twin: string }) => `is the same name as ${twin}, dots aside. Keep one.`,
  "star-inside": () => "has a * that is not its last character. Write it there only: it stands for any ending.",
  "default-switched-off": () => "must stay true: this entry prices every unknown model.",
  "file-too-large": ({ bytes, most }: { bytes: number; most: number }) =>
    `The file has ${grouped(bytes)} bytes. Shorten it: at most ${grouped(most)} are read.`,
  "file-empty": () => 'The file is empty. Write { "models": {} } to pin nothing.',
  "no-such-file": ({ setting }: { setting: string }) => `There is no such file. Check the path in ${setting}.`,
  "file-is-folder": ({ setting }: { setting: string }) => `${setting} names a folder. Name the file in it.`,
  "file-forbidden": () => "The file may not be read by the user this server runs as. Give that user the right.",
  "file-not-utf-8": () => "The file is not UTF-8 text. Save it as UTF-8.",
  "file-unreadable": ({ setting }: { setting: string }) => `The file could not be read. Check the path in ${setting}.`,
} satisfies ProblemTable;
