/**
 * A sync shown before it is made: each row before and after, and what the requests of the last 30 days would have cost.
 * Units   decimal text in USD; requests as counts. Errors: INVALID_INPUT for a choice of a base that is none; nothing is written.
 */
import type { PreviewSync, SyncKind } from "@ratecard/contract";
import { isTakenByItself, isUndecided, isWritten, SYNC_OUTCOMES, type SyncOutcome } from "@ratecard/discovery";
import { add, formatUsd, parseUsd, type PicoUsd, ZERO } from "@ratecard/money";
import type { ActingContext } from "#server/services/context";
import { impactByEntry, type TotalImpact } from "#server/impact/impact-by-entry";
import { decideSync } from "./decide-sync";
import { type RowImpact, syncRowJson, type SyncRowJson } from "./sync-row-json";
import { syncPrices } from "./sync-prices";

export type SyncCounts = Readonly<Record<SyncOutcome, number>>;

export type SyncPreview = Readonly<{
  kind: SyncKind;
  counts: SyncCounts;
  /** Rows that are written without a tick of their own. */
  taken: number;
  /** Rows a person has to decide: held ones and conflicts. */
  undecided: number;
  /** Sums of the rows that are taken by themselves; shadowed rules of all that could be written. */
  impact: TotalImpact;
  /** The catalogue in force. */
  catalog: Readonly<{ source: string; fetchedAt: string; entryCount: number }> | null;
  effectiveFrom: string | null;
  /** In the order of names. */
  rows: readonly SyncRowJson[];
}>;

export async function previewSync(ctx: ActingContext, asked: PreviewSync): Promise<SyncPreview> {
  const { decisions, entries, prices, at } = await decideSync(ctx, ctx.db.prisma, asked);
  const written = decisions.filter(isWritten);
  const edits = new Map(syncPrices(asked.kind, written, entries).map((price) => [price.model, price]));
  const { total, entries: impacts } = await impactByEntry(ctx, edits);
  const taken = decisions.filter(isTakenByItself);
  const snapshot = prices.catalog.snapshotAt(at);
  return {
    kind: asked.kind,
    counts: countOutcomes(decisions),
    taken: taken.length,
    undecided: decisions.filter(isUndecided).length,
    impact: { ...total, ...sumOf(taken.flatMap(({ model }) => impacts.get(model) ?? [])) },
    catalog: snapshot
      ? {
          source: snapshot.source,
          fetchedAt: new Date(snapshot.fetchedAt).toISOString(),
          entryCount: snapshot.entryCount,
        }
      : null,
    effectiveFrom: asked.effectiveFrom ?? null,
    rows: decisions.map((row) => syncRowJson(row, entries.get(row.model), impacts.get(row.model))),
  };
}

export function countOutcomes(decisions: readonly { outcome: SyncOutcome }[]): SyncCounts {
  const counts = Object.fromEntries(SYNC_OUTCOMES.map((outcome) => [outcome, 0])) as Record<SyncOutcome, number>;
  for (const { outcome } of decisions) counts[outcome] += 1;
  return counts;
}

const sumOf = (impacts: readonly RowImpact[]): RowImpact => ({
  requests: impacts.reduce((sum, { requests }) => sum + requests, 0),
  beforeUsd: formatUsd(impacts.reduce((sum, { beforeUsd }) => add(sum, usd(beforeUsd)), ZERO)),
  afterUsd: formatUsd(impacts.reduce((sum, { afterUsd }) => add(sum, usd(afterUsd)), ZERO)),
});

function usd(text: string): PicoUsd {
  const parsed = parseUsd(text);
  return parsed.ok ? parsed.value : ZERO;
}
