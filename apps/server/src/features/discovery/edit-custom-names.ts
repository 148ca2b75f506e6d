/**
 * Adds, edits and removes custom names by hand; what a person wrote is not touched by a later discovery.
 * Errors  NOT_FOUND, ALREADY_EXISTS, INVALID_INPUT for a name that stands for itself.
 */
import type { CreateCustomName, OneCustomName, UpdateCustomName } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import type { ActingContext } from "#server/services/context";
import { DomainError, refusedField } from "#server/errors/domain-error";
import { refuseGone } from "#server/write/refuse-gone";
import { refuseTakenName } from "#server/write/refuse-taken-name";
import { write } from "#server/write/write";
import { findServer } from "./rows";

const WHAT = "custom name";

export async function createCustomName(ctx: ActingContext, input: CreateCustomName): Promise<{ id: string }> {
  const { customName, serverId, actualModel, provider } = input;
  refuseItself(customName, actualModel);
  const entry = { action: "custom-name.create", subject: customName, details: () => ({ serverId, actualModel }) };
  return refuseTakenName(WHAT, `${customName} → ${actualModel}`, () =>
    write(ctx, entry, async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM litellm_servers WHERE id = ${serverId}::uuid FOR KEY SHARE`;
      await findServer(tx, serverId);
      const data = { customName, serverId, actualModel, provider: provider ?? null };
      const { id } = await tx.customModel.create({ data });
      return { id };
    }),
  );
}

export async function updateCustomName(ctx: ActingContext, input: UpdateCustomName): Promise<void> {
  const { customName } = await findCustomName(ctx.db.prisma, input.id);
  const { id, ...changes } = input;
  if (changes.actualModel !== undefined) refuseItself(customName, changes.actualModel);
  const entry = { action: "custom-name.update", subject: customName, details: () => changes };
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const data = { ...given, isDiscovered: false, updatedAt: ctx.clock() };
  const change = () => write(ctx, entry, (tx) => tx.customModel.update({ where: { id }, data }));
  await refuseGone(WHAT, id, () => refuseTakenName(WHAT, `${customName} → ${changes.actualModel ?? ""}`, change));
}

export async function removeCustomName(ctx: ActingContext, { id }: OneCustomName): Promise<void> {
  const { customName, actualModel } = await findCustomName(ctx.db.prisma, id);
  const entry = { action: "custom-name.remove", subject: customName, details: () => ({ actualModel }) };
  await refuseGone(WHAT, id, () => write(ctx, entry, (tx) => tx.customModel.delete({ where: { id } })));
}

async function findCustomName(db: Pick<Transaction, "customModel">, id: string) {
  const row = await db.customModel.findUnique({ where: { id } });
  if (!row) throw new DomainError("NOT_FOUND", { what: WHAT, name: id });
  return row;
}

function refuseItself(customName: string, actualModel: string): void {
  if (customName !== actualModel) return;
  throw refusedField("actualModel", "own-base");
}
