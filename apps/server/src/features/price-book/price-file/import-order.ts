/** What the query of `POST /api/prices/import` asks for. Units: token prices are per 1M where neither column nor query says another. */
import type { ImportPricesQuery } from "@ratecard/contract";
import type { FileRules } from "./decide-price-file";
import type { ImportOrder } from "./import-prices";

const ALL = "all";

export function importOrder(query: ImportPricesQuery): Readonly<{ rules: FileRules; order: ImportOrder }> {
  const { dryRun, skipBad, unit = null, decimals, provider: providers, columns = {} } = query;
  const { acceptFar = [], effectiveFrom = null, name = null } = query;
  return {
    rules: { columns, unit, decimals, providers, otherwise: "per-1m", unknown: "leave", effectiveFrom },
    order: { dryRun, skipBad, acceptFar: acceptFar.includes(ALL) ? ALL : new Set(acceptFar), seen: null, name },
  };
}
