/**
 * What prices the model behind a custom name: the chain's answer, never the default.
 * Time    `at`, epoch ms UTC.
 * Source  a custom name's own entry, met by its normalised key (`gpt-41` for `gpt-4.1`), is no price of its base.
 */
import { type CatalogView, normalisedKey, type PriceBook, type Resolution, resolve } from "@ratecard/pricing";
import type { BaseModel } from "./sync-decision";

type Prices = Readonly<{ book: PriceBook; catalog: CatalogView; at: number }>;

export function resolveBase(
  customName: string,
  { model, provider }: BaseModel,
  { book, catalog, at }: Prices,
): Resolution {
  const found = resolve(book, catalog, { model, provider, at }, "error");
  if (!("version" in found) || found.version.model !== customName) return found;
  const key = normalisedKey(model);
  const others = (book.normalised.get(key) ?? []).filter((line) => line.model !== customName);
  const without = { ...book, normalised: book.normalised.with(new Map([[key, others]])) };
  return resolve(without, catalog, { model, provider, at }, "error");
}
