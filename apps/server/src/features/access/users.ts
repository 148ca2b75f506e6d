/** People who sign in. Only one change of them at a time (lockUsers), so that an admin is always left. */
import { randomUUID } from "node:crypto";
import type { ChangeOwnPassword, ChangeUserRole, CreateUser, ResetPassword, SetUserDisabled } from "@ratecard/contract";
import type { Database, Transaction } from "@ratecard/prisma";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { DomainError, refusedField } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { lockUsers, type UserView, userView } from "./rows";

export async function listUsers({ db }: ActingContext): Promise<UserView[]> {
  return (await db.prisma.user.findMany({ orderBy: [{ name: "asc" }, { email: "asc" }] })).map(userView);
}

/** Errors: NOT_FOUND. */
async function findUser(db: Transaction | Database["prisma"], userId: string): Promise<UserView> {
  const row = await db.user.findUnique({ where: { id: userId } });
  if (!row) throw new DomainError("NOT_FOUND", { what: "user", name: userId });
  return userView(row);
}

type NewUser = Omit<CreateUser, "password"> & Readonly<{ passwordHash: string }>;

/** A person with a password, as better-auth stores one. Errors: ALREADY_EXISTS. */
export async function insertUser(tx: Transaction, { name, email, role, passwordHash }: NewUser): Promise<UserView> {
  if (await tx.user.findUnique({ where: { email } })) {
    throw new DomainError("ALREADY_EXISTS", { what: "user", name: email });
  }
  const id = randomUUID();
  const account = { id: randomUUID(), accountId: id, providerId: "credential", password: passwordHash };
  return userView(await tx.user.create({ data: { id, name, email, role, accounts: { create: account } } }));
}

/** A new person with an initial password. Errors: ALREADY_EXISTS. */
export async function createUser(ctx: ActingContext, { password, ...person }: CreateUser): Promise<UserView> {
  const passwordHash = await hashPassword(password);
  const details = () => ({ name: person.name, role: person.role });
  return write(ctx, { action: "user.create", subject: person.email, details }, async (tx) => {
    await lockUsers(tx);
    return insertUser(tx, { ...person, passwordHash });
  });
}

/** Refuses what would leave nobody who can manage users. Errors: LAST_ADMIN. Call it under lockUsers. */
async function keepAnAdmin(tx: Transaction, leaving: UserView): Promise<void> {
  if (leaving.role !== "admin" || leaving.isDisabled) return;
  const others = await tx.user.count({ where: { role: "admin", isDisabled: false, id: { not: leaving.id } } });
  if (others === 0) throw new DomainError("LAST_ADMIN", { email: leaving.email });
}

/** Errors: NOT_FOUND, LAST_ADMIN. Takes effect with the person's next request. */
export async function changeUserRole(ctx: ActingContext, { userId, role }: ChangeUserRole): Promise<UserView> {
  const { email, role: before } = await findUser(ctx.db.prisma, userId);
  const entry = { action: "user.change-role", subject: email, details: () => ({ before, after: role }) };
  return write(ctx, entry, async (tx) => {
    await lockUsers(tx);
    if (role !== "admin") await keepAnAdmin(tx, await findUser(tx, userId));
    return userView(await tx.user.update({ where: { id: userId }, data: { role, updatedAt: ctx.clock() } }));
  });
}

/** Closes or reopens an account; closing ends its sessions at once. Errors: NOT_FOUND, LAST_ADMIN. */
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

type NewPassword = Readonly<{ userId: string; passwordHash: string; at: Date; keepSession?: string | undefined }>;

/** Stores a new password and ends the person's sessions, all but `keepSession`. */
async function setPassword(tx: Transaction, { userId, passwordHash, at, keepSession }: NewPassword): Promise<void> {
  const where = { userId, providerId: "credential" };
  await tx.account.updateMany({ where, data: { password: passwordHash, updatedAt: at } });
  await tx.session.deleteMany({
    where: { userId, ...(keepSession === undefined ? {} : { NOT: { id: keepSession } }) },
  });
}

/** One's own password, with the current one as proof; sessions elsewhere end. Errors: INVALID_INPUT, FORBIDDEN for a key. */
export async function changeOwnPassword(ctx: ActingContext, { current, next }: ChangeOwnPassword): Promise<void> {
  const { actor, db } = ctx;
  if (actor.kind !== "person") throw new DomainError("FORBIDDEN", { permission: "own password", ask: "viewer" });
  const userId = actor.id;
  const account = await db.prisma.account.findFirst({ where: { userId, providerId: "credential" } });
  const isRight = account?.password ? await verifyPassword({ hash: account.password, password: current }) : false;
  if (!isRight) {
    throw refusedField("current", "wrong-password");
  }
  const passwordHash = await hashPassword(next);
  await write(ctx, { action: "user.change-password", subject: actor.email }, (tx) =>
    setPassword(tx, { userId, passwordHash, at: ctx.clock(), keepSession: actor.sessionId }),
  );
}

/** An admin gives someone a new password; every session of that person ends. Errors: NOT_FOUND. */
export async function resetPassword(ctx: ActingContext, { userId, password }: ResetPassword): Promise<void> {
  const { email } = await findUser(ctx.db.prisma, userId);
  const passwordHash = await hashPassword(password);
  await write(ctx, { action: "user.reset-password", subject: email }, (tx) =>
    setPassword(tx, { userId, passwordHash, at: ctx.clock() }),
  );
}
