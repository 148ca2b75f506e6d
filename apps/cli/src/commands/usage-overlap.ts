/** What the ledger has on the days of a file already: looked at before its events are sent, because they would count beside that. */
import { openDaysOfFile } from "@ratecard/usage";
import { textTable } from "../answer-text";
import { CliProblem } from "../cli-problem";
import type { CommandContext } from "../client";
import { openUsage, type UsageFileOptions } from "../open-usage";

type Days = Readonly<{ days: number; from: string; to: string }>;
type BookedDay = Readonly<{ day: string; gateway: string | null; requests: number; costUsd: string }>;
/** A key that may not read spend is told the days only. */
type Booked = Days &
  Partial<
    Readonly<{
      requests: number;
      costUsd: string;
      requestsOfGateway: number;
      rows: number;
      shown: readonly BookedDay[];
    }>
  >;
/** `gateway`: under which the file would be booked. */
export type Overlap = Readonly<{ gateway: string; booked: Booked }>;
type Answer = Readonly<{ gateway: string; booked: Booked | null }>;

const ROWS_A_LINE = 10_000;
const MOST_SHOWN = 30;

/** null: nothing is booked on these days. */
export async function findOverlap(
  { client, terminal }: Pick<CommandContext, "client" | "terminal">,
  { file, path, options }: Readonly<{ file: string; path: string; options: UsageFileOptions }>,
): Promise<Overlap | null> {
  const { items, input } = await openUsage(file, options, path);
  const days = openDaysOfFile(Date.now());
  let rows = 0;
  for await (const item of items) {
    days.add(item);
    rows += 1;
    if (rows % ROWS_A_LINE === 0)
      terminal.progress(`Looking which days it covers ... ${Math.floor((input.share() ?? 0) * 100)} %`);
  }
  terminal.progress("");
  const instants = days.instants();
  if (instants.length === 0) return null;
  const body = JSON.stringify({ instants });
  const { gateway, booked } = await client.restJson<Answer>("/api/usage/overlap", "gateway", { method: "POST", body });
  return booked && { gateway, booked };
}

export function overlapText({ gateway, booked }: Overlap): string {
  const { requests, costUsd, shown = [], rows = 0, requestsOfGateway = 0 } = booked;
  if (requests === undefined)
    return `The ledger has requests ${daysWords(booked)} already. A key that has the scope read, too, is told which.`;
  const lines = shown
    .slice(0, MOST_SHOWN)
    .map((row) => [row.day, row.gateway ?? "?", String(row.requests), row.costUsd]);
  const more = rows > lines.length ? [`... and ${rows - lines.length} more`] : [];
  const own =
    requestsOfGateway === 0
      ? []
      : [
          `${requestsOfGateway} of them are of ${gateway}: rows with one of their request ids are duplicates and add nothing.`,
        ];
  return [
    `The ledger has ${requests} ${requests === 1 ? "request" : "requests"} of ${costUsd} USD ${daysWords(booked)} already:`,
    textTable(["day", "gateway", "requests", "USD"], lines),
    ...more,
    ...own,
  ].join("\n");
}

const daysWords = ({ days, from, to }: Days): string =>
  days === 1 ? `on ${from}, a day of this file,` : `on ${days} days of this file, ${from} to ${to},`;

export const notAccepted = ({ booked }: Overlap, isDryRun: boolean): CliProblem =>
  new CliProblem(
    `Left to decide: ${booked.days === 1 ? "a day of this file has" : `${booked.days} days of this file have`} requests already${isDryRun ? "" : ", so nothing was sent"}. Leave them out, or give --accept-overlap to count the file as well.`,
    { kind: "undecided" },
  );
