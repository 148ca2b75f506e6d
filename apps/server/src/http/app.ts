/** The HTTP side of a server: tRPC for the app, REST for programs, better-auth for sign-in, the web app's files. */
import { randomUUID } from "node:crypto";
import { constants } from "node:zlib";
import compress from "@fastify/compress";
import { ACCEPT_FAILING_CASES } from "@ratecard/contract";
import { fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from "fastify";
import { collectDefaultMetrics, Registry } from "prom-client";
import { answerErrors, answerFrameworkError } from "#server/errors/answer-errors";
import { DomainError } from "#server/errors/domain-error";
import { authenticate } from "#server/features/access/authenticate";
import { serveAuth } from "#server/features/access/serve-auth";
import { limitRequests, PER_MINUTE } from "#server/rest/limit-requests";
import { openApiDocument } from "#server/rest/openapi";
import { type ContextOf, registerRoutes } from "#server/rest/register-routes";
import { restRoutes } from "#server/rest/routes";
import { appRouter } from "#server/rpc/router";
import { toTrpcError } from "#server/rpc/trpc";
import type { Context, Services } from "#server/services/context";
import { guardRequests, guardTrpc } from "./guard-requests";
import { addSecurityHeaders } from "./security-headers";
import { serveWeb } from "./serve-web";

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
const REQUEST_TIMEOUT_MS = 60_000;
const LONGEST_PARAMETER = 1024;

export async function createApp(services: Services, webFolder?: string): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: services.log,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: "idle",
    trustProxy: false,
    frameworkErrors: answerFrameworkError,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
  }) as unknown as FastifyInstance;

  const contextOf = async (request: FastifyRequest): Promise<Context> => ({
    ...services,
    actor: await authenticate(services, request),
    requestId: request.id,
    acceptsFailingCases: request.headers[ACCEPT_FAILING_CASES] === "true",
  });

  addSecurityHeaders(app);
  // Flushed at once, or the batch stream of tRPC would sit in the compressor's buffer.
  await app.register(compress, {
    zlibOptions: { flush: constants.Z_SYNC_FLUSH },
    brotliOptions: { flush: constants.BROTLI_OPERATION_FLUSH, params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  answerErrors(app);
  guardRequests(app, services.env);
  serveOperations(app, services);
  await app.register(async (scope) => {
    await limitRequests(scope);
    await serveAuth(scope, services);
    await scope.register((rest) => registerRoutes(rest, restRoutes, contextOf));
    await scope.register(async (trpc) => serveTrpc(trpc, services, contextOf));
  });
  await serveWeb(app, webFolder);
  return app;
}

const VERSION = "0.1.0";

/** Liveness, readiness, metrics and the OpenAPI document. */
function serveOperations(app: FastifyInstance, services: Services): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  let document: unknown;

  app.get("/health/live", async () => ({ status: "ok" }));
  app.get("/health/ready", async (_request, reply) => {
    try {
      await services.db.pool.query("SELECT 1");
      return { status: "ok", pricesVersion: services.prices.now().version.toString() };
    } catch {
      return reply.code(503).header("retry-after", "1").send({ status: "database unreachable" });
    }
  });
  app.get("/metrics", async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  app.get("/api/openapi.json", async () => (document ??= openApiDocument(restRoutes, VERSION)));
}

const MOST_CALLS_A_BATCH = 30;

type Failure = Readonly<{ error: Error & { code: string }; path?: string | undefined; ctx?: Context | undefined }>;

/** tRPC on /trpc: JSON only, few calls a batch, what nobody foresaw in the log. */
async function serveTrpc(scope: FastifyInstance, { log }: Services, contextOf: ContextOf): Promise<void> {
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
