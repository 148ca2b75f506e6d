/** Years of history from a file, 1,000 events a call. A replay is counted as duplicate, so a run that broke off is simply repeated. */
import { MOST_EVENTS_A_CALL, UsageEvent } from "@ratecard/contract";
import type { Client } from "../client";
import type { CommandContext } from "../command-context";
import { CliProblem } from "../cli-problem";
import { readInputFile } from "../read-input-file";
import { readUsageItems } from "../read-usage-items";

type Refusal = Readonly<{ item: number; requestId: string | null; reason: string }>;
type Total = { received: number; accepted: number; duplicate: number; quarantined: number; refusals: Refusal[] };
type Answer = Omit<Total, "refusals"> &
  Readonly<{ results: readonly Readonly<{ requestId: string | null; status: string; reason?: string }>[] }>;

const MOST_SHOWN = 20;

export async function importUsage({ settings, client, terminal }: CommandContext, file: string) {
  const items = readUsageItems(file, await readInputFile(file));
  if (items.length === 0) throw new CliProblem(`${file}: holds no event.`, { kind: "usage" });
  const total = settings.isDryRun
    ? check(items)
    : await send(client, items, (done) => terminal.progress(progressOf(done, items)));
  terminal.progress("");
  terminal.answer(total, textOf(total, settings.isDryRun));
  if (total.quarantined > 0) throw new CliProblem(`${total.quarantined} of ${total.received} events were not taken.`);
}

async function send(client: Client, items: readonly unknown[], report: (done: number) => void): Promise<Total> {
  const total: Total = { received: 0, accepted: 0, duplicate: 0, quarantined: 0, refusals: [] };
  for (let from = 0; from < items.length; from += MOST_EVENTS_A_CALL) {
    const body = JSON.stringify({ events: items.slice(from, from + MOST_EVENTS_A_CALL) });
    const answer = JSON.parse(await client.rest("/api/usage", { method: "POST", body })) as Answer;
    for (const count of ["received", "accepted", "duplicate", "quarantined"] as const) total[count] += answer[count];
    for (const [index, { status, requestId, reason = "" }] of answer.results.entries()) {
      if (status === "quarantined") total.refusals.push({ item: from + index + 1, requestId, reason });
    }
    report(total.received);
  }
  return total;
}

/** The shape of each item, without asking the server; what it already knows is not found out. */
function check(items: readonly unknown[]): Total {
  const refusals = items.flatMap((item, index): Refusal[] => {
    const parsed = UsageEvent.safeParse(item);
    if (parsed.success) return [];
    const reason = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "event"} ${message}`).join("; ");
    return [{ item: index + 1, requestId: null, reason }];
  });
  const accepted = items.length - refusals.length;
  return { received: items.length, accepted, duplicate: 0, quarantined: refusals.length, refusals };
}

const progressOf = (done: number, items: readonly unknown[]) => `Events ... ${done} of ${items.length}`;

function textOf({ received, accepted, duplicate, quarantined, refusals }: Total, isDryRun: boolean): string {
  const shown = refusals
    .slice(0, MOST_SHOWN)
    .map(({ item, requestId, reason }) => `  ${item} (${requestId ?? "no id"}): ${reason}`);
  const more = refusals.length > MOST_SHOWN ? [`  ... and ${refusals.length - MOST_SHOWN} more`] : [];
  const sum = isDryRun
    ? `${received} events read: ${accepted} well formed, ${quarantined} not (nothing was sent).`
    : `${received} events sent: ${accepted} accepted, ${duplicate} duplicate, ${quarantined} quarantined.`;
  return [...shown, ...more, sum].join("\n");
}
