/** Stores a new password and ends the person's sessions, all but `keepSession`. */
import type { Transaction } from "@ratecard/prisma";

type NewPassword = Readonly<{ userId: string; passwordHash: string; at: Date; keepSession?: string | undefined }>;

export async function setPassword(
  tx: Transaction,
  { userId, passwordHash, at, keepSession }: NewPassword,
): Promise<void> {
  const where = { userId, providerId: "credential" };
  await tx.account.updateMany({ where, data: { password: passwordHash, updatedAt: at } });
  await tx.session.deleteMany({
    where: { userId, ...(keepSession === undefined ? {} : { NOT: { id: keepSession } }) },
  });
}
