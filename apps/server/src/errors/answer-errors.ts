/** The one error answer of everything outside tRPC. An unforeseen error is logged under the request's id, and only the id goes out. */
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type DomainError, toDomainError, TRPC_CODE_OF } from "./domain-error";

export type Refusal = Readonly<{
  status: number;
  retryAfterSeconds?: number;
  error: Readonly<{ code: string; message: string; details: unknown }>;
}>;

export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const { status, retryAfterSeconds, error: body } = describeRefusal(error, request);
    if (retryAfterSeconds !== undefined) void reply.header("retry-after", retryAfterSeconds);
    return reply.code(status).send({ error: body });
  });
}

/** What is answered for an error. An unforeseen error is logged here. */
export function describeRefusal(error: FastifyError, request: FastifyRequest): Refusal {
  const domain = toDomainError(error);
  if (domain) {
    if (domain !== (error as Error)) request.log.error({ err: error }, "the database does not answer");
    return {
      status: statusOf(domain),
      ...("retryAfterSeconds" in domain.details && { retryAfterSeconds: domain.details.retryAfterSeconds }),
      error: domain.toBody(),
    };
  }
  const status = error.statusCode ?? 500;
  if (status < 500) {
    const message = SENTENCES[error.code] ?? error.message;
    return { status, error: { code: error.code ?? "BAD_REQUEST", message, details: {} } };
  }
  request.log.error({ err: error }, "request failed");
  const message = `Something went wrong on the server. Its log has the cause under request ${request.id}.`;
  return { status: 500, error: { code: "INTERNAL", message, details: { requestId: request.id } } };
}

/** Refusals of the router, made before there is a handler to fail. */
export const answerFrameworkError = (error: FastifyError, _request: unknown, reply: FastifyReply): void => {
  const message = SENTENCES[error.code] ?? error.message;
  void reply.code(error.statusCode ?? 400).send({ error: { code: error.code, message, details: {} } });
};

const statusOf = (error: DomainError): number =>
  getHTTPStatusCodeFromError(new TRPCError({ code: TRPC_CODE_OF[error.code] }));

/** Fastify's own refusals, with the remedy. */
const SENTENCES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "The body is larger than this call takes. Send it in several parts.",
  FST_ERR_CTP_INVALID_MEDIA_TYPE:
    "This content type is not read here. Send application/json in UTF-8; an import takes text/csv too, spans application/x-protobuf.",
  FST_ERR_BAD_URL: "The address has a broken %-escape. Encode names in it as UTF-8, as encodeURIComponent does.",
  FST_ERR_MAX_PARAM_LENGTH: "A name in the address is longer than any may be (255 characters). Shorten it.",
  FST_CP_ERR_INVALID_CONTENT_ENCODING: "This Content-Encoding is not read here. Send gzip, deflate, br or none.",
  FST_CP_ERR_INVALID_CONTENT: "The body is not packed as Content-Encoding says. Send it again, or without that header.",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "The body is shorter or longer than Content-Length says. Send it again.",
};
