/**
 * Rows that are sums: of a day, a model, a key and what else a report is grouped by, as an event that is marked as such.
 * Units   whole tokens; the prompt includes its parts. Time: the middle of what is summed, so that it is of its day in most zones.
 * Source  the id is what a row is grouped by, so that the same report again is a duplicate and a changed one is reported.
 */
import type { Candidate } from "../candidate";
import { type Fields, textOf } from "../read-loosely";
import { shortId } from "../short-id";
import { countIn, instantIn, isAbsent } from "./cell-values";

export type Summed = Readonly<{ from: unknown; until: unknown; by: readonly unknown[]; event: Candidate }>;

/** Two rows of one group in a report are two: the second has another id. */
export function summedEvents(format: string): (summed: Summed) => Candidate {
  let bucket = "";
  const seen = new Map<string, number>();
  return ({ from, until, by, event }) => {
    const start = String(instantIn(from));
    if (start !== bucket) seen.clear();
    bucket = start;
    const key = [format, start.replace("T00:00:00.000Z", ""), ...by.map((part) => textOf(part) ?? "")].join("|");
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const requestId = shortId(count === 1 ? key : `${key}|#${count}`);
    return { ...event, requestId, occurredAt: middleOf(from, until), tokenSource: "actual" };
  };
}

const HALF_A_DAY_MS = 43_200_000;

function middleOf(from: unknown, until: unknown): unknown {
  const start = Date.parse(String(instantIn(from)));
  const end = Date.parse(String(instantIn(until)));
  if (Number.isNaN(start)) return instantIn(from);
  return new Date(Number.isNaN(end) ? start + HALF_A_DAY_MS : (start + end) / 2).toISOString();
}

/** A count that adds to another: what is none counts nothing. */
export function plainCount(value: unknown): number {
  const count = countIn(value);
  return typeof count === "number" && Number.isFinite(count) ? count : 0;
}

/** A report has a line for each day, also for one without usage. */
export const isEmptyRow = (row: Fields, names: readonly string[]): boolean =>
  names.every((name) => isAbsent(row[name]));

/** The whole with its parts; where they are beyond it, it is told without them. */
export function wholePrompt(whole: unknown, parts: number): Candidate {
  const prompt = countIn(whole);
  return typeof prompt === "number" && parts > prompt
    ? { promptTokens: prompt + parts, assumedCounts: ["promptTokens"] }
    : { promptTokens: prompt };
}
