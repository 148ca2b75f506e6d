/** The discounts and margins believed in, by provider. Units: fractions, pico-USD. Time: windows as epoch ms. */
import { type Decimal, type PicoUsd, parseDecimal, parseUsd } from "@ratecard/money";
import type { ProviderAdjustment } from "@ratecard/pricing";
import type { PoolClient } from "pg";

type AdjustmentRow = Readonly<{
  provider: string;
  discount: string | null;
  margin: string | null;
  fixed_margin_usd: string | null;
  valid_from: Date;
  valid_until: Date | null;
}>;

const BELIEVED = `SELECT provider, discount::text, margin::text, fixed_margin_usd::text, valid_from, valid_until
  FROM provider_adjustments WHERE superseded_at IS NULL`;

export async function loadAdjustments(
  client: PoolClient,
): Promise<ReadonlyMap<string, readonly ProviderAdjustment[]> | undefined> {
  const { rows } = await client.query<AdjustmentRow>(BELIEVED);
  if (rows.length === 0) return undefined;
  const windows = new Map<string, ProviderAdjustment[]>();
  for (const row of rows) windows.set(row.provider, [...(windows.get(row.provider) ?? []), windowOf(row)]);
  return windows;
}

type Terms = Readonly<{ discount: string | null; margin: string | null; fixedMarginUsd: string | null }>;

/** Without a window: it always holds. Units: fractions and USD as decimal text. */
export function adjustmentOf(terms: Terms): ProviderAdjustment {
  const [discount, margin] = [fraction(terms.discount), fraction(terms.margin)];
  const fixedMargin = usd(terms.fixedMarginUsd);
  return {
    ...(discount && { discount }),
    ...(margin && { margin }),
    ...(fixedMargin !== undefined && { fixedMargin }),
  };
}

const windowOf = (row: AdjustmentRow): ProviderAdjustment => ({
  ...adjustmentOf({ ...row, fixedMarginUsd: row.fixed_margin_usd }),
  validFrom: row.valid_from.getTime(),
  ...(row.valid_until && { validUntil: row.valid_until.getTime() }),
});

function fraction(text: string | null): Decimal | undefined {
  const read = text === null ? undefined : parseDecimal(text);
  return read?.ok ? read.value : undefined;
}

function usd(text: string | null): PicoUsd | undefined {
  const read = text === null ? undefined : parseUsd(text);
  return read?.ok ? read.value : undefined;
}
