/** A file of prices for programs, as it is: JSON or CSV in the body. */
import { ImportPricesBody, ImportPricesQuery } from "@ratecard/contract";
import type { FastifyRequest } from "fastify";
import { changePrices } from "#server/changes/change-prices";
import { DomainError } from "#server/errors/domain-error";
import { defineRoute } from "#server/rest/define-route";
import { priceFileSource } from "./price-file-source";

const IMPORT_LIMIT_BYTES = 32 * 1024 * 1024;
const ALL = "all";

export const priceFileRoutes = [
  defineRoute({
    method: "POST",
    path: "/api/prices/import",
    permission: "price-book:write",
    summary:
      "Import prices as one batch, JSON array or CSV (Content-Type text/csv): all or nothing, unless skipRefused=true. Held rows need acceptHeld.",
    query: ImportPricesQuery,
    rawBody: ImportPricesBody,
    bodyLimitBytes: IMPORT_LIMIT_BYTES,
    handle: (ctx, { query }, { request }) => {
      const { dryRun, skipRefused, unit = null, columns = {}, acceptHeld = [], effectiveFrom = null, name } = query;
      const file = { text: bodyText(request), format: isCsv(request) ? "csv" : "json" } as const;
      const source = priceFileSource(file, { columns, unit, otherwise: "per-1m", unknown: "leave" });
      const choice = { skipRefused, acceptHeld: acceptHeld.includes(ALL) ? ALL : new Set(acceptHeld) } as const;
      return changePrices(ctx, source, { dryRun, effectiveFrom, name, choice });
    },
  }),
];

const isCsv = ({ headers }: FastifyRequest): boolean =>
  /^text\/(csv|tab-separated-values)\b/i.test(headers["content-type"] ?? "");

function bodyText({ body }: FastifyRequest): string {
  if (typeof body === "string" && body.trim() !== "") return body;
  const problem = "is empty. Send a JSON array of prices, or CSV with Content-Type text/csv.";
  throw new DomainError("INVALID_INPUT", { issues: [{ field: "body", problem }] });
}
