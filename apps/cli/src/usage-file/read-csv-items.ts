/**
 * Usage as CSV: the first line names the fields of an event, each further one is an event.
 * Errors  a header that is none is wrong usage, before anything is sent; a line that cannot be read is an answer with its number.
 */
import { UsageEvent } from "@ratecard/contract";
import { CliProblem } from "../cli-problem";
import { csvRecords } from "./csv-records";
import { eventOfCells } from "./event-of-cells";
import { linesOf } from "./lines-of";
import type { UsageItem } from "./usage-item";

const COLUMNS: readonly string[] = UsageEvent.keyof().options;
const REQUIRED = ["requestId", "model"];

export async function* readCsvItems(file: string, chunks: AsyncIterable<string>): AsyncGenerator<UsageItem> {
  let header: readonly string[] | null = null;
  for await (const { number, cells } of csvRecords(linesOf(chunks))) {
    if (header) yield itemOf(header, cells, `line ${number}`);
    else header = checkedHeader(file, cells ?? []);
  }
}

function checkedHeader(file: string, cells: readonly string[]): readonly string[] {
  const names = cells.map((name) => name.trim());
  const refuse = (problem: string) => new CliProblem(`${file}: ${problem}`, { kind: "usage" });
  const missing = REQUIRED.find((name) => !names.includes(name));
  if (missing !== undefined) {
    throw refuse(`has no column "${missing}". The first line names the columns: ${COLUMNS.join(", ")}.`);
  }
  const unknown = names.find((name) => !COLUMNS.includes(name));
  if (unknown !== undefined) throw refuse(`has the unknown column "${unknown}". Known ones: ${COLUMNS.join(", ")}.`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw refuse(`has the column "${twice}" twice. Leave one out.`);
  return names;
}

function itemOf(header: readonly string[], cells: readonly string[] | null, place: string): UsageItem {
  if (cells === null) {
    return { ok: false, place, problem: 'has quotes that do not match. Write a quote inside a cell twice, as "".' };
  }
  if (cells.length !== header.length) {
    const problem = `has ${cells.length} cells where the first line names ${header.length}. Quote cells that hold a comma.`;
    return { ok: false, place, problem };
  }
  return { ok: true, place, event: eventOfCells(header, cells) };
}
