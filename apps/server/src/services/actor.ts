/** Who is acting. */
import { leastRoleFor, type Permission, type Role, roleMay, type Scope, scopesMay } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";

/** A person with a session, or a program with an API key. `label` is what the audit log shows. */
export type Actor =
  | { kind: "person"; id: string; label: string; name: string; email: string; role: Role; sessionId?: string }
  | { kind: "program"; id: string; label: string; name: string; scopes: readonly Scope[] };

/** Decides whether an actor may do something; the same answer for tRPC and REST. */
export const may = (actor: Actor, permission: Permission): boolean =>
  actor.kind === "person" ? roleMay(actor.role, permission) : scopesMay(actor.scopes, permission);

export function permit(actor: Actor | null, permission: Permission): Actor {
  if (!actor) throw new DomainError("NOT_SIGNED_IN", {});
  if (!may(actor, permission)) throw new DomainError("FORBIDDEN", { permission, ask: leastRoleFor(permission) });
  return actor;
}
