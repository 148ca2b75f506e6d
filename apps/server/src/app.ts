/** The HTTP side of a server: tRPC for the app, REST for programs, better-auth for sign-in, the web app's files. */
import { randomUUID } from "node:crypto";
import compress from "@fastify/compress";
import helmet from "@fastify/helmet";
import { fastifyTRPCPlugin } from "@trpc/server/adapters/fastify";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { constants } from "node:zlib";
import type { Context, Services } from "./context";
import { answerErrors } from "./errors/answer-errors";
import { authenticate } from "./features/access/authenticate";
import { serveAuth } from "./features/access/serve-auth";
import { guardTrpc } from "./guard-trpc";
import { registerRoutes } from "./rest/register-routes";
import { restRoutes } from "./rest/routes";
import { appRouter } from "./router";
import { serveOperations } from "./serve-operations";
import { serveWeb } from "./serve-web";

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
const REQUEST_TIMEOUT_MS = 60_000;
const LONGEST_PARAMETER = 1024;
const MOST_CALLS_A_BATCH = 30;

export async function createApp(services: Services): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: services.log,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: "idle",
    trustProxy: false,
    disableRequestLogging: true,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
  }) as unknown as FastifyInstance;

  const contextOf = async (request: FastifyRequest): Promise<Context> => ({
    ...services,
    actor: await authenticate(services, request),
    requestId: request.id,
  });

  await app.register(helmet, { contentSecurityPolicy: { directives: CSP }, strictTransportSecurity: false });
  // Flushed at once, or the batch stream of tRPC would sit in the compressor's buffer.
  await app.register(compress, {
    zlibOptions: { flush: constants.Z_SYNC_FLUSH },
    brotliOptions: { flush: constants.BROTLI_OPERATION_FLUSH, params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  answerErrors(app);
  serveOperations(app, services);
  await serveAuth(app, services);

  await app.register(async (rest) => {
    // JSON stays text until a route reads it: prices keep their digits.
    rest.addContentTypeParser(
      ["application/json", "application/x-ndjson", "text/plain", "text/csv"],
      { parseAs: "string" },
      (_request, body, done) => done(null, body),
    );
    registerRoutes(rest, restRoutes, contextOf);
  });

  await app.register(async (scope) => {
    guardTrpc(scope);
    await scope.register(fastifyTRPCPlugin, {
      prefix: "/trpc",
      trpcOptions: {
        router: appRouter,
        createContext: ({ req }: { req: FastifyRequest }) => contextOf(req),
        maxBatchSize: MOST_CALLS_A_BATCH,
        onError: ({ error, path, ctx }: { error: Error; path?: string | undefined; ctx?: Context | undefined }) => {
          services.log[error.cause ? "debug" : "error"](
            { err: error, path, requestId: ctx?.requestId },
            "procedure failed",
          );
        },
      },
    });
  });

  await serveWeb(app);
  return app;
}

/** Mantine writes style elements, hence inline styles; scripts only from here. */
const CSP = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:"],
  connectSrc: ["'self'"],
  fontSrc: ["'self'", "data:"],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
};
