/** The one error answer of everything outside tRPC. What nobody foresaw is logged under the request's id, and only the id goes out. */
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { FastifyError, FastifyInstance } from "fastify";
import { DomainError } from "./domain-error";
import { isDatabaseGone } from "./is-database-gone";
import { Overloaded } from "./overloaded";
import { TRPC_CODE_OF } from "./status-of";

export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const domain = domainErrorOf(error);
    if (domain) {
      if (isDatabaseGone(error)) request.log.error({ err: error }, "the database does not answer");
      if ("retryAfterSeconds" in domain.details) void reply.header("retry-after", domain.details.retryAfterSeconds);
      return reply.code(statusOf(domain)).send({ error: domain.toBody() });
    }
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const message = SENTENCES[error.code] ?? error.message;
      return reply.code(status).send({ error: { code: error.code ?? "BAD_REQUEST", message, details: {} } });
    }
    request.log.error({ err: error }, "request failed");
    const message = `Something went wrong on the server. Its log has the cause under request ${request.id}.`;
    return reply.code(500).send({ error: { code: "INTERNAL", message, details: { requestId: request.id } } });
  });
}

function domainErrorOf(error: Error): DomainError | null {
  if (error instanceof DomainError) return error;
  return isDatabaseGone(error) ? new Overloaded() : null;
}

const statusOf = (error: DomainError): number =>
  error instanceof Overloaded ? 503 : getHTTPStatusCodeFromError(new TRPCError({ code: TRPC_CODE_OF[error.code] }));

/** Fastify's own refusals, with the remedy. */
const SENTENCES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "The body is larger than this call takes. Send it in several parts.",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "This content type is not read here. Send application/json in UTF-8.",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "The body is shorter or longer than Content-Length says. Send it again.",
};
