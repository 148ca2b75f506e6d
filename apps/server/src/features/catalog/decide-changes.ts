/**
 * Accepts or rejects changes that a refresh held back. Accepted prices are in force from now, as a snapshot of their own; a
 * rejected one keeps the old price until the source says something else, and can be accepted after all.
 * Errors  NOT_FOUND when one is decided or superseded by now: nothing is done. JOB_RUNNING while a refresh is at it.
 */
import { withAccepted } from "@ratecard/catalog";
import type { DecideChanges, PreviewChanges } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { requireCases } from "#server/impact/failing-cases";
import { catalogCases, impactOfCatalog } from "#server/impact/impact-of-catalog";
import type { PricesImpact } from "#server/impact/measure-impact";
import { reviewedBody } from "#server/pricing/catalog-body";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { decideChanges, findOpenChanges, type OpenChange } from "./change-rows";
import { withRefreshLock } from "./refresh-catalog";
import { addSnapshot } from "./rows";

export type Decided = Readonly<{ keys: readonly string[] }>;

export const acceptChanges = (ctx: ActingContext, input: DecideChanges): Promise<Decided> =>
  decide(ctx, input, ["held", "rejected"], accept);

export const rejectChanges = (ctx: ActingContext, input: DecideChanges): Promise<Decided> =>
  decide(ctx, input, ["held"], reject);

type Verb = (ctx: ActingContext, open: readonly OpenChange[], reason: string | undefined) => Promise<void>;

async function decide(
  ctx: ActingContext,
  { changeIds, reason }: DecideChanges,
  states: readonly OpenChange["state"][],
  verb: Verb,
): Promise<Decided> {
  const done = await withRefreshLock(ctx.db, async () => {
    const chosen = await openChanges(ctx, changeIds, states);
    await verb(ctx, chosen, reason);
    return { keys: chosen.map(({ entry }) => entry.key) };
  });
  if (done === null) throw new DomainError("JOB_RUNNING", { kind: "A refresh of the catalogue" });
  return done;
}

const auditOf = (open: readonly OpenChange[], reason: string | undefined) => ({
  ...(reason !== undefined && { reason }),
  changes: open.map(({ entry, fields }) => ({ key: entry.key, fields })),
});

const idsOf = (open: readonly OpenChange[]) => open.map(({ changeId }) => changeId);

async function accept(ctx: ActingContext, open: readonly OpenChange[], reason: string | undefined): Promise<void> {
  const latest = (await ctx.prices.refresh()).snapshots.at(-1);
  if (!latest) throw new DomainError("NOT_FOUND", { what: "catalogue", name: "in force" });
  const { origin, source, sha256, etag, entryCount } = latest;
  const next = withAccepted(
    latest.index(),
    open.map(({ entry }) => entry),
  );
  const at = ctx.clock();
  const cases = await requireCases(ctx, catalogCases(ctx, next));
  const details = (snapshotId: string) => ({ snapshotId, ...auditOf(open, reason), ...cases });
  await write(ctx, { action: "catalog.accept", subject: source, reason, details }, async (tx) => {
    const snapshotId = await addSnapshot(tx, {
      origin,
      source,
      sha256,
      etag,
      entryCount,
      bodyForm: "reviewed",
      text: reviewedBody(next),
      fetchedAt: new Date(latest.fetchedAt),
      inForceFrom: at,
    });
    await decideChanges(tx, idsOf(open), { state: "accepted", by: ctx.actor.label, at, reason });
    return snapshotId;
  });
  await ctx.prices.refresh();
}

async function reject(ctx: ActingContext, open: readonly OpenChange[], reason: string | undefined): Promise<void> {
  const subject = ctx.prices.now().snapshots.at(-1)?.source ?? "";
  const details = () => auditOf(open, reason);
  await write(ctx, { action: "catalog.reject", subject, reason, details }, (tx) =>
    decideChanges(tx, idsOf(open), { state: "rejected", by: ctx.actor.label, at: ctx.clock(), reason }),
  );
}

/** Changes by their ids, as long as they wait or can be taken up again. Errors: NOT_FOUND when one of them is settled by now. */
async function openChanges(
  { db }: Pick<ActingContext, "db">,
  changeIds: readonly string[],
  states: readonly OpenChange["state"][],
): Promise<readonly OpenChange[]> {
  const open = new Map((await findOpenChanges(db.pool)).map((change) => [change.changeId, change]));
  return [...new Set(changeIds)].map((id) => {
    const change = open.get(id);
    if (!change || !states.includes(change.state))
      throw new DomainError("NOT_FOUND", { what: "waiting change of the catalogue", name: change?.entry.key ?? id });
    return change;
  });
}

/**
 * What accepting changes of the catalogue would have meant for the requests of the last 30 days, change by change and in total.
 * Units   decimal strings in USD; `models` of the answer are catalogue keys. Errors: NOT_FOUND; nothing is written.
 */
export async function previewChanges(ctx: ActingContext, { changeIds }: PreviewChanges): Promise<PricesImpact> {
  const latest = ctx.prices.now().snapshots.at(-1);
  if (!latest) throw new DomainError("NOT_FOUND", { what: "catalogue", name: "in force" });
  const entries = (await openChanges(ctx, changeIds, ["held", "rejected"])).map(({ entry }) => entry);
  const keys = new Set(entries.map(({ key }) => key));
  return impactOfCatalog(ctx, latest.index(), withAccepted(latest.index(), entries), keys);
}
