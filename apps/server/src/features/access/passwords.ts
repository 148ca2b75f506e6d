import type { ChangeOwnPassword, ResetPassword } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { DomainError } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { findUser } from "./users";

type NewPassword = Readonly<{ userId: string; passwordHash: string; at: Date; keepSession?: string | undefined }>;

/** Stores a new password and ends the person's sessions, all but `keepSession`. */
async function setPassword(tx: Transaction, { userId, passwordHash, at, keepSession }: NewPassword): Promise<void> {
  const where = { userId, providerId: "credential" };
  await tx.account.updateMany({ where, data: { password: passwordHash, updatedAt: at } });
  await tx.session.deleteMany({
    where: { userId, ...(keepSession === undefined ? {} : { NOT: { id: keepSession } }) },
  });
}

/** One's own password, with the current one as proof; sessions elsewhere end. Errors: INVALID_INPUT, FORBIDDEN for a key. */
export async function changeOwnPassword(ctx: ActingContext, { current, next }: ChangeOwnPassword): Promise<void> {
  const { actor, db } = ctx;
  if (actor.kind !== "person") throw new DomainError("FORBIDDEN", { permission: "own password", ask: "viewer" });
  const userId = actor.id;
  const account = await db.prisma.account.findFirst({ where: { userId, providerId: "credential" } });
  const isRight = account?.password ? await verifyPassword({ hash: account.password, password: current }) : false;
  if (!isRight) {
    const problem = "is not your current password. Check it; an admin can set a new one.";
    throw new DomainError("INVALID_INPUT", { issues: [{ field: "current", problem }] });
  }
  const passwordHash = await hashPassword(next);
  await write(ctx, { action: "user.change-password", subject: actor.email }, (tx) =>
    setPassword(tx, { userId, passwordHash, at: ctx.clock(), keepSession: actor.sessionId }),
  );
}

/** An admin gives someone a new password; every session of that person ends. Errors: NOT_FOUND. */
export async function resetPassword(ctx: ActingContext, { userId, password }: ResetPassword): Promise<void> {
  const { email } = await findUser(ctx.db.prisma, userId);
  const passwordHash = await hashPassword(password);
  await write(ctx, { action: "user.reset-password", subject: email }, (tx) =>
    setPassword(tx, { userId, passwordHash, at: ctx.clock() }),
  );
}
