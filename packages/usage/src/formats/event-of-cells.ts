/**
 * A line of CSV as an event.
 * Units   counts, ms and a status are numbers; USD stays text, so that its digits reach the server. An empty cell is absent, never 0.
 * Errors  none: a cell that is not what its field wants goes on as text, and the check of the event names it.
 */
import { UsageEvent, type UsageField, unitsOfText } from "@ratecard/contract";
import type { Candidate } from "../candidate";
import { countIn, flagIn, instantIn, usdIn } from "./cell-values";

const NUMBERS = new Set<UsageField>(
  UsageEvent.keyof().options.filter((name) =>
    /Tokens$|^latencyMs$|^statusCode$|^maxResults$|^sumOfRequests$/.test(name),
  ),
);
const FLAGS = new Set<UsageField>(["isError", "isCacheHit", "isBatch"]);
const LISTS = new Set<UsageField>(["tags", "assumedCounts", "otherUsage"]);
const NUMBER = /^-?\d{1,20}(\.\d{1,20})?$/;

/** `fields`: what each column is taken as; null: not at all. */
export function eventOfCells(fields: readonly (UsageField | null)[], cells: readonly unknown[]): Candidate {
  const event: Candidate = {};
  for (const [index, field] of fields.entries()) {
    const value = field === null ? undefined : valueOf(field, cells[index]);
    if (field !== null && value !== undefined) event[field] = value;
  }
  return event;
}

function valueOf(field: UsageField, cell: unknown): unknown {
  if (cell === "" || cell === null) return undefined;
  if (NUMBERS.has(field)) return numberIn(cell);
  if (FLAGS.has(field)) return flagIn(cell);
  if (field === "occurredAt") return instantIn(cell);
  if (field === "reportedCostUsd") return usdIn(cell);
  if (typeof cell !== "string") return cell;
  if (LISTS.has(field)) return listOf(cell);
  return field === "units" ? unitsOfText(cell.replaceAll(";", ",")) : cell;
}

const numberIn = (cell: unknown): unknown =>
  typeof cell === "string" && NUMBER.test(cell.trim()) ? Number(countIn(cell)) : cell;

/** `a;b`; a text that holds a semicolon cannot be written this way. */
const listOf = (cell: string): string[] =>
  cell
    .split(";")
    .map((text) => text.trim())
    .filter((text) => text !== "");
