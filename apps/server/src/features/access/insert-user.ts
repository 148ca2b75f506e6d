/** A person with a password, as better-auth stores one. Errors: ALREADY_EXISTS. */
import { randomUUID } from "node:crypto";
import type { CreateUser } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import { DomainError } from "#server/errors/domain-error";
import { type UserView, userView } from "./rows";

type NewUser = Omit<CreateUser, "password"> & Readonly<{ passwordHash: string }>;

export async function insertUser(tx: Transaction, { name, email, role, passwordHash }: NewUser): Promise<UserView> {
  if (await tx.user.findUnique({ where: { email } })) {
    throw new DomainError("ALREADY_EXISTS", { what: "user", name: email });
  }
  const id = randomUUID();
  const account = { id: randomUUID(), accountId: id, providerId: "credential", password: passwordHash };
  return userView(await tx.user.create({ data: { id, name, email, role, accounts: { create: account } } }));
}
