/** The first start: admin and API key from the settings if they are there, else a setup link. Returns lines for the terminal. */
import { SCOPES } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import { hashPassword } from "better-auth/crypto";
import type { Actor, Services } from "#server/services/context";
import { write, type WriteEntry } from "#server/write/write";
import { insertApiKey } from "./api-keys";
import { issueSetupToken } from "./complete-setup";
import { lockUsers } from "./rows";
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
