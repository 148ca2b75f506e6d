/** Reconciliations for programs. */
import {
  AddReconciliation,
  CompareAgain,
  MapInvoiceName,
  OneReconciliation,
  RemoveReconciliation,
} from "@ratecard/contract";
import { defineRoute } from "#server/rest/define-route";
import { comparisonCsv } from "./comparison-csv";
import {
  addReconciliation,
  compareAgain,
  findReconciliation,
  listReconciliations,
  mapInvoiceName,
  removeReconciliation,
} from "./reconciliations";

export const reconciliationRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/admin/reconciliations",
    permission: "reconciliation:read",
    summary: "Invoices that were compared with the ledger, newest first, with their totals.",
    handle: async (ctx) => ({ reconciliations: await listReconciliations(ctx) }),
  }),
  defineRoute({
    method: "GET",
    path: "/api/admin/reconciliations/:id",
    permission: "reconciliation:read",
    summary: "One comparison: parts of the difference, findings, models.",
    params: OneReconciliation,
    handle: (ctx, { params }) => findReconciliation(ctx, params),
  }),
  defineRoute({
    method: "GET",
    path: "/api/admin/reconciliations/:id/comparison.csv",
    permission: "reconciliation:read",
    summary: "The same as a file.",
    params: OneReconciliation,
    produces: "text/csv",
    handle: async (ctx, { params }, { reply }) => {
      const { comparison, from, to } = await findReconciliation(ctx, params);
      const name = `reconciliation-${from}-${to}.csv`;
      void reply.type("text/csv; charset=utf-8").header("content-disposition", `attachment; filename="${name}"`);
      return comparisonCsv(comparison);
    },
  }),
  defineRoute({
    method: "POST",
    path: "/api/admin/reconciliations",
    permission: "reconciliation:write",
    summary: "Compares the sums of an invoice with the ledger. `ratecard reconcile` makes them of a file.",
    body: AddReconciliation,
    handle: (ctx, { body }) => addReconciliation(ctx, body),
  }),
  defineRoute({
    method: "POST",
    path: "/api/admin/reconciliations/:id/compare",
    permission: "reconciliation:write",
    summary: "Compares again, as the ledger and the names stand now; with other providers, where they are given.",
    params: OneReconciliation,
    body: CompareAgain.omit({ id: true }),
    handle: (ctx, { params, body }) => compareAgain(ctx, { ...params, ...body }),
  }),
  defineRoute({
    method: "PUT",
    path: "/api/admin/reconciliations/:id/names",
    permission: "reconciliation:write",
    summary: "Says what a name of the invoice is in the ledger, for all invoices of its format, and compares again.",
    params: OneReconciliation,
    body: MapInvoiceName.omit({ id: true }),
    handle: (ctx, { params, body }) => mapInvoiceName(ctx, { ...params, ...body }),
  }),
  defineRoute({
    method: "POST",
    path: "/api/admin/reconciliations/:id/remove",
    permission: "reconciliation:write",
    summary: "Removes a comparison. The reason stands in the audit log.",
    params: OneReconciliation,
    body: RemoveReconciliation.omit({ id: true }),
    handle: async (ctx, { params, body }) => ({
      reconciliations: await removeReconciliation(ctx, { ...params, ...body }),
    }),
  }),
];
