/**
 * What an edit or a delete would have changed for the requests of the last 30 days.
 * Units   decimal strings in USD. Errors: INVALID_INPUT as the edit itself; nothing is written.
 */
import type { PreviewPrice } from "@ratecard/contract";
import { entryAt } from "#server/changes/reading";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { draftOfInput } from "#server/entries/draft-of-input";
import { entryOf, findPrice } from "#server/entries/rows";
import { type Edits, type EditsImpact, impactOfEdits } from "#server/impact/impact-of-edits";

export type PricePreview = EditsImpact &
  Readonly<{
    /** What a save would add by itself. */
    notices: readonly string[];
  }>;

export async function previewPrice(ctx: ActingContext, input: PreviewPrice): Promise<PricePreview> {
  const { edits, notices } = await editsOf(ctx, input);
  return { ...(await impactOfEdits(ctx, edits, "by-sent-name")), notices };
}

async function editsOf(
  ctx: ActingContext,
  { model, changes }: PreviewPrice,
): Promise<{ edits: Edits; notices: readonly string[] }> {
  if (changes === null) return { edits: new Map([[model, null]]), notices: [] };
  const existing = await findPrice(ctx.db.pool, model);
  const entry = existing ? await entryAt(ctx, entryOf(existing), changes.effectiveFrom ?? null) : undefined;
  const read = draftOfInput(model, entry, changes, "edit", ctx.prices.now().settings);
  if (!read.ok) throw new DomainError("INVALID_INPUT", { issues: read.issues });
  return { edits: new Map([[model, { ...read.draft, from: changes.effectiveFrom }]]), notices: read.notices };
}
