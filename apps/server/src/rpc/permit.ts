/** Decides whether an actor may do something; the same answer for tRPC and REST. */
import { leastRoleFor, type Permission, roleMay, scopesMay } from "@ratecard/contract";
import type { Actor } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";

export const may = (actor: Actor, permission: Permission): boolean =>
  actor.kind === "person" ? roleMay(actor.role, permission) : scopesMay(actor.scopes, permission);

export function permit(actor: Actor | null, permission: Permission): Actor {
  if (!actor) throw new DomainError("NOT_SIGNED_IN", {});
  if (!may(actor, permission)) throw new DomainError("FORBIDDEN", { permission, ask: leastRoleFor(permission) });
  return actor;
}
