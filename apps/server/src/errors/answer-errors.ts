/** The one error answer of everything outside tRPC. What nobody foresaw is logged under the request's id, and only the id goes out. */
import type { FastifyError, FastifyInstance } from "fastify";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPCError } from "@trpc/server";
import { DomainError } from "./domain-error";
import { TRPC_CODE_OF } from "./status-of";

export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError | DomainError, request, reply) => {
    if (error instanceof DomainError) {
      const status = getHTTPStatusCodeFromError(new TRPCError({ code: TRPC_CODE_OF[error.code] }));
      if ("retryAfterSeconds" in error.details)
        void reply.header("retry-after", String(error.details.retryAfterSeconds));
      return reply.code(status).send({ error: error.toBody() });
    }
    const status = error.statusCode ?? 500;
    if (status < 500) {
      return reply
        .code(status)
        .send({ error: { code: error.code ?? "BAD_REQUEST", message: error.message, details: {} } });
    }
    request.log.error({ err: error }, "request failed");
    const message = `Something went wrong on the server. Its log has the cause under request ${request.id}.`;
    return reply.code(500).send({ error: { code: "INTERNAL", message, details: { requestId: request.id } } });
  });
}
