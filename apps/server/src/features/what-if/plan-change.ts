/**
 * A change as two states of the prices, and the prices it would publish.
 * Errors  INVALID_INPUT as an edit of the same; NOT_FOUND for a snapshot that is not there.
 */
import type { ModelPrice, WhatIfChange } from "@ratecard/contract";
import { type Prices, resolve, termsToJson } from "@ratecard/pricing";
import { adjustmentsWith, providerOf, readTerms } from "#server/entries/adjustment-terms";
import { draftOfInput } from "#server/entries/draft-of-input";
import { entryOf, findPrice } from "#server/entries/rows";
import { DomainError } from "#server/errors/domain-error";
import { viewOf } from "#server/impact/impact-of-catalog";
import type { Name } from "#server/impact/impact-of-change";
import { bookWith } from "#server/impact/impact-of-edits";
import type { ActingContext } from "#server/services/context";
import type { Alternative } from "./replay";

/** `prices`: to be published as a change set; empty where the change is none of prices. */
export type PlannedChange = Readonly<{ alternative: Alternative; prices: readonly ModelPrice[] }>;

const AS_SENT = (name: Name): Name => name;

export async function planChange(ctx: ActingContext, change: WhatIfChange): Promise<PlannedChange> {
  const { book, catalog, settings, onUnpriced } = ctx.prices.now();
  const before = { book, catalog, settings: { ...settings, onUnpriced } };
  switch (change.kind) {
    case "prices": {
      const drafts = await draftsOf(ctx, change);
      const after = { ...before, book: bookWith(book, new Map(drafts.map((draft) => [draft.model, draft]))) };
      return { alternative: { before, after, nameAfter: AS_SENT }, prices: drafts.map(priceOf) };
    }
    case "models": {
      const as = new Map(change.models.map((each) => [each.model, each.as]));
      const nameAfter = (name: Name): Name => {
        const other = as.get(name.model);
        return other === undefined ? name : { model: other, provider: undefined };
      };
      const prices = change.models.flatMap((each) => pricesAs(before, each, ctx.clock().getTime()));
      return { alternative: { before, after: before, nameAfter }, prices };
    }
    case "adjustment": {
      const terms = change.terms && readTerms({ provider: change.provider, ...change.terms });
      const adjustments = adjustmentsWith(ctx.prices.now(), providerOf(change.provider), terms);
      const after = { ...before, settings: { ...before.settings, adjustments } };
      return { alternative: { before, after, nameAfter: AS_SENT }, prices: [] };
    }
    case "catalog": {
      const snapshot = ctx.prices.now().snapshots.find(({ snapshotId }) => snapshotId === change.snapshotId);
      if (!snapshot) throw new DomainError("NOT_FOUND", { what: "snapshot of the catalogue", name: change.snapshotId });
      const after = { ...before, catalog: viewOf(snapshot.index()) };
      return { alternative: { before, after, nameAfter: AS_SENT }, prices: [] };
    }
  }
}

type PricesChange = Extract<WhatIfChange, { kind: "prices" }>;

async function draftsOf(ctx: ActingContext, { prices }: PricesChange) {
  return Promise.all(
    prices.map(async ({ model, changes }, index) => {
      const existing = await findPrice(ctx.db.pool, model);
      const entry = existing ? entryOf(existing) : undefined;
      const read = draftOfInput(model, entry, changes, "edit", ctx.prices.now().settings);
      if (read.ok) return read.draft;
      const issues = read.issues.map((issue) => ({ ...issue, field: `change.prices.${index}.changes.${issue.field}` }));
      throw new DomainError("INVALID_INPUT", { issues });
    }),
  );
}

type Draft = Awaited<ReturnType<typeof draftsOf>>[number];

const priceOf = ({ model, provider, isCustom, terms }: Draft): ModelPrice => ({
  model,
  provider,
  isCustom,
  terms: termsToJson(terms),
  isPlaceholder: false,
});

/** The price that the other model has now, under the name. */
function pricesAs({ book, catalog }: Prices, { model, as }: Readonly<{ model: string; as: string }>, at: number) {
  const found = resolve(book, catalog, { model: as, at }, "error");
  if (found.source === "none" || found.provider === undefined) return [];
  return [{ model, provider: found.provider, isCustom: false, terms: termsToJson(found.terms), isPlaceholder: false }];
}
