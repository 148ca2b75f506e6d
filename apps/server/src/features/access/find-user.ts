/** Errors: NOT_FOUND. */
import type { Database, Transaction } from "@ratecard/prisma";
import { DomainError } from "#server/errors/domain-error";
import { type UserView, userView } from "./rows";

export async function findUser(db: Transaction | Database["prisma"], userId: string): Promise<UserView> {
  const row = await db.user.findUnique({ where: { id: userId } });
  if (!row) throw new DomainError("NOT_FOUND", { what: "user", name: userId });
  return userView(row);
}
