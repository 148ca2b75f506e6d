/** Makes the first admin, once. Errors: SETUP_DONE, SETUP_LINK_INVALID. Of two at the same time, one wins. */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { CompleteSetup } from "@ratecard/contract";
import type { Database, Transaction } from "@ratecard/prisma";
import { hashPassword } from "better-auth/crypto";
import { DomainError } from "#server/errors/domain-error";
import type { Actor, Services } from "#server/services/context";
import { hashKey } from "#server/services/secrets";
import { write } from "#server/write/write";
import { lockUsers, type UserView } from "./rows";
import { insertUser } from "./users";

const SETUP: Actor = { kind: "program", id: "setup", label: "setup link", name: "setup link", scopes: [] };

export async function completeSetup(
  { db }: Services,
  { token, password, ...person }: CompleteSetup,
): Promise<UserView> {
  const passwordHash = await hashPassword(password);
  return write({ db, actor: SETUP }, { action: "user.create", subject: person.email, details: asAdmin }, async (tx) => {
    await lockUsers(tx);
    if ((await tx.user.count()) > 0) throw new DomainError("SETUP_DONE", {});
    if (!(await isSetupToken(tx, token))) throw new DomainError("SETUP_LINK_INVALID", {});
    await dropSetupToken(tx);
    return insertUser(tx, { ...person, role: "admin", passwordHash });
  });
}

const asAdmin = () => ({ role: "admin" });

/** Only its hash is stored, so any server on the database can check it. */
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

async function isSetupToken(tx: Transaction, token: string): Promise<boolean> {
  const row = await tx.setting.findUnique({ where: { key: KEY } });
  const expected = typeof row?.value === "string" ? Buffer.from(row.value) : null;
  const given = Buffer.from(hashKey(token));
  return expected !== null && expected.length === given.length && timingSafeEqual(expected, given);
}

async function dropSetupToken(tx: Transaction): Promise<void> {
  await tx.setting.deleteMany({ where: { key: KEY } });
}

/** Whether the first admin exists; the app shows the setup page until then. */
export async function findSetupState({ db }: Services): Promise<{ isSetUp: boolean }> {
  return { isSetUp: (await db.prisma.user.findFirst({ select: { id: true } })) !== null };
}
