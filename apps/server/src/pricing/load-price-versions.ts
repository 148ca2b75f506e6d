/**
 * All believed windows of the price book, read from `model_price_versions`.
 * Time    windows become epoch ms; null is an open end.
 * Errors  a row that cannot be read is left out, or kept without its unreadable details, and named; the rest is loaded.
 */
import type { PriceVersion } from "@ratecard/pricing";
import type { PoolClient } from "pg";
import { RATE_COLUMNS, type TermColumns, termsOfRow } from "./terms-of-row";

export type PriceProblem = Readonly<{ model: string; versionId: string; problem: string }>;

type VersionRow = TermColumns &
  Readonly<{
    id: string;
    model_name: string;
    provider: string;
    is_active: boolean;
    is_placeholder: boolean;
    /** A number is an infinity: `-infinity` in SQL. */
    valid_from: Date | number | null;
    valid_until: Date | number | null;
  }>;

const VERSIONS = `SELECT id, model_name, provider, is_active, is_placeholder, valid_from, valid_until, details, price_per_request,
  ${RATE_COLUMNS.join(", ")} FROM model_price_versions WHERE superseded_at IS NULL`;

export async function loadPriceVersions(
  client: PoolClient,
): Promise<{ versions: readonly PriceVersion[]; problems: readonly PriceProblem[] }> {
  const { rows } = await client.query<VersionRow>(VERSIONS);
  const versions: PriceVersion[] = [];
  const problems: PriceProblem[] = [];
  for (const row of rows) {
    const { terms, problem } = termsOfRow(row);
    if (problem !== null) problems.push({ model: row.model_name, versionId: row.id, problem });
    if (!terms) continue;
    versions.push({
      versionId: row.id,
      model: row.model_name,
      provider: row.provider,
      isActive: row.is_active,
      isPlaceholder: row.is_placeholder,
      validFrom: row.valid_from?.valueOf() ?? null,
      validUntil: row.valid_until?.valueOf() ?? null,
      terms,
    });
  }
  return { versions, problems };
}
