/** Requests of the last 30 days by the catalogue key that prices them, now or with the fetched catalogue. Time: days of UTC. */
import type { CatalogIndex } from "@ratecard/catalog";
import { type CatalogView, resolve } from "@ratecard/pricing";
import type { Pool } from "pg";
import { viewOf } from "#server/impact/impact-of-catalog";
import type { PricesNow } from "#server/pricing/live-prices";

const TRAFFIC = `SELECT model, provider, sum(requests)::text AS requests FROM usage_by_model_day
  WHERE day > ($1::timestamptz AT TIME ZONE 'UTC')::date - 30 GROUP BY model, provider`;

export async function requestsByKey(
  pool: Pool,
  { book, catalog }: Pick<PricesNow, "book" | "catalog">,
  fetched: CatalogIndex | undefined,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ model: string; provider: string; requests: string }>(TRAFFIC, [now]);
  const views = [catalog, ...(fetched ? [viewOf(fetched)] : [])];
  const sums = new Map<string, number>();
  for (const { model, provider, requests } of rows) {
    const keyIn = (view: CatalogView) => {
      const found = resolve(book, view, { model, provider: provider || undefined, at: now.getTime() });
      return "hit" in found ? [found.hit.key] : [];
    };
    for (const key of new Set(views.flatMap(keyIn))) sums.set(key, (sums.get(key) ?? 0) + Number(requests));
  }
  return sums;
}
