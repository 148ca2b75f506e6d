/** Who is acting: a program by its key, a person by the session cookie, or nobody. */
import { type Permission, PERMISSIONS, type Role, ROLES } from "@ratecard/contract";
import type { FastifyRequest } from "fastify";
import { DomainError, unavailable } from "#server/errors/domain-error";
import { may } from "#server/services/actor";
import type { Actor, Context, Services } from "#server/services/context";

export async function authenticate(services: Services, request: FastifyRequest): Promise<Actor | null> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    const program = key === undefined ? null : await services.apiKeys.find(key);
    if (!program) throw new DomainError("NOT_SIGNED_IN", {});
    return program;
  }
  return request.headers.cookie === undefined ? null : personOf(services, request);
}

async function personOf(services: Services, request: FastifyRequest): Promise<Actor | null> {
  const found = await sessionOf(services, request);
  if (!found || found.user.isDisabled) return null;
  const { id, name, email } = found.user;
  const role = ROLES.find((known) => known === found.user.role);
  return role ? { kind: "person", id, label: email, name, email, role, sessionId: found.session.id } : null;
}

/** better-auth hides why a session could not be read; what it reads is the database, so the answer is "try again". */
async function sessionOf({ auth, log }: Services, request: FastifyRequest) {
  try {
    return await auth.api.getSession({ headers: headersOf(request), query: { disableRefresh: true } });
  } catch (error) {
    log.error({ err: error, requestId: request.id }, "a session could not be read");
    throw unavailable();
  }
}

/** Node's headers as the web's; better-auth reads those. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const single of Array.isArray(value) ? value : [value]) if (single !== undefined) headers.append(name, single);
  }
  return headers;
}

type Me = Readonly<{
  kind: "person" | "program";
  id: string;
  name: string;
  email: string | null;
  role: Role | null;
  permissions: readonly Permission[];
}>;

/** Who I am and what I may do; null for someone who is not signed in. */
export function me({ actor }: Context): Me | null {
  if (!actor) return null;
  const { kind, id, name } = actor;
  const permissions = PERMISSIONS.filter((permission) => may(actor, permission));
  return actor.kind === "person"
    ? { kind, id, name, email: actor.email, role: actor.role, permissions }
    : { kind, id, name, email: null, role: null, permissions };
}
