/** Errors: NOT_FOUND, LAST_ADMIN. Takes effect with the person's next request. */
import type { ChangeUserRole } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { findUser } from "./find-user";
import { keepAnAdmin } from "./keep-an-admin";
import { lockUsers, type UserView, userView } from "./rows";

export async function changeUserRole(ctx: ActingContext, { userId, role }: ChangeUserRole): Promise<UserView> {
  const { email, role: before } = await findUser(ctx.db.prisma, userId);
  const entry = { action: "user.change-role", subject: email, details: () => ({ before, after: role }) };
  return write(ctx, entry, async (tx) => {
    await lockUsers(tx);
    if (role !== "admin") await keepAnAdmin(tx, await findUser(tx, userId));
    return userView(await tx.user.update({ where: { id: userId }, data: { role, updatedAt: ctx.clock() } }));
  });
}
