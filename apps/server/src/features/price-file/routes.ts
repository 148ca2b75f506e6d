/** A file of prices for programs, as it is: JSON or CSV in the body. */
import { ImportPricesBody, ImportPricesQuery } from "@ratecard/contract";
import { changePrices } from "#server/changes/change-prices";
import { defineRoute } from "#server/rest/define-route";
import { openPriceFile } from "./open-price-file";
import { priceFileSource } from "./price-file-source";
import { readFileBody } from "./read-file-body";

/** Beyond it a body is broken off; what is above the size of an import goes by unread. */
const IMPORT_LIMIT_BYTES = 512 * 1024 * 1024;
const ALL = "all";

export const priceFileRoutes = [
  defineRoute({
    method: "POST",
    path: "/api/prices/import",
    permission: "price-book:write",
    summary:
      "Import prices as one batch, JSON, CSV (Content-Type text/csv) or a LiteLLM config (application/yaml): all or nothing, unless skipRefused=true. Held rows need acceptHeld.",
    query: ImportPricesQuery,
    rawBody: ImportPricesBody,
    isStreamed: true,
    bodyLimitBytes: IMPORT_LIMIT_BYTES,
    handle: async (ctx, { query }, http) => {
      const { dryRun, skipRefused, unit = null, columns = {}, acceptHeld = [], effectiveFrom = null, name } = query;
      const { decimals, provider: providers } = query;
      const file = openPriceFile(await readFileBody(http));
      const rules = { columns, unit, decimals, providers, otherwise: "per-1m", unknown: "leave" } as const;
      const source = priceFileSource(file, rules);
      const choice = { skipRefused, acceptHeld: acceptHeld.includes(ALL) ? ALL : new Set(acceptHeld) } as const;
      return changePrices(ctx, source, { dryRun, effectiveFrom, name, choice });
    },
  }),
];
