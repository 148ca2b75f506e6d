/** A new person with an initial password. Errors: ALREADY_EXISTS. */
import type { CreateUser } from "@ratecard/contract";
import { hashPassword } from "better-auth/crypto";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { insertUser } from "./insert-user";
import { lockUsers, type UserView } from "./rows";

export async function createUser(ctx: ActingContext, { password, ...person }: CreateUser): Promise<UserView> {
  const passwordHash = await hashPassword(password);
  const details = () => ({ name: person.name, role: person.role });
  return write(ctx, { action: "user.create", subject: person.email, details }, async (tx) => {
    await lockUsers(tx);
    return insertUser(tx, { ...person, passwordHash });
  });
}
