/** What a command writes: its answer to stdout, as JSON or text; progress to stderr, and only on a terminal. */
import { exitCodeOf } from "./cli-problem";
import type { Settings } from "./settings";

export type Terminal = Readonly<{
  isJson: boolean;
  /** The command's answer; `text` is for people. */
  answer: (value: unknown, text: string) => void;
  /** A file's content as it is, without a line break of ours. */
  raw: (content: string | Uint8Array) => void;
  /** Replaces the progress line; empty clears it. */
  progress: (line: string) => void;
  /** What Ctrl-C leaves behind, from now on. */
  ifInterrupted: (sentence: string) => void;
}>;

const CLEAR_LINE = "\r\u001B[2K";

export function openTerminal({ isJson }: Pick<Settings, "isJson">): Terminal {
  let leftBehind = "";
  const progress = (line: string) => {
    if (process.stderr.isTTY) process.stderr.write(CLEAR_LINE + line);
  };
  process.once("SIGINT", () => {
    progress("");
    process.stderr.write(`Interrupted. ${leftBehind}`.trimEnd().concat("\n"));
    process.exit(exitCodeOf("interrupted"));
  });
  return {
    isJson,
    answer: (value, text) => {
      process.stdout.write(`${isJson ? JSON.stringify(value, null, 2) : text}\n`);
    },
    raw: (content) => {
      process.stdout.write(content);
    },
    progress,
    ifInterrupted: (sentence) => {
      leftBehind = sentence;
    },
  };
}

/** `ratecard ... | head`: the reader that left is no error worth a word. */
export function endWithTheReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    process.exit(exitCodeOf(error.code === "EPIPE" ? "pipe" : "failed"));
  });
  process.stderr.on("error", () => {});
}
