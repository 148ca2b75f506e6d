/** How often a rule would have fired in the last 30 days, from the sums; where that is not kept, why not. */
import { addDays, type AlertCheck } from "@ratecard/contract";
import { readZone } from "#server/ledger/ledger-days";
import type { ActingContext } from "#server/services/context";
import type { AlertParts } from "./check-rules";
import type { NoHistory } from "./kinds/alert-kind";
import { findingsOf, noHistoryOf, standingOf } from "./kinds/alert-kinds";

const DAYS = 30;
const MOST_SHOWN = 5;

export type RulePreview = Readonly<{
  /** Times it would have fired in the days from `from` on; null: not known, `why` says why. */
  count: number | null;
  why: NoHistory | null;
  from: string;
  /** The newest of them. */
  examples: readonly string[];
  /** What is so right now: it fires as soon as it is saved. */
  now: readonly string[];
}>;

export async function previewRule(ctx: ActingContext, check: AlertCheck, parts: AlertParts): Promise<RulePreview> {
  const now = ctx.clock();
  const { today } = await readZone(ctx.db.pool, now);
  const from = addDays(today, 1 - DAYS);
  const reading = { pool: ctx.db.pool, sources: parts.sources(ctx) };
  const why = noHistoryOf(check);
  const past = why === null ? await findingsOf(reading, check, { from, to: today, now }) : [];
  const current = await standingOf(reading, check, { from: today, to: today, now });
  const newest = past.toSorted((left, right) => (left.period < right.period ? 1 : -1));
  return {
    count: why === null ? past.length : null,
    why,
    from,
    examples: newest.slice(0, MOST_SHOWN).map(({ title }) => title),
    now: current.slice(0, MOST_SHOWN).map(({ title }) => title),
  };
}
