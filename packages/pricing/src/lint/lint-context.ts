/**
 * What the linter looks at.
 *
 * Time    epoch ms UTC. `at` selects the prices in force.
 * Source  traffic and change times come from the ledger and the price book; absent ones skip their rules.
 */
import type { CatalogView } from "../catalog-view";
import { linesOf, type PriceBook, type PriceLine } from "../price-book";
import { inForce, type PriceVersion } from "../price-version";

export type LintInput = Readonly<{
  book: PriceBook;
  catalog: CatalogView;
  /** A second catalogue, independent of the first, for unit suspects. */
  reference: CatalogView;
  at: number;
  /** Requests by sent name in the last 30 days; undefined: unknown. */
  requestsByName: ReadonlyMap<string, number> | undefined;
  /** Since when each entry is there, by its name: findings about use leave young ones alone. undefined: unknown, old enough. */
  createdAt: ReadonlyMap<string, number> | undefined;
  /** When a person last changed or confirmed a price, by entry name; undefined: unknown. */
  reviewedAt: ReadonlyMap<string, number> | undefined;
}>;

/** The version of an entry that prices requests now: in force and active. */
export function current(line: PriceLine, at: number): PriceVersion | undefined {
  const version = line.versions.find((candidate) => inForce(candidate, at));
  return version?.isActive ? version : undefined;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** As long as traffic is counted back. */
export const USE_DAYS = 30;

export const wholeDaysSince = (then: number, at: number): number => Math.floor((at - then) / DAY_MS);

/** Too young to be judged by what was sent. */
export function isYoung({ createdAt, at }: LintInput, model: string): boolean {
  const since = createdAt?.get(model);
  return since !== undefined && wholeDaysSince(since, at) < USE_DAYS;
}

/** Entries in force by name, the default one left out. */
export function currentVersions({ book, at }: LintInput): readonly PriceVersion[] {
  return [...linesOf(book)]
    .filter((line) => line !== book.fallback)
    .flatMap((line) => current(line, at) ?? [])
    .sort((a, b) => (a.model < b.model ? -1 : 1));
}
