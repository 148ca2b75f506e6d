/** What was done, by whom, and whether the record of it still holds. */
import { ListAudit } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { listAudit, verifyAudit } from "./audit-log";

const read = procedure("audit:read");

export const auditRouter = router({
  list: read.input(ListAudit).query(({ ctx, input }) => listAudit(ctx, input)),
  /** A broken chain is an answer, not an error. */
  verify: read.query(({ ctx }) => verifyAudit(ctx)),
});
