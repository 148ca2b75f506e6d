/**
 * Records that somebody looked at a finding and keeps the entry as it is.
 * Errors  NOT_FOUND when the finding is no more; VERSION_MOVED when the entry is another than the one that was read.
 */
import type { KeepFinding } from "@ratecard/contract";
import { findingSentence } from "@ratecard/pricing";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { write } from "#server/write/write";
import { noSuchPrice, versionMoved } from "../check-edit";
import { type FoundFinding, findFindings } from "./find-findings";
import { findPrice, lockPrices } from "../rows";
import { saveReviews } from "./review-rows";

export async function keepFinding(ctx: ActingContext, input: KeepFinding): Promise<{ model: string }> {
  await keepFound(ctx, await oneFinding(ctx, input), input.version);
  return { model: input.model };
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
  const one = found.find((candidate) => candidate.findingId === findingId && candidate.finding.model === model);
  if (!one) throw new DomainError("NOT_FOUND", { what: "such finding any more about", name: model });
  return one;
}

export async function keepFound(ctx: ActingContext, one: FoundFinding, version: number): Promise<void> {
  const { finding, findingId } = one;
  const { model, code } = finding;
  const details = () => ({ code, finding: findingSentence(finding), version });
  await write(ctx, { action: "price.keep", subject: model, details }, async (tx) => {
    const held = (await lockPrices(tx, [model])).get(model);
    if (held === undefined) throw noSuchPrice(model);
    if (held !== version) throw versionMoved(model, (await findPrice(tx, model))?.view ?? null);
    await saveReviews(tx, [{ model, findingId, version }], { at: ctx.clock(), by: ctx.actor.label });
  });
}
