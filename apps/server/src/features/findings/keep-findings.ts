/**
 * Records that somebody looked at findings and keeps the entries as they are. The audit log tells a review from a finding that is kept.
 * Errors  NOT_FOUND when a finding is no more; VERSION_MOVED when its entry is another than the one that was read. Nothing is kept then.
 */
import type { KeepFinding, KeepFindings } from "@ratecard/contract";
import { findingSentence } from "@ratecard/pricing";
import type { ActingContext } from "#server/services/context";
import { DomainError, refusedField } from "#server/errors/domain-error";
import { write } from "#server/write/write";
import { noSuchPrice, versionMoved } from "#server/entries/check-edit";
import { type FoundFinding, findFindings } from "./find-findings";
import { findPrice, lockPrices } from "#server/entries/rows";
import { saveReviews } from "./review-rows";

export async function keepFindings(ctx: ActingContext, { findings }: KeepFindings): Promise<{ count: number }> {
  return keepFound(ctx, "price.keep", await foundAgain(ctx, findings));
}

/** Ticks off prices that wait for their monthly review; needs no right to write prices. Errors: INVALID_INPUT for any other finding. */
export async function reviewPrices(ctx: ActingContext, { findings }: KeepFindings): Promise<{ count: number }> {
  const found = await foundAgain(ctx, findings);
  const other = found.findIndex(({ finding }) => finding.code !== "stale");
  const { model = "" } = found[other]?.finding ?? {};
  if (other >= 0) throw refusedField(`findings.${other}.findingId`, "not-a-review", { model });
  return keepFound(ctx, "price.review", found);
}

async function foundAgain(ctx: ActingContext, findings: readonly KeepFinding[]): Promise<readonly Kept[]> {
  const { found } = await findFindings(ctx);
  const byId = new Map(found.map((each) => [`${each.findingId} ${each.finding.model}`, each]));
  return findings.map((ref) => {
    const each = byId.get(`${ref.findingId} ${ref.model}`);
    if (!each) throw noSuchFinding(ref.model);
    return { ...each, version: ref.version };
  });
}

/** As it is now, of the entry as it was read. */
export async function oneFinding(
  ctx: ActingContext,
  { findingId, model, version }: KeepFinding,
): Promise<FoundFinding> {
  const stored = await findPrice(ctx.db.pool, model);
  if (!stored) throw noSuchPrice(model);
  if (stored.view.version !== version) throw versionMoved(model, stored.view);
  const { found } = await findFindings(ctx);
  const finding = found.find((candidate) => candidate.findingId === findingId && candidate.finding.model === model);
  if (!finding) throw noSuchFinding(model);
  return finding;
}

const noSuchFinding = (model: string) =>
  new DomainError("NOT_FOUND", { what: "such finding any more about", name: model });

type Kept = FoundFinding & Readonly<{ version: number }>;

export async function keepFound(
  ctx: ActingContext,
  action: "price.keep" | "price.review",
  kept: readonly Kept[],
): Promise<{ count: number }> {
  const models = kept.map(({ finding }) => finding.model);
  const details = () => ({
    findings: kept.map(({ finding, version }) => ({
      code: finding.code,
      model: finding.model,
      finding: findingSentence(finding),
      version,
    })),
  });
  const [first = ""] = models;
  const subject = models.length === 1 ? first : `${first} and ${models.length - 1} more`;
  await write(ctx, { action, subject, details }, async (tx) => {
    const held = await lockPrices(tx, models);
    for (const {
      finding: { model },
      version,
    } of kept) {
      if (held.get(model) === undefined) throw noSuchPrice(model);
      if (held.get(model) !== version) throw versionMoved(model, (await findPrice(tx, model))?.view ?? null);
    }
    const reviews = kept.map(({ finding, findingId, version }) => ({ model: finding.model, findingId, version }));
    await saveReviews(tx, reviews, { at: ctx.clock(), by: ctx.actor.label });
  });
  return { count: kept.length };
}
