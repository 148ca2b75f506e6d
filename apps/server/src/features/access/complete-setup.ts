/** Makes the first admin, once. Errors: SETUP_DONE, SETUP_LINK_INVALID. Of two at the same time, one wins. */
import type { CompleteSetup } from "@ratecard/contract";
import { hashPassword } from "better-auth/crypto";
import type { Actor, Services } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { write } from "#server/write/write";
import { insertUser } from "./insert-user";
import { lockUsers, type UserView } from "./rows";
import { dropSetupToken, isSetupToken } from "./setup-token";

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
