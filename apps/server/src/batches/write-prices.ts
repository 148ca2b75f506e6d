/**
 * Writes the prices of a batch that begins at one time: names without an entry are added, the others changed or scheduled.
 * Time    inside `write()` with the same `validFrom`: a past one corrects backwards, a future one leaves the entries until then.
 * Errors  none: `taken` are names that got an entry at this very moment and were not written; throw, so that nothing is.
 */
import type { Transaction } from "@ratecard/prisma";
import { insertPrices, type PriceToSave, schedulePrices, upsertPrices } from "#server/pricing/save-prices";
import { type Entry, standingEntries } from "./standing-entries";

export type PricesToWrite = Readonly<{
  prices: readonly PriceToSave[];
  /** As locked in this transaction. */
  entries: ReadonlyMap<string, Entry>;
  validFrom: Date | undefined;
  isFuture: boolean;
}>;

export type WrittenPrices = Readonly<{
  taken: readonly string[];
  /** What each entry says once its price has begun. */
  after: ReadonlyMap<string, PriceToSave>;
}>;

export async function writePrices(tx: Transaction, given: PricesToWrite): Promise<WrittenPrices> {
  const { prices, entries, validFrom, isFuture } = given;
  const added = prices.filter(({ model }) => !entries.has(model));
  const changed = prices.filter(({ model }) => entries.has(model));
  const inserted = new Set(await insertPrices(tx, added));
  if (validFrom && isFuture) await schedulePrices(tx, changed, validFrom.toISOString());
  else await upsertPrices(tx, changed);

  const models = prices.map(({ model }) => model);
  const standing = await standingEntries(tx, models, "read");
  const planned = (isFuture ? changed : []).map((price) => [price.model, price] as const);
  return {
    taken: added.flatMap(({ model }) => (inserted.has(model) ? [] : [model])),
    after: new Map<string, PriceToSave>([...standing, ...planned]),
  };
}
