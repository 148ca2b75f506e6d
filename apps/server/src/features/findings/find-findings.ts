/**
 * Lints the price book as it is in force against the catalogue, the second reference and the traffic of the last 30 days.
 * Time    prices as of now; days of UTC.
 */
import { createHash } from "node:crypto";
import {
  type CatalogView,
  EMPTY_CATALOG,
  type Finding,
  lintPriceBook,
  type PriceBook,
  termsToJson,
} from "@ratecard/pricing";
import { type KnownPrices, knownPrices } from "#server/entries/known-prices";
import type { StoredPrice } from "#server/entries/rows";
import { usageOfModels } from "#server/impact/usage-of-models";
import { secondReference } from "#server/pricing/second-reference";
import type { ActingContext } from "#server/services/context";
import { findReviews, type PriceReview } from "./review-rows";

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
  /** Every name that has an entry. */
  taken: ReadonlySet<string>;
  /** False while nothing was sent: what needs traffic is not looked for. */
  isTrafficKnown: boolean;
  /** False while the second reference is itself the catalogue in force. */
  hasSecondReference: boolean;
}>;

export async function findFindings({ db, prices, clock }: ActingContext): Promise<FoundFindings> {
  const now = clock();
  const at = now.getTime();
  const { book, catalog } = prices.now();
  const [known, usage, reviews, reference] = await Promise.all([
    knownPrices(db.pool),
    usageOfModels(db.pool, now),
    findReviews(db),
    secondReference(catalog, at),
  ]);
  const requests = new Map([...usage].map(([model, used]) => [model, used.requests]));
  const facts = { known, book, catalog, reference, reviews, requests, at };
  const all = lintedOnce(facts).map(({ finding, ...about }) => ({
    ...about,
    finding,
    requests: requests.get(finding.model) ?? 0,
  }));
  const found = all.filter((finding) => !isKept(finding, reviews));
  return {
    found,
    keptCount: all.length - found.length,
    taken: new Set(known.stored.map(({ view }) => view.model)),
    isTrafficKnown: usage.size > 0,
    hasSecondReference: reference !== undefined,
  };
}

type Linted = Omit<FoundFinding, "requests">;
type Facts = Readonly<{
  known: KnownPrices;
  book: PriceBook;
  catalog: CatalogView;
  reference: CatalogView | undefined;
  reviews: readonly PriceReview[];
  /** By sent name, of the last 30 days. */
  requests: ReadonlyMap<string, number>;
  at: number;
}>;

const MINUTE_MS = 60_000;
const keptLint = new WeakMap<KnownPrices, Readonly<{ facts: Facts; says: string; linted: readonly Linted[] }>>();

/** Linting ten thousand entries takes a moment: it is done again when one of its facts has moved; new requests of names
 * that were sent before are counted once a minute. */
function lintedOnce(facts: Facts): readonly Linted[] {
  const { known, book, catalog, reference, requests, reviews, at } = facts;
  const says = JSON.stringify([
    Math.floor(at / MINUTE_MS),
    [...requests.keys()].sort(),
    reviews.map(({ reviewedAt }) => reviewedAt),
  ]);
  const kept = keptLint.get(known);
  const isSame = kept?.facts.book === book && kept.facts.catalog === catalog && kept.facts.reference === reference;
  if (kept && isSame && kept.says === says) return kept.linted;
  const linted = lint(facts);
  keptLint.set(known, { facts, says, linted });
  return linted;
}

function lint({ known, book, catalog, reference, reviews, requests, at }: Facts): readonly Linted[] {
  const findings = lintPriceBook({
    book,
    catalog,
    reference: reference ?? EMPTY_CATALOG,
    at,
    requestsByName: requests.size > 0 ? requests : undefined,
    createdAt: known.createdAt,
    reviewedAt: lastLookedAt(known.recordedAt, reviews),
  });
  const byModel = new Map(known.stored.map((price) => [price.view.model, price]));
  return findings.flatMap((finding): Linted[] => {
    const stored = byModel.get(finding.model);
    return stored ? [{ finding, findingId: findingId(finding), stored }] : [];
  });
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
const isKept = ({ finding, findingId: id, stored }: Linted, reviews: readonly PriceReview[]): boolean =>
  finding.code !== "stale" &&
  reviews.some(
    ({ model, findingId: kept, version }) => model === finding.model && kept === id && version === stored.view.version,
  );

const ID_DIGITS = 32;

/** Names a finding by what was found and by its remedy: when either changes it is another one. Counts and days are left out. */
function findingId(finding: Finding): string {
  const { code, model, remedy } = finding;
  const says = JSON.stringify([
    code,
    model,
    remedy.action,
    remedy.action === "rename" ? remedy.to : null,
    remedy.action === "set-terms" ? termsToJson(remedy.terms) : null,
  ]);
  return createHash("sha256").update(says).digest("hex").slice(0, ID_DIGITS);
}
