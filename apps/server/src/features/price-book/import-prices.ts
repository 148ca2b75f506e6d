/**
 * Imports a list of prices: all of it or nothing, unless bad items are to be skipped. Running it again changes nothing.
 * Errors  INVALID_INPUT names every bad item with its place; VERSION_MOVED when somebody edited one of them meanwhile.
 */
import type { Transaction } from "@ratecard/prisma";
import type { ActingContext } from "#server/context";
import { DomainError } from "#server/errors/domain-error";
import { impactByEntry, type TotalImpact } from "#server/impact/impact-by-entry";
import type { FieldProblem } from "#server/pricing/price-form";
import { schedulePrices, startPricesAt, upsertPrices } from "#server/pricing/save-prices";
import { write } from "#server/write/write";
import { versionMoved } from "./check-edit";
import { decidePriceList, type ItemDecision } from "./decide-price-list";
import { readPriceList } from "./read-price-list";
import { findPrice, findPrices, lockPrices } from "./rows";

type Writable = Extract<ItemDecision, { outcome: "added" | "changed" | "unchanged" }>;

export type PriceImport = Readonly<{
  dryRun: boolean;
  /** Of a dry run: the requests of the last 30 days at old and new prices, USD. */
  impact?: TotalImpact;
  added: number;
  changed: number;
  unchanged: number;
  bad: number;
  /** Everything but the unchanged. */
  items: readonly Readonly<{
    place: string;
    model: string;
    outcome: ItemDecision["outcome"];
    notices?: readonly string[];
    issues?: readonly FieldProblem[];
  }>[];
}>;

export async function importPrices(
  ctx: ActingContext,
  list: Readonly<{ text: string; isCsv: boolean }>,
  { dryRun, skipBad }: Readonly<{ dryRun: boolean; skipBad: boolean }>,
): Promise<PriceImport> {
  const items = readPriceList(list.text, list.isCsv);
  const existing = new Map((await findPrices(ctx.db.pool)).map((stored) => [stored.view.model, stored]));
  const decisions = decidePriceList(items, existing, ctx.prices.now().settings);
  const report = reportOf(decisions, dryRun);
  if (dryRun) return { ...report, impact: (await impactByEntry(ctx, editsOf(decisions))).total };
  if (report.bad > 0 && !skipBad) throw new DomainError("INVALID_INPUT", { issues: issuesOf(decisions) });

  const written = decisions.filter((item): item is Writable => item.outcome === "added" || item.outcome === "changed");
  if (written.length === 0) return report;
  const details = () => ({ added: report.added, changed: report.changed, skipped: report.bad });
  const subject = `${written.length} ${written.length === 1 ? "price" : "prices"}`;
  await write(ctx, { action: "price.import", subject, source: "import", details }, (tx) => save(ctx, tx, written));
  await ctx.prices.refresh();
  return report;
}

const editsOf = (decisions: readonly ItemDecision[]) =>
  new Map(
    decisions.flatMap((item) =>
      item.outcome === "added" || item.outcome === "changed" ? [[item.model, item.price] as const] : [],
    ),
  );

function reportOf(decisions: readonly ItemDecision[], dryRun: boolean): PriceImport {
  const count = (outcome: ItemDecision["outcome"]) => decisions.filter((item) => item.outcome === outcome).length;
  return {
    dryRun,
    added: count("added"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    bad: count("bad"),
    items: decisions
      .filter(({ outcome }) => outcome !== "unchanged")
      .map((item) => ({
        place: item.place,
        model: item.model,
        outcome: item.outcome,
        ...("issues" in item ? { issues: item.issues } : item.notices.length > 0 && { notices: item.notices }),
      })),
  };
}

const issuesOf = (decisions: readonly ItemDecision[]): readonly FieldProblem[] =>
  decisions.flatMap((item) =>
    "issues" in item
      ? item.issues.map(({ field, problem }) => ({ field: `${item.place}${field && `, ${field}`}`, problem }))
      : [],
  );

async function save(ctx: ActingContext, tx: Transaction, items: readonly Writable[]): Promise<void> {
  const held = await lockPrices(
    tx,
    items.map(({ model }) => model),
  );
  const moved = items.find(({ model, version }) => (held.get(model) ?? null) !== version);
  if (moved) throw versionMoved(moved.model, (await findPrice(ctx.db.pool, moved.model))?.view ?? null);

  const now = ctx.clock().getTime();
  for (const from of new Set(items.map(({ effectiveFrom }) => effectiveFrom))) {
    const prices = items.filter(({ effectiveFrom }) => effectiveFrom === from).map(({ price }) => price);
    const isFuture = from !== null && Date.parse(from) > now;
    const scheduled = isFuture ? prices.filter(({ model }) => held.has(model)) : [];
    if (from !== null && scheduled.length > 0) await schedulePrices(tx, scheduled, from);
    await startPricesAt(tx, from);
    await upsertPrices(
      tx,
      prices.filter((price) => !scheduled.includes(price)),
    );
  }
}
