/**
 * Reconciliations: added with the sums of a file, compared again after a mapping or a correction, removed with a reason.
 * Errors  NOT_FOUND; INVALID_INPUT for a file that was compared before, and for names that are not there.
 */
import {
  type AddReconciliation,
  billsModel,
  type CompareAgain,
  type RememberedInvoice,
  type MapInvoiceName,
  type OneReconciliation,
  type RemoveReconciliation,
} from "@ratecard/contract";
import { DomainError, refusedField } from "#server/errors/domain-error";
import type { ActingContext, Services } from "#server/services/context";
import { write } from "#server/write/write";
import { compareInvoice } from "./compare-invoice";
import type { KeptComparison } from "./kept-comparison";
import {
  deleteRow,
  findRow,
  findSums,
  insertRow,
  insertSums,
  isZoneKnown,
  findRemembered,
  listRows,
  type ReconciliationRow,
  type ReconciliationSummary,
  saveComparison,
  saveName,
} from "./rows";

export const listReconciliations = ({ db }: Pick<Services, "db">): Promise<readonly ReconciliationSummary[]> =>
  listRows(db.pool);

export const listRememberedInvoices = ({ db }: Pick<Services, "db">): Promise<readonly RememberedInvoice[]> =>
  findRemembered(db.pool);

export async function findReconciliation(
  { db }: Pick<Services, "db">,
  { id }: OneReconciliation,
): Promise<ReconciliationRow> {
  const row = await findRow(db.pool, id);
  if (!row) throw new DomainError("NOT_FOUND", { what: "reconciliation", name: id });
  return row;
}

export async function addReconciliation(
  ctx: ActingContext,
  { sums, ...invoice }: AddReconciliation,
): Promise<ReconciliationRow> {
  if (!(await isZoneKnown(ctx.db.pool, invoice.zone))) throw refusedField("zone", "not-a-zone");
  const days = sums.flatMap(({ day, lastDay }) => [day, lastDay]).toSorted();
  const period = { from: days[0] ?? "", to: days.at(-1) ?? "" };
  const usdPerUnit = invoice.currency === "USD" ? null : invoice.usdPerUnit;
  const comparison = await compareInvoice(ctx, { ...invoice, ...period, usdPerUnit }, sums);
  const entry = {
    action: "reconciliation.add",
    subject: invoice.fileName,
    details: (id: string) => ({ id, ...period, ...totalsOf(comparison) }),
  };
  const id = await write(ctx, entry, async (tx) => {
    const row = { ...invoice, ...period, usdPerUnit, createdBy: ctx.actor.label, at: ctx.clock(), comparison };
    const added = await insertRow(tx, row);
    if ("same" in added) throw refusedField("digest", "invoice-compared-before", added.same);
    await insertSums(tx, added.id, sums);
    return added.id;
  });
  return findReconciliation(ctx, { id });
}

/** As the ledger and the names stand now; nothing is uploaded again. */
export async function compareAgain(ctx: ActingContext, input: CompareAgain): Promise<ReconciliationRow> {
  const { id } = input;
  const row = await findReconciliation(ctx, { id });
  const { providers = row.providers } = input;
  await ctx.prices.refresh();
  const comparison = await compareInvoice(ctx, { ...row, providers }, await findSums(ctx.db.pool, id));
  const details = () => ({ id, providers, before: totalsOf(row.comparison), after: totalsOf(comparison) });
  await write(ctx, { action: "reconciliation.compare", subject: row.fileName, details }, (tx) =>
    saveComparison(tx, id, { comparison, providers, at: ctx.clock() }),
  );
  return findReconciliation(ctx, { id });
}

export async function mapInvoiceName(ctx: ActingContext, input: MapInvoiceName): Promise<ReconciliationRow> {
  const { id, name, model } = input;
  const { format } = await findReconciliation(ctx, { id });
  const isThere = (await findSums(ctx.db.pool, id)).some((sum) => sum.model === name && billsModel(sum.kind));
  if (!isThere) throw refusedField("name", "not-an-invoice-name");
  const entry = { action: "reconciliation.map-name", subject: name, details: () => ({ format, model }) };
  await write(ctx, entry, (tx) => saveName(tx, { format, name, model, by: ctx.actor.label, at: ctx.clock() }));
  return compareAgain(ctx, { id });
}

export async function removeReconciliation(
  ctx: ActingContext,
  { id, reason }: RemoveReconciliation,
): Promise<readonly ReconciliationSummary[]> {
  const { fileName, from, to, comparison } = await findReconciliation(ctx, { id });
  const details = () => ({ id, from, to, reason, ...totalsOf(comparison) });
  await write(ctx, { action: "reconciliation.remove", subject: fileName, reason, details }, async (tx) => {
    if ((await deleteRow(tx, id)) === 0) throw new DomainError("NOT_FOUND", { what: "reconciliation", name: id });
  });
  return listReconciliations(ctx);
}

const totalsOf = ({ invoiceUsd, ledgerUsd, varianceUsd }: KeptComparison) => ({ invoiceUsd, ledgerUsd, varianceUsd });
