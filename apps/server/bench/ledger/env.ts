/**
 * What `pnpm bench:ledger` is told by its environment and its one argument; nothing else of it reads process.env.
 * Units   SECONDS of each round of the intake, ROUNDS of it, ROWS of the ledger that questions are asked of. ONLY: one part alone.
 */
import { isAbsolute } from "node:path";

const PARTS = ["intake", "overload", "questions", "shape"] as const;
type Part = (typeof PARTS)[number];

const wholeNumber = (name: string, usual: number): number => {
  const text = process.env[name] ?? String(usual);
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new Error(`${name} must be a whole number from 1 on, not ${text}.`);
  return Number(text);
};

export function readOptions() {
  const only = process.env.ONLY;
  const part = PARTS.find((known) => known === only);
  if (only !== undefined && !part) throw new Error(`ONLY must be one of ${PARTS.join(", ")}, not ${only}.`);
  const folder = process.argv[2];
  if (folder !== undefined && !isAbsolute(folder)) throw new Error(`Name the folder by its full path, not ${folder}.`);
  return {
    parts: part ? [part] : (PARTS as readonly Part[]),
    seconds: wholeNumber("SECONDS", 8),
    rounds: wholeNumber("ROUNDS", 5),
    rows: wholeNumber("ROWS", 10_000_000),
    /** Filled databases are kept there; without it they are made anew and removed. */
    folder,
  };
}
