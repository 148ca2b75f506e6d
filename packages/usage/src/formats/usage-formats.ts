/** The kinds of usage files that are known, by the names of their columns. */
import { USAGE_FIELDS, type UsageColumns, type UsageField, type UsageFileFormat } from "@ratecard/contract";
import type { Candidate } from "../candidate";
import type { Fields } from "../read-loosely";
import { sha256 } from "../sha-256";
import { eventOfCells } from "./event-of-cells";
import { openLitellmDaily } from "./litellm-daily";
import { readSpendLog } from "./litellm-spend-log";
import { openAnthropicUsage, openOpenaiUsage } from "./provider-reports";

/** Of one file: some count the rows they have seen. null: nothing was used. */
export type ReadRow = (row: Fields) => Candidate | null;

type Format = Readonly<{
  /** All of them are there. */
  columns: readonly string[];
  open: () => ReadRow;
}>;

const FORMATS: Readonly<Record<Exclude<UsageFileFormat, "columns">, Format>> = {
  "litellm-spend-logs": {
    columns: ["request_id", "spend", "startTime", "model"],
    open: () => readSpendLog,
  },
  "litellm-daily": {
    columns: ["date", "model", "prompt_tokens", "completion_tokens", "spend"],
    open: openLitellmDaily,
  },
  "openai-usage": { columns: ["start_time", "input_tokens", "output_tokens", "model"], open: openOpenaiUsage },
  "anthropic-usage": { columns: ["starting_at", "uncached_input_tokens", "output_tokens"], open: openAnthropicUsage },
  "anthropic-console": {
    columns: ["usage_date_utc", "model_version", "usage_input_tokens_no_cache"],
    open: openAnthropicUsage,
  },
  "ratecard-requests": {
    columns: ["requestId", "gateway", "occurredAt", "model", "tokenSource", "costUsd"],
    open: () => readColumns(eventFields(USAGE_FIELDS), unguarded),
  },
  events: { columns: ["requestId", "model"], open: () => readColumns(eventFields(USAGE_FIELDS)) },
};

export function recogniseFormat(names: readonly string[]): UsageFileFormat {
  const given = new Set(names);
  const known = Object.entries(FORMATS).find(([, { columns }]) => columns.every((name) => given.has(name)));
  return known ? (known[0] as keyof typeof FORMATS) : "columns";
}

export function openFormat(format: UsageFileFormat, columns: UsageColumns): ReadRow {
  return format === "columns" ? readMapped(columns) : FORMATS[format].open();
}

const eventFields = (fields: readonly UsageField[]): UsageColumns =>
  Object.fromEntries(fields.map((field) => [field, field]));

function readColumns(
  columns: UsageColumns,
  cellOf: (cell: unknown) => unknown = (cell) => cell,
): (row: Fields) => Candidate {
  const taken = Object.entries(columns).filter(([, field]) => field !== null);
  const fields = taken.map(([, field]) => field);
  return (row) =>
    eventOfCells(
      fields,
      taken.map(([name]) => cellOf(row[name])),
    );
}

/** An export puts an apostrophe before what a spreadsheet would run. */
const unguarded = (cell: unknown): unknown => (typeof cell === "string" ? cell.replace(/^'(?=[=+\-@\t\r])/, "") : cell);

/** Without ids of its own, a row is known again by what it says. */
function readMapped(columns: UsageColumns): ReadRow {
  const read = readColumns(columns);
  const hasId = Object.values(columns).includes("requestId");
  return (row) => {
    const event = read(row);
    return hasId ? event : { ...event, requestId: `row:${sha256(JSON.stringify(event))}` };
  };
}
