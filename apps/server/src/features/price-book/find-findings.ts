/**
 * Lints the price book as it is in force against the catalogue, the second reference and the traffic of the last 30 days.
 * Time    prices as of now; days of UTC.
 */
import { EMPTY_CATALOG, type Finding, lintPriceBook } from "@ratecard/pricing";
import type { ActingContext } from "#server/context";
import { secondReference } from "#server/pricing/second-reference";
import { findingId } from "./finding-id";
import { findPrices, findRecordedAt, findReviews, type PriceReview, type StoredPrice } from "./rows";
import { usageOfModels } from "#server/impact/usage-of-models";

export type FoundFinding = Readonly<{
  finding: Finding;
  findingId: string;
  stored: StoredPrice;
  /** Of the last 30 days, sent under the entry's own name. */
  requests: number;
}>;

export type FoundFindings = Readonly<{
  found: readonly FoundFinding[];
  /** Left out: somebody looked at them and keeps the entry as it is. */
  keptCount: number;
  /** False while nothing was sent: what needs traffic is not looked for. */
  isTrafficKnown: boolean;
  /** False while the second reference is itself the catalogue in force. */
  hasSecondReference: boolean;
}>;

export async function findFindings({ db, prices, clock }: ActingContext): Promise<FoundFindings> {
  const now = clock();
  const at = now.getTime();
  const { book, catalog } = prices.now();
  const [stored, usage, reviews, recordedAt, reference] = await Promise.all([
    findPrices(db.pool),
    usageOfModels(db.pool, now),
    findReviews(db),
    findRecordedAt(db.pool),
    secondReference(catalog, at),
  ]);
  const requestsByName = new Map([...usage].map(([model, { requests }]) => [model, requests]));
  const findings = lintPriceBook({
    book,
    catalog,
    reference: reference ?? EMPTY_CATALOG,
    at,
    requestsByName: requestsByName.size > 0 ? requestsByName : undefined,
    reviewedAt: lastLookedAt(recordedAt, reviews),
  });
  const byModel = new Map(stored.map((price) => [price.view.model, price]));
  const all = findings.flatMap((finding): FoundFinding[] => {
    const price = byModel.get(finding.model);
    const requests = requestsByName.get(finding.model) ?? 0;
    return price ? [{ finding, findingId: findingId(finding), stored: price, requests }] : [];
  });
  const found = all.filter((one) => !isKept(one, reviews));
  return {
    found,
    keptCount: all.length - found.length,
    isTrafficKnown: requestsByName.size > 0,
    hasSecondReference: reference !== undefined,
  };
}

function lastLookedAt(
  recordedAt: ReadonlyMap<string, number>,
  reviews: readonly PriceReview[],
): ReadonlyMap<string, number> {
  const last = new Map(recordedAt);
  for (const { model, reviewedAt } of reviews) last.set(model, Math.max(last.get(model) ?? 0, reviewedAt));
  return last;
}

/** A stale price becomes stale again: there the day counts, not the finding. */
const isKept = ({ finding, findingId: id, stored }: FoundFinding, reviews: readonly PriceReview[]): boolean =>
  finding.code !== "stale" &&
  reviews.some(
    ({ model, findingId: kept, version }) => model === finding.model && kept === id && version === stored.view.version,
  );
