/**
 * The whole price book as rows, read again only when it has changed.
 * Time    the database's own version is asked for each time: a change of anybody, by SQL too, is seen by the next call. A scheduled
 *         price raises the version when it begins.
 */
import type { Pool } from "pg";
import { findCreatedAt, findPrices, findPricesVersion, type StoredPrice } from "./rows";
import { findRecordedAt } from "./version-rows";

export type KnownPrices = Readonly<{
  /** By name, in the order of their characters. */
  stored: readonly StoredPrice[];
  /** When each entry's price was last recorded, epoch ms. */
  recordedAt: ReadonlyMap<string, number>;
  /** Since when each entry is there, epoch ms. */
  createdAt: ReadonlyMap<string, number>;
}>;

type Kept = Readonly<{ version: string; prices: Promise<KnownPrices> }>;
const keptOf = new WeakMap<Pool, Kept>();

export async function knownPrices(pool: Pool): Promise<KnownPrices> {
  // Before the rows: what changes in between has another version, and is read by the next call.
  const version = await findPricesVersion(pool);
  const kept = keptOf.get(pool);
  if (kept?.version === version) return kept.prices;
  const prices = read(pool);
  keptOf.set(pool, { version, prices });
  // A failed reading is the caller's to hear of, and nobody's to keep.
  prices.catch(() => keptOf.delete(pool));
  return prices;
}

async function read(pool: Pool): Promise<KnownPrices> {
  const [stored, recordedAt, createdAt] = await Promise.all([
    findPrices(pool),
    findRecordedAt(pool),
    findCreatedAt(pool),
  ]);
  return { stored, recordedAt, createdAt };
}
