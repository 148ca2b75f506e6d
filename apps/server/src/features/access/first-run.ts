/** The first start: admin and API key from the settings if they are there, else a setup link. Returns lines for the terminal. */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { type CompleteSetup, SCOPES } from "@ratecard/contract";
import type { Database, Transaction } from "@ratecard/prisma";
import { hashPassword } from "better-auth/crypto";
import { DomainError } from "#server/errors/domain-error";
import type { Actor, Services } from "#server/services/context";
import { hashKey } from "#server/services/secrets";
import { write, type WriteEntry } from "#server/write/write";
import { insertApiKey } from "./api-keys";
import { lockUsers, type UserView } from "./rows";
import { insertUser } from "./users";

const FIRST_START: Actor = {
  kind: "program",
  id: "first-start",
  label: "first start",
  name: "first start",
  scopes: [],
};

export async function prepareFirstRun(services: Services, address: string): Promise<string[]> {
  const { db, env } = services;
  if ((await db.prisma.user.count()) > 0) return [];
  const keyLines = await createFirstKey(services);
  if (env.RATECARD_ADMIN_EMAIL !== undefined && env.RATECARD_ADMIN_PASSWORD !== undefined) {
    await createFirstAdmin(services, env.RATECARD_ADMIN_EMAIL, env.RATECARD_ADMIN_PASSWORD);
    return [...keyLines, `Sign in as ${env.RATECARD_ADMIN_EMAIL} with the password of RATECARD_ADMIN_PASSWORD.`];
  }
  const link = `${env.PUBLIC_URL ?? address}/setup?token=${await issueSetupToken(db)}`;
  return [...keyLines, "", "First start: open this link to make the first admin. It works once.", `  ${link}`, ""];
}

async function createFirstAdmin({ db }: Services, email: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  const name = email.split("@")[0] ?? email;
  await unlessMadeAlready(db, { action: "user.create", subject: email }, async (tx) => {
    if ((await tx.user.count()) > 0) throw new MadeAlready();
    await insertUser(tx, { name, email, role: "admin", passwordHash });
  });
}

/** Only while there is no user and no key: a later start never brings a revoked key back. */
async function createFirstKey({ db, env }: Services): Promise<string[]> {
  const key = env.RATECARD_API_KEY;
  if (key === undefined) return [];
  const name = "first key";
  const entry = { action: "api-key.create", subject: name, details: () => ({ scopes: SCOPES }) };
  const isMade = await unlessMadeAlready(db, entry, async (tx) => {
    if ((await tx.apiKey.count()) > 0) throw new MadeAlready();
    await insertApiKey(tx, { key, name, scopes: SCOPES, createdBy: FIRST_START.label });
  });
  return isMade ? ["The API key of RATECARD_API_KEY was created with all scopes."] : [];
}

class MadeAlready extends Error {}

/** Of two servers that start together one makes it; the other writes nothing, no audit row either. */
async function unlessMadeAlready(
  db: Services["db"],
  entry: WriteEntry<void>,
  work: (tx: Transaction) => Promise<void>,
): Promise<boolean> {
  try {
    await write({ db, actor: FIRST_START }, entry, async (tx) => {
      await lockUsers(tx);
      await work(tx);
    });
    return true;
  } catch (error) {
    if (error instanceof MadeAlready) return false;
    throw error;
  }
}

const SETUP: Actor = { kind: "program", id: "setup", label: "setup link", name: "setup link", scopes: [] };

/** Makes the first admin, once. Errors: SETUP_DONE, SETUP_LINK_INVALID. Of two at the same time, one wins. */
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
async function issueSetupToken(db: Database): Promise<string> {
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
