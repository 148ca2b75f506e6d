/** What a command writes: its answer to stdout, as JSON or text; progress to stderr, and only on a terminal. */
import type { Settings } from "./settings";

export type Terminal = Readonly<{
  /** The command's answer; `text` is for people. */
  answer: (value: unknown, text: string) => void;
  /** Text as it is, without a line break of ours: a file's content. */
  raw: (text: string) => void;
  /** Replaces the progress line; empty clears it. */
  progress: (line: string) => void;
}>;

const CLEAR_LINE = "\r\u001B[2K";

export function openTerminal({ isJson }: Pick<Settings, "isJson">): Terminal {
  return {
    answer: (value, text) => {
      process.stdout.write(`${isJson ? JSON.stringify(value, null, 2) : text}\n`);
    },
    raw: (text) => {
      process.stdout.write(text);
    },
    progress: (line) => {
      if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE + line);
    },
  };
}
