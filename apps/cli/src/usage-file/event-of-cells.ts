/**
 * A line of CSV as an event.
 * Units   counts, ms and a status are numbers; USD stays text, so that its digits reach the server. An empty cell is absent, never 0.
 * Errors  none: a cell that is not what its field wants goes on as text, and the check of the event names it.
 */
import { UsageEvent, unitsOfText } from "@ratecard/contract";

const NUMBERS = UsageEvent.keyof().options.filter((name) => /Tokens$|^latencyMs$|^statusCode$|^maxResults$/.test(name));
const FLAGS = ["isError", "isCacheHit", "isBatch"];
const LISTS = ["tags", "assumedCounts", "otherUsage"];
const FLAG_VALUES = new Map([
  ["true", true],
  ["false", false],
]);
const NUMBER = /^-?\d{1,20}(\.\d{1,20})?$/;

export function eventOfCells(header: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const fields = header.map((name, index): [string, unknown] => [name, valueOf(name, cells[index] ?? "")]);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

function valueOf(name: string, cell: string): unknown {
  if (cell === "") return undefined;
  if (NUMBERS.some((number) => number === name)) return NUMBER.test(cell.trim()) ? Number(cell) : cell;
  if (FLAGS.includes(name)) return FLAG_VALUES.get(cell.trim().toLowerCase()) ?? cell;
  if (LISTS.includes(name)) return listOf(cell);
  if (name === "units") return unitsOfText(cell.replaceAll(";", ","));
  return name === "reportedCostUsd" ? cell.trim() : cell;
}

/** `a;b`; a text that holds a semicolon cannot be written this way. */
const listOf = (cell: string): string[] =>
  cell
    .split(";")
    .map((text) => text.trim())
    .filter((text) => text !== "");
