/** Who is acting: a program by its key, a person by the session cookie, or nobody. */
import { ROLES } from "@ratecard/contract";
import type { FastifyRequest } from "fastify";
import type { Actor, Services } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { unavailable } from "#server/errors/to-domain-error";
import { headersOf } from "./headers-of";

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
