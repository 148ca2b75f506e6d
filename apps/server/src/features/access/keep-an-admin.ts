/** Refuses what would leave nobody who can manage users. Errors: LAST_ADMIN. Call it under lockUsers. */
import type { Transaction } from "@ratecard/prisma";
import { DomainError } from "#server/errors/domain-error";
import type { UserView } from "./rows";

export async function keepAnAdmin(tx: Transaction, leaving: UserView): Promise<void> {
  if (leaving.role !== "admin" || leaving.isDisabled) return;
  const others = await tx.user.count({ where: { role: "admin", isDisabled: false, id: { not: leaving.id } } });
  if (others === 0) throw new DomainError("LAST_ADMIN", { email: leaving.email });
}
