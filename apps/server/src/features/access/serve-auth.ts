/** better-auth's HTTP side: only the three calls the app needs, each with the body untouched and the caller's true address. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { DomainError, unavailable } from "#server/errors/domain-error";
import { PER_MINUTE } from "#server/rest/limit-requests";
import { CLIENT_ADDRESS_HEADER } from "#server/services/auth";
import type { Services } from "#server/services/context";
import { hashKey } from "#server/services/secrets";
import { authenticate, headersOf } from "./authenticate";

const BODY_LIMIT_BYTES = 16 * 1024;

type Handler = (services: Services, request: FastifyRequest) => Promise<Response>;

export async function serveAuth(app: FastifyInstance, services: Services): Promise<void> {
  const serve = (scope: FastifyInstance, method: "GET" | "POST", url: string, handle: Handler) =>
    scope.route({
      method,
      url: `/api/auth${url}`,
      config: { rateLimit: { max: PER_MINUTE.signIn } },
      handler: async (request, reply) => answer(reply, await handle(services, request)),
    });

  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    serve(scope, "POST", "/sign-in/email", signIn);
    serve(scope, "POST", "/sign-out", signOut);
    serve(scope, "GET", "/get-session", pass);
  });
}

const SignIn = z.object({ email: z.string() });

async function signIn(services: Services, request: FastifyRequest): Promise<Response> {
  const body = Buffer.isBuffer(request.body) ? parseJson(request.body.toString("utf8")) : null;
  const email = SignIn.safeParse(body).data?.email;
  if (email === undefined) return pass(services, request);
  await refuseTooManyFailures(services, email);
  const response = await pass(services, request);
  if (response.status === 401) await countFailure(services, email);
  if (response.ok) await forgetFailures(services, email);
  return response;
}

/** better-auth forgets the cookie even when it could not end the session, which whoever has a copy could then go on with. */
async function signOut(services: Services, request: FastifyRequest): Promise<Response> {
  const actor = await authenticate(services, request);
  const response = await pass(services, request);
  if (actor?.kind !== "person" || actor.sessionId === undefined) return response;
  const left = await services.db.prisma.session.count({ where: { id: actor.sessionId } });
  if (left > 0) throw unavailable();
  return response;
}

async function pass(services: Services, request: FastifyRequest): Promise<Response> {
  const headers = headersOf(request);
  headers.set(CLIENT_ADDRESS_HEADER, request.ip);
  const url = new URL(request.url, services.env.PUBLIC_URL ?? `http://${request.headers.host ?? "localhost"}`);
  const body = request.method === "GET" || !Buffer.isBuffer(request.body) ? null : new Uint8Array(request.body);
  const response = await services.auth.handler(new Request(url, { method: request.method, headers, body }));
  // What it could not read or write is the database, and it hides why.
  if (response.status >= 500) throw unavailable();
  return response;
}

async function answer(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  void reply.code(response.status).header("cache-control", "no-store");
  for (const [name, value] of response.headers) if (name !== "set-cookie") void reply.header(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) void reply.header("set-cookie", cookies);
  const retryAfter = response.headers.get("x-retry-after");
  if (retryAfter !== null) void reply.header("retry-after", retryAfter);
  return reply.send(Buffer.from(await response.arrayBuffer()));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const MOST_FAILURES = 8;
/** Not longer than better-auth's own window: it prunes older rows of this table. */
const PAUSE_MS = 60_000;

type Parts = Pick<Services, "db" | "clock">;

/**
 * Slows down guessing at one account from many addresses; better-auth itself counts by address.
 * Units   failed tries; the pause after the last one in ms. In the database, so every server counts together.
 * Errors  TOO_BUSY while the account pauses, whether it exists or not.
 */
async function refuseTooManyFailures({ db, clock }: Parts, email: string): Promise<void> {
  const row = await db.prisma.rateLimit.findUnique({ where: { key: keyOf(email) } });
  if (!row || row.count < MOST_FAILURES) return;
  const leftMs = Number(row.lastRequest) + PAUSE_MS - clock().getTime();
  if (leftMs > 0) throw new DomainError("TOO_BUSY", { retryAfterSeconds: Math.ceil(leftMs / 1000) });
}

async function countFailure({ db, clock }: Parts, email: string): Promise<void> {
  const now = BigInt(clock().getTime());
  const earliest = now - BigInt(PAUSE_MS);
  const key = keyOf(email);
  await db.prisma.$executeRaw`INSERT INTO rate_limits (id, key, count, last_request) VALUES (${key}, ${key}, 1, ${now})
    ON CONFLICT (key) DO UPDATE SET last_request = EXCLUDED.last_request,
      count = CASE WHEN rate_limits.last_request < ${earliest} THEN 1 ELSE rate_limits.count + 1 END`;
}

async function forgetFailures({ db }: Parts, email: string): Promise<void> {
  await db.prisma.rateLimit.deleteMany({ where: { key: keyOf(email) } });
}

const keyOf = (email: string) => `account:${hashKey(email.trim().toLowerCase())}`;
