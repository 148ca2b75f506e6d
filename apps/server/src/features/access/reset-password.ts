/** An admin gives someone a new password; every session of that person ends. Errors: NOT_FOUND. */
import type { ResetPassword } from "@ratecard/contract";
import { hashPassword } from "better-auth/crypto";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { findUser } from "./find-user";
import { setPassword } from "./set-password";

export async function resetPassword(ctx: ActingContext, { userId, password }: ResetPassword): Promise<void> {
  const { email } = await findUser(ctx.db.prisma, userId);
  const passwordHash = await hashPassword(password);
  await write(ctx, { action: "user.reset-password", subject: email }, (tx) =>
    setPassword(tx, { userId, passwordHash, at: ctx.clock() }),
  );
}
