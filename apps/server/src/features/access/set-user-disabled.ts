/** Closes or reopens an account; closing ends its sessions at once. Errors: NOT_FOUND, LAST_ADMIN. */
import type { SetUserDisabled } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { findUser } from "./find-user";
import { keepAnAdmin } from "./keep-an-admin";
import { lockUsers, type UserView, userView } from "./rows";

export async function setUserDisabled(ctx: ActingContext, { userId, isDisabled }: SetUserDisabled): Promise<UserView> {
  const { email } = await findUser(ctx.db.prisma, userId);
  return write(ctx, { action: isDisabled ? "user.disable" : "user.enable", subject: email }, async (tx) => {
    await lockUsers(tx);
    if (isDisabled) {
      await keepAnAdmin(tx, await findUser(tx, userId));
      await tx.session.deleteMany({ where: { userId } });
    }
    return userView(await tx.user.update({ where: { id: userId }, data: { isDisabled, updatedAt: ctx.clock() } }));
  });
}
