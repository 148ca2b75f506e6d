/** Serves the REST routes: who acts, may they, is the input right; then the verb. Errors: `{ error: { code, message, details } }`. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { describeRefusal } from "#server/errors/answer-errors";
import { refusedField } from "#server/errors/domain-error";
import { invalidInput } from "#server/errors/invalid-input";
import { permit } from "#server/services/actor";
import type { ActingContext, Context } from "#server/services/context";
import type { RestRoute } from "./define-route";
import { PER_MINUTE } from "./limit-requests";
import { type HttpCall, passBodyBy, readBodyText, readJsonText, refuseLongBody } from "./read-body-chunks";

const TEXTS = [
  "application/json",
  "application/x-ndjson",
  "application/yaml",
  "text/plain",
  "text/csv",
  "text/tab-separated-values",
];

/** A parameter nobody reads would be a wish nobody fulfils: `dryRun` on a call that writes. */
const NO_QUERY = z.strictObject({});

export type ContextOf = (request: FastifyRequest) => Promise<Context>;

export async function registerRoutes(
  app: FastifyInstance,
  routes: readonly RestRoute[],
  contextOf: ContextOf,
): Promise<void> {
  const streamed = routes.filter(({ isStreamed }) => isStreamed);
  for (const types of new Set(streamed.map(mediaTypesOf))) {
    await app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser([...types], async (request: FastifyRequest, body: unknown) => {
        refuseLongBody(request);
        return body;
      });
      serve(
        scope,
        streamed.filter((route) => mediaTypesOf(route) === types),
        contextOf,
      );
    });
  }
  // Other bodies stay text until a route reads them: prices keep their digits.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(TEXTS, { parseAs: "buffer" }, async (request: FastifyRequest, body: Buffer) =>
    readBodyText(body, request.headers["content-type"] ?? ""),
  );
  serve(
    app,
    routes.filter(({ isStreamed }) => !isStreamed),
    contextOf,
  );
}

const mediaTypesOf = ({ mediaTypes = TEXTS }: RestRoute): readonly string[] => mediaTypes;

function serve(app: FastifyInstance, routes: readonly RestRoute[], contextOf: ContextOf): void {
  const acting = new WeakMap<FastifyRequest, ActingContext>();
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      config: { rateLimit: { max: route.permission === "usage:ingest" ? PER_MINUTE.ingest : PER_MINUTE.api } },
      ...(route.bodyLimitBytes === undefined ? {} : { bodyLimit: route.bodyLimitBytes }),
      ...(route.answerRefusal && { errorHandler: refusalHandler(route.answerRefusal) }),
      // Before the body is read: who may not call, may not send megabytes either.
      onRequest: async (request) => {
        const ctx = await contextOf(request);
        acting.set(request, { ...ctx, actor: permit(ctx.actor, route.permission) });
      },
      handler: async (request, reply) => {
        const ctx = acting.get(request);
        if (!ctx) throw new Error("onRequest has not run");
        try {
          return await answer(route, ctx, { request, reply });
        } catch (error) {
          await passBodyBy({ request, reply });
          throw error;
        }
      },
    });
  }
}

/** In place of the server's own form of a refusal. */
const refusalHandler =
  (answerRefusal: NonNullable<RestRoute["answerRefusal"]>) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const refusal = describeRefusal(error, request);
    if (refusal.retryAfterSeconds !== undefined) void reply.header("retry-after", refusal.retryAfterSeconds);
    const { type, body } = answerRefusal(request, refusal);
    void reply.code(refusal.status).type(type).send(body);
  };

async function answer(route: RestRoute, ctx: ActingContext, http: HttpCall): Promise<unknown> {
  const { request } = http;
  refuseUndecoded(request);
  const params = check(route.params, request.params);
  const query = check(route.query ?? NO_QUERY, request.query);
  const body = check(route.body, route.body ? bodyOf(route, request) : undefined);
  return route.handle(ctx, { params, query, body }, http);
}

function check(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}

/** A query that is no UTF-8 would be read as the text of its percent signs. */
function refuseUndecoded({ url }: FastifyRequest): void {
  try {
    decodeURIComponent(url.slice(url.indexOf("?") + 1));
  } catch {
    throw refusedField("query", "query-not-encoded");
  }
}

const bodyOf = ({ numbers }: RestRoute, { body }: FastifyRequest): unknown =>
  typeof body === "string" ? readJsonText(body, numbers ?? "plain") : body;
