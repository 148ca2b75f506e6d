/** The two syncs for programs: a dry run answers the rows, the same call with the rows that are meant writes them. */
import { ApplySync, SyncBody, type SyncKind, SyncQuery } from "@ratecard/contract";
import { invalidInput } from "#server/errors/invalid-input";
import { defineRoute } from "#server/rest/define-route";
import { applySync } from "./apply-sync";
import { previewSync } from "./preview-sync";

const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

const syncRoute = (kind: SyncKind, summary: string) =>
  defineRoute({
    method: "POST",
    path: `/api/prices/sync/${kind}`,
    permission: "discovery:write",
    summary,
    query: SyncQuery,
    body: SyncBody,
    bodyLimitBytes: BODY_LIMIT_BYTES,
    handle: (ctx, { query, body }) => {
      const { rows, name, ...asked } = body;
      if (query.dryRun) return previewSync(ctx, { ...asked, kind });
      const whole = ApplySync.safeParse({ ...asked, name, rows, kind });
      if (!whole.success) throw invalidInput(whole.error);
      return applySync(ctx, whole.data);
    },
  });

export const priceSyncRoutes = [
  syncRoute(
    "providers",
    "Bring entries of provider models to the catalogue's prices: dryRun=true answers the rows, send those that are meant.",
  ),
  syncRoute(
    "custom",
    "Give custom names the price of the model behind them: dryRun=true answers the rows, send those that are meant.",
  ),
];
