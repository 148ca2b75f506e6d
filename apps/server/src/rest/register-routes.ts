/** Serves the REST routes: who acts, may they, is the input right; then the verb. Errors: `{ error: { code, message, details } }`. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { parse as parseLossless } from "lossless-json";
import type { z } from "zod";
import type { Context } from "#server/context";
import { DomainError } from "#server/errors/domain-error";
import { invalidInput } from "#server/errors/invalid-input";
import { permit } from "#server/permit";
import type { RestRoute } from "./define-route";

export type ContextOf = (request: FastifyRequest) => Promise<Context>;

export function registerRoutes(app: FastifyInstance, routes: readonly RestRoute[], contextOf: ContextOf): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      ...(route.bodyLimitBytes === undefined ? {} : { bodyLimit: route.bodyLimitBytes }),
      handler: async (request, reply) => {
        const ctx = await contextOf(request);
        const actor = permit(ctx.actor, route.permission);
        const params = check(route.params, request.params);
        const query = check(route.query, request.query);
        const body = check(route.body, route.body ? bodyOf(route, request) : undefined);
        return route.handle({ ...ctx, actor }, { params, query, body } as never, { request, reply });
      },
    });
  }
}

function check(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}

/** Bodies arrive as text (see app.ts), so that a price keeps its digits. */
function bodyOf(route: RestRoute, request: FastifyRequest): unknown {
  if (typeof request.body !== "string") return request.body;
  try {
    return route.numbers === "text" ? parseLossless(request.body) : JSON.parse(request.body);
  } catch (cause) {
    const problem = `is not valid JSON (${cause instanceof Error ? cause.message : "unreadable"}). Send one JSON document in UTF-8.`;
    throw new DomainError("INVALID_INPUT", { issues: [{ field: "body", problem }] }, { cause });
  }
}
