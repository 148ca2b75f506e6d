/** The one-time token of the setup link: only its hash is stored, so any server on the database can check it. */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Database, Transaction } from "@ratecard/prisma";
import { hashKey } from "#server/services/hash-key";

const KEY = "setup.token-hash";

/** Replaces an earlier one: the newest printed link works. */
export async function issueSetupToken(db: Database): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const value = hashKey(token);
  await db.prisma.setting.upsert({
    where: { key: KEY },
    create: { key: KEY, value, updatedBy: "first start" },
    update: { value, updatedAt: new Date() },
  });
  return token;
}

export async function isSetupToken(tx: Transaction, token: string): Promise<boolean> {
  const row = await tx.setting.findUnique({ where: { key: KEY } });
  const expected = typeof row?.value === "string" ? Buffer.from(row.value) : null;
  const given = Buffer.from(hashKey(token));
  return expected !== null && expected.length === given.length && timingSafeEqual(expected, given);
}

export async function dropSetupToken(tx: Transaction): Promise<void> {
  await tx.setting.deleteMany({ where: { key: KEY } });
}
