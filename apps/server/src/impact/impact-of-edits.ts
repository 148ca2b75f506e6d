/**
 * What edits of the price book would have meant for the requests of the last 30 days.
 * Units   decimal strings in USD. Time: prices as of now on both sides, so that the difference is the edit alone.
 */
import {
  createPriceBook,
  linesOf,
  type PriceBook,
  type PricedEvent,
  type PriceVersion,
  resolve,
} from "@ratecard/pricing";
import type { ActingContext } from "#server/context";
import type { PricesNow } from "#server/pricing/live-prices";
import type { PriceToSave } from "#server/pricing/save-prices";
import { alikeRequests, MOST_GROUPS, trafficOfModels } from "./alike-requests";
import { type AlikeRequests, type ChangeImpact, impactOfChange } from "./impact-of-change";
import { USAGE_DAYS } from "./usage-of-models";

/** What an entry would say; null: it would be gone. */
export type Edits = ReadonlyMap<string, Pick<PriceToSave, "provider" | "isActive" | "terms"> | null>;

export type EditsImpact = ChangeImpact &
  Readonly<{
    days: number;
    /** True: more different requests than were looked at, so the sums are of the busiest ones. */
    isPartial: boolean;
  }>;

/** The parts of the answer are by the name that was sent, or by the edited entry that prices or priced it. */
export async function impactOfEdits(
  ctx: ActingContext,
  edits: Edits,
  parts: "by-sent-name" | "by-entry",
): Promise<EditsImpact> {
  const now = ctx.clock();
  const prices = ctx.prices.now();
  const after = bookWith(prices.book, edits);
  const touched = await modelsTouched(ctx, prices, after, now);
  const groups = await alikeRequests(ctx.db.pool, touched, now);
  const settings = { ...prices.settings, onUnpriced: prices.onUnpriced };
  const pricing = { before: prices.book, after, catalog: prices.catalog, settings, at: now.getTime() };
  const impact = impactOfChange(groups, pricing, parts === "by-entry" ? entryNamer(prices.book, edits) : undefined);
  return { ...impact, days: USAGE_DAYS, isPartial: groups.length >= MOST_GROUPS };
}

const PREVIEWED = "preview ";

function bookWith(book: PriceBook, edits: Edits): PriceBook {
  const others = [...linesOf(book)].filter((line) => !edits.has(line.model)).flatMap((line) => line.versions);
  const edited = [...edits].flatMap(([model, price]): PriceVersion[] =>
    price ? [{ ...versionOf(price), versionId: PREVIEWED + model, model, validFrom: null, validUntil: null }] : [],
  );
  return createPriceBook([...others, ...edited]);
}

const versionOf = ({ provider, isActive, terms }: NonNullable<ReturnType<Edits["get"]>>) => ({
  provider,
  isActive,
  terms,
});

/** Which edited entry prices a request afterwards, else which one priced it before. */
function entryNamer(book: PriceBook, edits: Edits) {
  const entryOf = new Map<string, string>();
  for (const { model, versions } of linesOf(book)) {
    if (edits.has(model)) for (const { versionId } of versions) entryOf.set(versionId, model);
  }
  return ({ model }: AlikeRequests, before: PricedEvent, after: PricedEvent): string =>
    after.versionId?.startsWith(PREVIEWED)
      ? after.versionId.slice(PREVIEWED.length)
      : (entryOf.get(before.versionId ?? "") ?? model);
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
