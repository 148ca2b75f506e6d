/** A change of many prices for programs: a dry run answers the rows, the same call with the chosen rows writes them. */
import { ChangesBody, ChangesQuery } from "@ratecard/contract";
import { refusedField } from "#server/errors/domain-error";
import { defineRoute } from "#server/rest/define-route";
import { changePrices } from "./change-prices";
import type { SourceOf } from "./router";

/** As many rows as one change may have, with names of any length. */
const BODY_LIMIT_BYTES = 32 * 1024 * 1024;

export const createChangesRoutes = (sourceOf: SourceOf) => [
  defineRoute({
    method: "POST",
    path: "/api/price-changes",
    permission: "price-book:write",
    summary:
      "Change many prices as one batch that can be taken back: an import, a sync, a bulk edit, remedies, a revert. dryRun=true answers the rows; send those to be written back with what it said of them.",
    query: ChangesQuery,
    body: ChangesBody,
    bodyLimitBytes: BODY_LIMIT_BYTES,
    handle: async (ctx, { query: { dryRun }, body: { source, effectiveFrom = null, name, reason, rows } }) => {
      if (!dryRun && !rows) throw NO_ROWS;
      const choice = rows ? { rows } : { acceptHeld: new Set<string>(), skipRefused: true };
      return changePrices(ctx, await sourceOf(ctx, source), { dryRun, effectiveFrom, name, reason, choice });
    },
  }),
];

const NO_ROWS = refusedField("rows", "no-rows");
