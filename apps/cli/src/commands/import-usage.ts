/**
 * Years of history from a file, in batches. Its request ids make it safe to break off and run again: what was taken is a duplicate then.
 * Rules   a file is not sent while its days have requests already, unless `--accept-overlap` is given; a dry run says so and goes on.
 * Errors  what cannot be read or is not taken is named with its line; the rest goes on.
 */
import type { FieldProblem } from "@ratecard/contract";
import { CliProblem } from "../cli-problem";
import type { CommandContext } from "../client";
import { inBatches, type ReadyItem } from "../in-batches";
import type { Input } from "../open-input";
import { keepInput } from "../keep-input";
import { untilBack } from "../until-back";
import { openUsage, type UsageFileOptions } from "../open-usage";
import { findOverlap, notAccepted, type Overlap, overlapText } from "./usage-overlap";
import type { Command } from "commander";
import { collect, contextOf, withGlobals } from "../define-command";

const COUNTS = ["received", "accepted", "duplicate", "quarantined"] as const;
type Refusal = Readonly<{ place: string; requestId: string | null; reason: string }>;
type Total = Record<(typeof COUNTS)[number], number> & {
  dryRun: boolean;
  /** Lines that are no event at all; they were not sent. */
  unreadable: number;
  /** Rows before the first one that was read. */
  skipped: number;
  /** What is booked on the days of the file; null: nothing, or it was not looked for. */
  overlap: Overlap | null;
  /** The first thousand of them, unreadable and quarantined. */
  refusals: Refusal[];
};
type Answer = Readonly<Record<(typeof COUNTS)[number], number>> &
  Readonly<{ results: readonly Readonly<{ requestId: string | null; status: string; reason?: string }>[] }>;

const MOST_KEPT = 1000;
const MOST_SHOWN = 20;

/** `acceptOverlap`: the days of the file are not looked at. */
type ImportUsageOptions = UsageFileOptions & Readonly<{ acceptOverlap?: boolean }>;

export function addUsage(program: Command): void {
  withGlobals(program.command("usage").description("the usage ledger").command("import <file>"))
    .description(
      "usage from LiteLLM's spend logs, our own export, NDJSON, JSON or any CSV; - for stdin. A replay changes nothing",
    )
    .option("--mapping <column=field>", 'a column of another CSV, as "Input tokens=promptTokens"; repeatable', collect)
    .option("--skip <rows>", "rows at the beginning that were sent before")
    .option("--accept-overlap", "count the file as well on days that have requests already; exit code 5 without it")
    .action(async (file: string, options: ImportUsageOptions, command: Command) =>
      importUsage(contextOf(command), file, options),
    );
}

async function importUsage(context: CommandContext, file: string, options: ImportUsageOptions) {
  const { settings, terminal } = context;
  const path = options.acceptOverlap ? file : await keepInput(file);
  const overlap = options.acceptOverlap ? null : await findOverlap(context, { file, path, options });
  const { input, items, skipped } = await openUsage(file, options, path);
  const total: Total = {
    dryRun: settings.isDryRun,
    received: 0,
    accepted: 0,
    duplicate: 0,
    quarantined: 0,
    unreadable: 0,
    skipped,
    overlap,
    refusals: [],
  };
  if (overlap && !total.dryRun) {
    terminal.answer(total, overlapText(overlap));
    throw notAccepted(overlap, false);
  }
  if (!total.dryRun) terminal.ifInterrupted(restart(total));
  for await (const batch of inBatches(items)) {
    await take(context, batch, total);
    terminal.progress(`Events ... ${total.received}${shareText(input)}`);
    if (!total.dryRun) terminal.ifInterrupted(restart(total));
  }
  terminal.progress("");
  if (total.received + total.unreadable === 0) throw new CliProblem(`${file}: holds no event.`, { kind: "usage" });
  terminal.answer(total, textOf(total));
  if (overlap) throw notAccepted(overlap, true);
  const lost = total.quarantined + total.unreadable;
  if (lost > 0) throw new CliProblem(`${lost} of ${total.received + total.unreadable} events were not taken.`);
}

async function take(context: CommandContext, batch: readonly ReadyItem[], total: Total): Promise<void> {
  for (const { item } of batch) if (!item.ok) refuse(total, "unreadable", item.place, null, wordsOf(item.problem));
  const sent = batch.filter(({ json }) => json !== null);
  if (sent.length === 0) return;
  const body = `{"events":[${sent.map(({ json }) => json).join(",")}]}`;
  const path = `/api/usage${total.dryRun ? "?dryRun=true" : ""}`;
  const send = () => context.client.restJson<Answer>(path, "results", { method: "POST", body });
  // Before the first answer the address itself may be wrong.
  const answer = await (total.received === 0 ? send() : untilBack(context, send)).catch((error: unknown) => {
    throw error instanceof CliProblem && total.received > 0 && !total.dryRun
      ? new CliProblem(`${error.message} ${restart(total)}`, { kind: error.kind, cause: error })
      : error;
  });
  const { results, ...counts } = answer;
  for (const count of COUNTS) if (count !== "quarantined") total[count] += counts[count];
  for (const [index, { status, requestId, reason = "" }] of results.entries()) {
    if (status === "quarantined") refuse(total, "quarantined", sent[index]?.item.place ?? "", requestId, reason);
  }
}

function refuse(
  total: Total,
  count: "unreadable" | "quarantined",
  place: string,
  requestId: string | null,
  reason: string,
): void {
  total[count] += 1;
  if (total.refusals.length < MOST_KEPT) total.refusals.push({ place, requestId, reason });
}

const wordsOf = ({ field, problem }: FieldProblem): string => (field === "" ? problem : `${field}: ${problem}`);

const restart = ({ received, unreadable, skipped }: Total) =>
  `${received} events were sent before. Run it again with --accept-overlap: what was taken then counts as duplicate; --skip ${skipped + received + unreadable} goes on behind them.`;

function shareText({ share }: Input): string {
  const read = share();
  return read === null ? "" : ` (${Math.floor(read * 100)} % of the file)`;
}

function textOf({ overlap, dryRun, received, accepted, duplicate, quarantined, unreadable, refusals }: Total): string {
  const beside = overlap ? [overlapText(overlap)] : [];
  const shown = refusals
    .slice(0, MOST_SHOWN)
    .map(({ place, requestId, reason }) => `  ${place}${requestId === null ? "" : ` (${requestId})`}: ${reason}`);
  const left = quarantined + unreadable - shown.length;
  const more = left > 0 ? [`  ... and ${left} more`] : [];
  const lines = unreadable === 0 ? "" : ` ${unreadable} could not be read.`;
  const sum = dryRun
    ? `${received} events checked: ${accepted} new, ${duplicate} duplicate, ${quarantined} bad.${lines} Nothing was written.`
    : `${received} events sent: ${accepted} accepted, ${duplicate} duplicate, ${quarantined} quarantined.${lines}`;
  return [...shown, ...more, ...beside, sum].join("\n");
}
