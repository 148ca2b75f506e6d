/**
 * The items of a usage file, one after the other, however large it is: NDJSON and CSV are read as a stream, a JSON document whole.
 * Form    by what the file begins with: `[` or `{ "events"` a document, `{` one event a line, anything else CSV.
 * Errors  an item that cannot be read is an answer with its place; a file that is none of these is wrong usage.
 */
import { CliProblem } from "../cli-problem";
import { type Line, linesOf } from "./lines-of";
import type { UsageItem } from "./usage-item";
import { readCsvItems } from "./read-csv-items";

/** A document is held in memory as text and as objects at once. */
const LARGEST_DOCUMENT = 256 * 1024 * 1024;

export async function* readUsageFile(file: string, chunks: AsyncIterable<string>): AsyncGenerator<UsageItem> {
  const { head, all } = await withHead(chunks);
  const form = formOf(file, head);
  if (form === "csv") return yield* readCsvItems(file, all);
  if (form === "lines") return yield* readJsonLines(linesOf(all));
  const text = await textOf(file, all);
  const whole = parse(text);
  if (Array.isArray(whole)) return yield* listed(whole);
  if (hasEvents(whole)) return yield* listed(whole.events);
  yield* readJsonLines(linesOf([text]));
}

type Form = "csv" | "lines" | "document";

function formOf(file: string, head: string): Form {
  if (/\.csv$/i.test(file)) return "csv";
  if (/\.(ndjson|jsonl)$/i.test(file)) return "lines";
  const first = head.trimStart();
  if (first.startsWith("[")) return "document";
  if (!first.startsWith("{")) return /\.json$/i.test(file) || first === "" ? "lines" : "csv";
  const line = parse(first.split("\n", 1)[0] ?? "");
  return line === undefined || hasEvents(line) ? "document" : "lines";
}

/** The first chunk that is not blank, and everything, itself included. */
async function withHead(chunks: AsyncIterable<string>): Promise<{ head: string; all: AsyncIterable<string> }> {
  const rest = chunks[Symbol.asyncIterator]();
  const read: string[] = [];
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    read.push(next.value);
    if (next.value.trim() !== "") break;
  }
  async function* all() {
    yield* read;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  }
  return { head: read.at(-1) ?? "", all: all() };
}

async function* readJsonLines(lines: AsyncIterable<Line>): AsyncGenerator<UsageItem> {
  for await (const { number, text } of lines) {
    if (text.trim() === "") continue;
    const place = `line ${number}`;
    const event = parse(text);
    yield event === undefined
      ? { ok: false, place, problem: "is no JSON. Send one event a line." }
      : { ok: true, place, event };
  }
}

function* listed(events: readonly unknown[]): Generator<UsageItem> {
  for (const [index, event] of events.entries()) yield { ok: true, place: `item ${index + 1}`, event };
}

async function textOf(file: string, chunks: AsyncIterable<string>): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  for await (const part of chunks) {
    length += part.length;
    if (length > LARGEST_DOCUMENT) {
      throw new CliProblem(`${file}: is too large for one JSON document. Write one event a line (NDJSON), or CSV.`, {
        kind: "usage",
      });
    }
    parts.push(part);
  }
  return parts.join("");
}

const hasEvents = (value: unknown): value is { events: unknown[] } =>
  typeof value === "object" && value !== null && "events" in value && Array.isArray(value.events);

/** undefined: no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
