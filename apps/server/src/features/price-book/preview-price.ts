/**
 * What an edit or a delete would have meant for the requests of the last 30 days.
 * Units   decimal strings in USD. Time: prices as of now on both sides, so that the difference is the edit alone.
 * Errors  INVALID_INPUT as the edit itself; nothing is written.
 */
import type { PreviewPrice } from "@ratecard/contract";
import { createPriceBook, linesOf, type PriceBook, type PriceVersion, resolve } from "@ratecard/pricing";
import type { ActingContext } from "#server/context";
import { DomainError } from "#server/errors/domain-error";
import type { PricesNow } from "#server/pricing/live-prices";
import { alikeRequests, MOST_GROUPS, trafficOfModels } from "./alike-requests";
import { decidePrice } from "./decide-price";
import { type ChangeImpact, impactOfChange } from "./impact-of-change";
import { findPrice } from "./rows";
import { USAGE_DAYS } from "./usage-of-models";

export type PricePreview = ChangeImpact &
  Readonly<{
    days: number;
    /** True: more different requests than were looked at, so the sums are of the busiest ones. */
    isPartial: boolean;
    /** What a save would add by itself. */
    notices: readonly string[];
  }>;

export async function previewPrice(ctx: ActingContext, input: PreviewPrice): Promise<PricePreview> {
  const now = ctx.clock();
  const prices = ctx.prices.now();
  const { version, notices } = await changedVersion(ctx, input);
  const after = bookWith(prices.book, input.model, version);
  const touched = await modelsTouched(ctx, prices, after, now);
  const groups = await alikeRequests(ctx.db.pool, touched, now);
  const settings = { ...prices.settings, onUnpriced: prices.onUnpriced };
  const pricing = { before: prices.book, after, catalog: prices.catalog, settings, at: now.getTime() };
  const impact = impactOfChange(groups, pricing);
  return { ...impact, days: USAGE_DAYS, isPartial: groups.length >= MOST_GROUPS, notices };
}

const PREVIEWED = "preview";

async function changedVersion(
  ctx: ActingContext,
  { model, changes }: PreviewPrice,
): Promise<{ version: PriceVersion | null; notices: readonly string[] }> {
  if (changes === null) return { version: null, notices: [] };
  const existing = await findPrice(ctx.db.pool, model);
  const decision = decidePrice(model, existing, changes, "edit", ctx.prices.now().settings);
  if (!decision.ok) throw new DomainError("INVALID_INPUT", { issues: decision.issues });
  const { terms, provider, isActive } = decision.price;
  const version = { versionId: PREVIEWED, model, provider, isActive, terms, validFrom: null, validUntil: null };
  return { version, notices: decision.notices };
}

function bookWith(book: PriceBook, model: string, version: PriceVersion | null): PriceBook {
  const others = [...linesOf(book)].filter((line) => line.model !== model).flatMap((line) => line.versions);
  return createPriceBook(version ? [...others, version] : others);
}

/** Names with traffic that the change prices by something else than before. */
async function modelsTouched(
  { db }: ActingContext,
  { book, catalog, onUnpriced }: PricesNow,
  after: PriceBook,
  now: Date,
): Promise<readonly string[]> {
  const traffic = await trafficOfModels(db.pool, now);
  const answerOf = (which: PriceBook, model: string, provider: string | undefined) => {
    const found = resolve(which, catalog, { model, provider, at: now.getTime() }, onUnpriced);
    return "version" in found ? found.version.versionId : found.source;
  };
  const touched = traffic.filter(
    ({ model, provider }) => answerOf(book, model, provider) !== answerOf(after, model, provider),
  );
  return [...new Set(touched.map(({ model }) => model))];
}
