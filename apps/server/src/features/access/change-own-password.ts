/** One's own password, with the current one as proof; sessions elsewhere end. Errors: INVALID_INPUT, FORBIDDEN for a key. */
import type { ChangeOwnPassword } from "@ratecard/contract";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { write } from "#server/write/write";
import { setPassword } from "./set-password";

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
