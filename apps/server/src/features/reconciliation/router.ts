/** Invoices against the ledger: add, look, map names, compare again, remove. */
import {
  AddReconciliation,
  CompareAgain,
  MapInvoiceName,
  OneReconciliation,
  ReconciledModel,
  RemoveReconciliation,
} from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { findDays } from "./find-days";
import {
  addReconciliation,
  compareAgain,
  findReconciliation,
  listRememberedInvoices,
  listReconciliations,
  mapInvoiceName,
  removeReconciliation,
} from "./reconciliations";

const reading = procedure("reconciliation:read");
const writing = procedure("reconciliation:write");

export const reconciliationRouter = router({
  list: reading.query(({ ctx }) => listReconciliations(ctx)),
  /** How invoices were taken before, to take the next one in the same way. */
  remembered: reading.query(({ ctx }) => listRememberedInvoices(ctx)),
  /** Fails with NOT_FOUND. */
  get: reading.input(OneReconciliation).query(({ ctx, input }) => findReconciliation(ctx, input)),
  /** Of one model. */
  days: reading.input(ReconciledModel).query(({ ctx, input }) => findDays(ctx, input)),
  add: writing.input(AddReconciliation).mutation(({ ctx, input }) => addReconciliation(ctx, input)),
  compareAgain: writing.input(CompareAgain).mutation(({ ctx, input }) => compareAgain(ctx, input)),
  mapName: writing.input(MapInvoiceName).mutation(({ ctx, input }) => mapInvoiceName(ctx, input)),
  remove: writing.input(RemoveReconciliation).mutation(({ ctx, input }) => removeReconciliation(ctx, input)),
});
