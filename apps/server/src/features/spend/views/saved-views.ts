/**
 * Questions of spend that are kept under a name: those of whoever asks, and those that others share.
 * Errors  NOT_FOUND for a view that whoever asks may not see, or may not change: its owner may, and admins where it is shared.
 *         ALREADY_EXISTS for a new name that another view of its owner has.
 */
import type { ChangeSpendView, OneSpendView, SaveSpendView } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { may } from "#server/services/actor";
import type { ActingContext } from "#server/services/context";
import { refuseGone } from "#server/write/refuse-gone";
import { refuseTakenName } from "#server/write/refuse-taken-name";
import { write } from "#server/write/write";
import { type SavedView, type SpendViewRow, viewOf } from "./view-rows";

export async function listViews({ db, actor }: ActingContext): Promise<readonly SavedView[]> {
  const rows = await db.prisma.spendView.findMany({
    where: { OR: [{ ownerId: actor.id }, { isShared: true }] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => viewOf(row, mayChange(actor, row)));
}

export async function saveView(ctx: ActingContext, { name, search, isShared }: SaveSpendView): Promise<SavedView> {
  const { actor, clock } = ctx;
  const content = { search, isShared, ownerLabel: actor.label, changedAt: clock() };
  const entry = { action: "spend-view.save", subject: name, details: () => ({ search, isShared }) };
  const row = await write(ctx, entry, (tx) =>
    tx.spendView.upsert({
      where: { ownerId_name: { ownerId: actor.id, name } },
      create: { name, ownerId: actor.id, ...content },
      update: content,
    }),
  );
  return viewOf(row, true);
}

export async function changeView(ctx: ActingContext, { id, name, isShared }: ChangeSpendView): Promise<SavedView> {
  const before = await changeable(ctx, id);
  const entry = { action: "spend-view.change", subject: name, details: () => ({ id, before: before.name, isShared }) };
  const change = () =>
    write(ctx, entry, (tx) => tx.spendView.update({ where: { id }, data: { name, isShared, changedAt: ctx.clock() } }));
  return viewOf(await refuseGone(WHAT, id, () => refuseTakenName("saved view", name, change)), true);
}

export async function removeView(ctx: ActingContext, { id }: OneSpendView): Promise<void> {
  const { name, search } = await changeable(ctx, id);
  const entry = { action: "spend-view.remove", subject: name, details: () => ({ id, search }) };
  await refuseGone(WHAT, id, () => write(ctx, entry, (tx) => tx.spendView.delete({ where: { id } })));
}

const WHAT = "saved view of yours";

async function changeable({ db, actor }: ActingContext, id: string): Promise<SpendViewRow> {
  const row = await db.prisma.spendView.findUnique({ where: { id } });
  if (!row || !mayChange(actor, row)) throw new DomainError("NOT_FOUND", { what: WHAT, name: id });
  return row;
}

const mayChange = (actor: ActingContext["actor"], { ownerId, isShared }: SpendViewRow): boolean =>
  ownerId === actor.id || (isShared && may(actor, "access:manage"));
