/**
 * Writes rows of `model_pricing`, however many, in one statement; the database versions each of them.
 * Units   terms become USD per 1,000 tokens and USD per request, as decimal text.
 * Time    inside `write()`; `from` is when the prices begin: null as the database decides, an instant of the past corrects
 *         backwards, one of the future is scheduled and leaves the current row alone.
 */
import type { EntryDraft } from "@ratecard/changes";
import { RATE_COLUMN, termsToStored, TOKEN_KINDS } from "@ratecard/pricing";
import type { Transaction } from "@ratecard/prisma";
import { RATE_COLUMNS } from "#server/pricing/load-price-versions";

const TYPES: Readonly<Record<string, string>> = {
  model_name: "text",
  provider: "text",
  price_per_request: "numeric",
  ...Object.fromEntries(RATE_COLUMNS.map((column) => [column, "numeric"])),
  details: "jsonb",
  is_custom: "boolean",
  is_active: "boolean",
  is_placeholder: "boolean",
  notes: "text",
  copied_from: "text",
  copied_from_provider: "text",
  pinned_by: "text",
};
const COLUMNS = Object.keys(TYPES);
const INSERT = `INSERT INTO model_pricing (${COLUMNS.join(", ")})
  SELECT ${COLUMNS.join(", ")} FROM jsonb_to_recordset($1::jsonb) AS given(${COLUMNS.map((name) => `${name} ${TYPES[name]}`).join(", ")})
  ORDER BY model_name`;
const REPLACE = COLUMNS.slice(1)
  .map((name) => `${name} = excluded.${name}`)
  .join(", ");

/** Adds names that have no row yet; answers those it added. */
export async function insertPrices(tx: Transaction, prices: readonly EntryDraft[]): Promise<readonly string[]> {
  if (prices.length === 0) return [];
  const added = await tx.$queryRawUnsafe<{ model_name: string }[]>(
    `${INSERT} ON CONFLICT (model_name) DO NOTHING RETURNING model_name`,
    recordsOf(prices),
  );
  return added.map(({ model_name: model }) => model);
}

/** Adds or replaces. Lock the rows first where an edit of somebody else must not be lost. */
export async function upsertPrices(tx: Transaction, prices: readonly EntryDraft[]): Promise<void> {
  if (prices.length === 0) return;
  await tx.$executeRawUnsafe(`${INSERT} ON CONFLICT (model_name) DO UPDATE SET ${REPLACE}`, recordsOf(prices));
}

/** Windows written from here on begin then; null: as the database decides. For a transaction whose prices begin at different times. */
export async function startPricesAt(tx: Transaction, from: string | null): Promise<void> {
  await tx.$executeRaw`SELECT set_config('ratecard.valid_from', ${from ?? ""}, true)`;
}

/** The prices of names that have a row, each from a future instant of its own on: `from` is ISO 8601. One statement for all dates. */
export async function schedulePrices(
  tx: Transaction,
  prices: readonly (EntryDraft & Readonly<{ from: string }>)[],
): Promise<void> {
  if (prices.length === 0) return;
  await tx.$executeRawUnsafe(
    `SELECT schedule_price(jsonb_populate_record(held, given - 'model_name' - 'from'), (given ->> 'from')::timestamptz)
     FROM jsonb_array_elements($1::jsonb) AS given JOIN model_pricing AS held ON held.model_name = given ->> 'model_name'
     ORDER BY held.model_name`,
    JSON.stringify(prices.map((price) => ({ ...recordOf(price), from: price.from }))),
  );
}

const recordsOf = (prices: readonly EntryDraft[]): string => JSON.stringify(prices.map(recordOf));

function recordOf(price: EntryDraft): Record<string, unknown> {
  const { pricePerRequest, per1k, details } = termsToStored(price.terms);
  return {
    model_name: price.model,
    provider: price.provider,
    price_per_request: pricePerRequest,
    ...Object.fromEntries(TOKEN_KINDS.map((kind) => [RATE_COLUMN[kind], per1k[kind]])),
    details: details ?? {},
    is_custom: price.isCustom,
    is_active: price.isActive,
    is_placeholder: price.isPlaceholder ?? false,
    notes: price.notes,
    copied_from: price.copiedFrom ?? null,
    copied_from_provider: price.copiedFrom ? (price.copiedFromProvider ?? null) : null,
    pinned_by: price.pinnedBy ?? null,
  };
}
