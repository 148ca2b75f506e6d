/** better-auth's HTTP side: only the three calls the app needs, each with the body untouched and the caller's true address. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "#server/context";
import { PER_MINUTE } from "#server/limit-requests";
import { CLIENT_ADDRESS_HEADER } from "./auth";
import { headersOf } from "./headers-of";

const CALLS = [
  { method: "POST", url: "/api/auth/sign-in/email" },
  { method: "POST", url: "/api/auth/sign-out" },
  { method: "GET", url: "/api/auth/get-session" },
] as const;

const BODY_LIMIT_BYTES = 16 * 1024;

export async function serveAuth(app: FastifyInstance, services: Services): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    for (const call of CALLS) {
      scope.route({
        ...call,
        config: { rateLimit: { max: PER_MINUTE.signIn } },
        handler: async (request, reply) => pass(services, request, reply),
      });
    }
  });
}

async function pass(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const headers = headersOf(request);
  headers.set(CLIENT_ADDRESS_HEADER, request.ip);
  const url = new URL(request.url, services.env.PUBLIC_URL ?? `http://${request.headers.host ?? "localhost"}`);
  const body = request.method === "GET" || !Buffer.isBuffer(request.body) ? null : new Uint8Array(request.body);
  const answer = await services.auth.handler(new Request(url, { method: request.method, headers, body }));

  void reply.code(answer.status).header("cache-control", "no-store");
  for (const [name, value] of answer.headers) if (name !== "set-cookie") void reply.header(name, value);
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) void reply.header("set-cookie", cookies);
  const retryAfter = answer.headers.get("x-retry-after");
  if (retryAfter !== null) void reply.header("retry-after", retryAfter);
  return reply.send(Buffer.from(await answer.arrayBuffer()));
}
