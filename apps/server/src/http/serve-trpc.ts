/** tRPC on /trpc: JSON only, few calls a batch, what nobody foresaw in the log. */
import { fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Context, Services } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { guardTrpc } from "./guard-requests";
import { PER_MINUTE } from "#server/rest/limit-requests";
import type { ContextOf } from "#server/rest/register-routes";
import { appRouter } from "#server/rpc/router";
import { toTrpcError } from "#server/rpc/trpc";

const MOST_CALLS_A_BATCH = 30;

type Failure = Readonly<{ error: Error & { code: string }; path?: string | undefined; ctx?: Context | undefined }>;

export async function serveTrpc(scope: FastifyInstance, { log }: Services, contextOf: ContextOf): Promise<void> {
  guardTrpc(scope);
  scope.addHook("onRequest", scope.rateLimit({ max: PER_MINUTE.app }));
  await scope.register(fastifyTRPCPlugin, {
    prefix: "/trpc",
    trpcOptions: {
      router: appRouter,
      createContext: ({ req }: { req: FastifyRequest }) =>
        contextOf(req).catch((error: unknown) => {
          throw toTrpcError(error) ?? error;
        }),
      maxBatchSize: MOST_CALLS_A_BATCH,
      responseMeta: ({ errors }: Readonly<{ errors: readonly Error[] }>) => ({ headers: retryAfterOf(errors) }),
      onError: ({ error, path, ctx }: Failure) => {
        const level = error.code === "INTERNAL_SERVER_ERROR" ? "error" : "debug";
        log[level]({ err: error, path, requestId: ctx?.requestId }, "procedure failed");
      },
    },
  });
}

/** Of several refused calls of a batch the longest wait holds for all. */
function retryAfterOf(errors: readonly Error[]): Record<string, string> {
  const seconds = errors.flatMap(({ cause }) =>
    cause instanceof DomainError && "retryAfterSeconds" in cause.details ? cause.details.retryAfterSeconds : [],
  );
  return seconds.length === 0 ? {} : { "retry-after": String(Math.max(...seconds)) };
}
