/**
 * Refuses what does not come from our own pages or programs, before anything reads it.
 * Host    only addresses of this server: a foreign name that was pointed at us (DNS rebinding) is none.
 * Origin  a page of another site may not write, whatever cookies its visitor has.
 */
import { isIP } from "node:net";
import { hostname } from "node:os";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { refusedField } from "#server/errors/domain-error";
import type { Env } from "#server/services/env";

type HostSettings = Pick<Env, "HOST" | "PUBLIC_URL">;

export function guardRequests(app: FastifyInstance, env: HostSettings): void {
  // One program sends the same name with every request: it is not taken apart again.
  let lastHost: string | undefined;
  app.addHook("onRequest", async (request) => {
    const { host } = request.headers;
    if (host !== lastHost || host === undefined) {
      if (!isOurHost(host, env)) throw refusedField("Host", "foreign-host");
      lastHost = host;
    }
    const isWrite = request.method !== "GET" && request.method !== "HEAD";
    if (isWrite && !isOurOrigin(request, env)) throw refusedField("Origin", "foreign-origin");
  });
}

/** tRPC takes any content type by itself, and a multipart form crosses sites: only JSON. */
export function guardTrpc(scope: FastifyInstance): void {
  scope.addHook("onRequest", async (request) => {
    const type = request.headers["content-type"]?.split(";")[0]?.trim();
    if (request.method !== "GET" && type !== "application/json") throw refusedField("Content-Type", "not-json-type");
  });
}

/** IP addresses cannot be rebound; a name has to be one we know. */
export function isOurHost(host: string | undefined, { HOST, PUBLIC_URL }: HostSettings): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.toLowerCase();
  if (isIP(name.replace(/^\[|\]$/g, "")) !== 0) return true;
  const ours = ["localhost", HOST.toLowerCase(), hostname().toLowerCase()];
  if (PUBLIC_URL !== undefined) ours.push(new URL(PUBLIC_URL).hostname.toLowerCase());
  return ours.includes(name) || name.endsWith(".localhost");
}

function isOurOrigin({ headers }: FastifyRequest, { PUBLIC_URL }: HostSettings): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return headers["sec-fetch-site"] !== "cross-site";
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin).host;
  return from === host || (PUBLIC_URL !== undefined && from === new URL(PUBLIC_URL).host);
}
