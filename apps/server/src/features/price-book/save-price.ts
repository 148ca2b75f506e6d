/**
 * Creates, edits or replaces one entry: load, decide, save.
 * Time    without `effectiveFrom` the first price of a name has no start date, a later one begins now.
 * Errors  INVALID_INPUT, ALREADY_EXISTS, NOT_FOUND, VERSION_MOVED (with the current entry), ENTRY_PINNED, DEFAULT_ENTRY_KEPT.
 */
import { type EntryDraft, sameEntry } from "@ratecard/changes";
import type { PriceInput } from "@ratecard/contract";
import { termsToJson } from "@ratecard/pricing";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { entryAt } from "#server/changes/reading";
import { insertPrices, schedulePrices, upsertPrices } from "#server/changes/price-rows";
import { requireCases } from "#server/impact/failing-cases";
import { editCases } from "#server/impact/impact-of-edits";
import { write } from "#server/write/write";
import { checkDefaultKept, checkEditable, noSuchPrice, priceExists, versionMoved } from "#server/entries/check-edit";
import { draftOfInput, type EditMode } from "#server/entries/draft-of-input";
import { entryOf, findPrice, lockPrices, type PriceView, type StoredPrice } from "#server/entries/rows";

export type SavedPrice = Readonly<{
  price: PriceView;
  outcome: "added" | "changed" | "unchanged";
  /** What was done beyond what was asked: a price per request filled in. */
  notices: readonly string[];
}>;

type Edit = Readonly<{
  model: string;
  input: PriceInput;
  reason?: string | undefined;
  /** The version whose values these are, when an old price comes back. */
  restores?: string;
}>;

export async function createPrice(ctx: ActingContext, edit: Edit): Promise<SavedPrice> {
  if (await findPrice(ctx.db.pool, edit.model)) throw priceExists(edit.model);
  return save(ctx, edit, null, "replace");
}

export async function editPrice(
  ctx: ActingContext,
  edit: Edit & Readonly<{ version: number; mode: EditMode }>,
): Promise<SavedPrice> {
  const existing = await findPrice(ctx.db.pool, edit.model);
  if (!existing) throw noSuchPrice(edit.model);
  checkEditable(existing, edit.version);
  checkDefaultKept(edit.model, edit.input.isActive ?? existing.view.isActive);
  return save(ctx, edit, existing, edit.mode);
}

async function save(ctx: ActingContext, edit: Edit, existing: StoredPrice | null, mode: EditMode): Promise<SavedPrice> {
  const from = edit.input.effectiveFrom ?? null;
  const entry = existing ? await entryAt(ctx, entryOf(existing), from) : undefined;
  const read = draftOfInput(edit.model, entry, edit.input, mode, ctx.prices.now().settings);
  if (!read.ok) throw new DomainError("INVALID_INPUT", { issues: read.issues });
  const { draft: price, notices } = read;
  if (existing && isSame(existing, price, from)) return { price: existing.view, outcome: "unchanged", notices: [] };

  const cases = await requireCases(ctx, editCases(ctx, new Map([[edit.model, { ...price, from }]])));
  await write(
    ctx,
    {
      action: edit.restores !== undefined ? "price.restore" : existing ? "price.edit" : "price.create",
      subject: edit.model,
      reason: edit.reason,
      validFrom: from === null ? undefined : new Date(from),
      details: () => ({
        before: existing ? auditedOf(existing) : null,
        after: { ...termsToJson(price.terms), provider: price.provider, isActive: price.isActive },
        effectiveFrom: from,
        ...cases,
        ...(edit.restores !== undefined && { restores: edit.restores }),
      }),
    },
    async (tx) => {
      if (existing) await replace(ctx, tx, existing, price, from);
      else if ((await insertPrices(tx, [price])).length === 0) throw priceExists(price.model);
    },
  );
  await ctx.prices.refresh();
  const saved = await findPrice(ctx.db.pool, edit.model);
  if (!saved) throw noSuchPrice(edit.model);
  return { price: saved.view, outcome: existing ? "changed" : "added", notices };
}

async function replace(
  ctx: ActingContext,
  tx: Parameters<typeof lockPrices>[0],
  existing: StoredPrice,
  price: EntryDraft,
  from: string | null,
): Promise<void> {
  const { model, version } = existing.view;
  const held = (await lockPrices(tx, [model])).get(model);
  if (held === undefined) throw noSuchPrice(model);
  if (held !== version) throw versionMoved(model, (await findPrice(tx, model))?.view ?? null);
  if (from !== null && Date.parse(from) > ctx.clock().getTime()) await schedulePrices(tx, [{ ...price, from }]);
  else await upsertPrices(tx, [price]);
}

/** It says so since that very instant, or no instant was named. */
const isSame = (stored: StoredPrice, price: EntryDraft, effectiveFrom: string | null): boolean =>
  stored.view.problem === undefined &&
  sameEntry(entryOf(stored), price) &&
  (effectiveFrom === null || Date.parse(effectiveFrom) === Date.parse(stored.view.effectiveFrom ?? ""));

const auditedOf = ({ view, terms }: StoredPrice) => ({
  ...termsToJson(terms),
  provider: view.provider,
  isActive: view.isActive,
});
