/** Who I am and what I may do; null for someone who is not signed in. */
import { PERMISSIONS, type Permission, type Role } from "@ratecard/contract";
import type { Context } from "#server/services/context";
import { may } from "#server/rpc/permit";

export type Me = Readonly<{
  kind: "person" | "program";
  id: string;
  name: string;
  email: string | null;
  role: Role | null;
  permissions: readonly Permission[];
}>;

export function me({ actor }: Context): Me | null {
  if (!actor) return null;
  const { kind, id, name } = actor;
  const permissions = PERMISSIONS.filter((permission) => may(actor, permission));
  return actor.kind === "person"
    ? { kind, id, name, email: actor.email, role: actor.role, permissions }
    : { kind, id, name, email: null, role: null, permissions };
}
