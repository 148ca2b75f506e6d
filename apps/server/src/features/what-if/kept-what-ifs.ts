/**
 * What-ifs that are kept under a name: those of whoever asks, and those that others share. Whoever sees spend may open those.
 * Errors  INVALID_INPUT for what could not be asked; NOT_FOUND for one that whoever asks may not see, or may not remove: its owner may, and admins where it is shared.
 */
import type { OneWhatIf, SaveWhatIf } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { may } from "#server/services/actor";
import type { ActingContext } from "#server/services/context";
import { refuseGone } from "#server/write/refuse-gone";
import { write } from "#server/write/write";
import { askWhatIf, type WhatIfAnswer } from "./ask-what-if";
import { planChange } from "./plan-change";
import { type KeptWhatIf, questionJson, type WhatIfRow, whatIfView } from "./rows";

export async function listWhatIfs({ db, actor }: ActingContext): Promise<readonly KeptWhatIf[]> {
  const rows = await db.prisma.whatIf.findMany({
    where: { OR: [{ ownerId: actor.id }, { isShared: true }] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => whatIfView(row, mayChange(actor, row)));
}

export async function openWhatIf(
  ctx: ActingContext,
  { id }: OneWhatIf,
): Promise<Readonly<{ kept: KeptWhatIf }> & WhatIfAnswer> {
  const row = await ctx.db.prisma.whatIf.findUnique({ where: { id } });
  if (!row || (row.ownerId !== ctx.actor.id && !row.isShared)) throw noSuchWhatIf(id);
  const kept = whatIfView(row, mayChange(ctx.actor, row));
  return { kept, ...(await askWhatIf(ctx, kept.question)) };
}

export async function saveWhatIf(ctx: ActingContext, { name, question, isShared }: SaveWhatIf): Promise<KeptWhatIf> {
  const { actor, clock } = ctx;
  await planChange(ctx, question.change);
  const content = { question: questionJson(question), isShared, ownerLabel: actor.label, changedAt: clock() };
  const entry = { action: "what-if.save", subject: name, details: () => ({ question, isShared }) };
  const row = await write(ctx, entry, (tx) =>
    tx.whatIf.upsert({
      where: { ownerId_name: { ownerId: actor.id, name } },
      create: { name, ownerId: actor.id, ...content },
      update: content,
    }),
  );
  return whatIfView(row, true);
}

export async function removeWhatIf(ctx: ActingContext, { id }: OneWhatIf): Promise<void> {
  const row = await ctx.db.prisma.whatIf.findUnique({ where: { id } });
  if (!row || !mayChange(ctx.actor, row)) throw noSuchWhatIf(id);
  const entry = { action: "what-if.remove", subject: row.name, details: () => ({ id, question: row.question }) };
  await refuseGone(WHAT, id, () => write(ctx, entry, (tx) => tx.whatIf.delete({ where: { id } })));
}

const mayChange = (actor: ActingContext["actor"], { ownerId, isShared }: WhatIfRow): boolean =>
  ownerId === actor.id || (isShared && may(actor, "access:manage"));

const WHAT = "what-if of yours";
const noSuchWhatIf = (id: string) => new DomainError("NOT_FOUND", { what: WHAT, name: id });
