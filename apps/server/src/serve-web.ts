/** The built web app: hashed files cached for good, every other path is the app's own route. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { allowedMethods } from "./rest/allowed-methods";
import { restRoutes } from "./rest/routes";

// The same from src (development, tests) and from dist (bundled): both lie one level below apps/server.
const WEB_DIST = fileURLToPath(new URL("../../web/dist", import.meta.url));
/** Never answered with the app's page: the server's own calls, and hashed files of an older build. */
const OWN_PREFIXES = /^\/(api|trpc|health|metrics|assets)([/?]|$)|^\/v1\//;

export async function serveWeb(app: FastifyInstance): Promise<void> {
  if (existsSync(WEB_DIST)) {
    await app.register(fastifyStatic, {
      root: WEB_DIST,
      index: false,
      setHeaders: (reply, path) => {
        void reply.header(
          "cache-control",
          path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
        );
      },
    });
  }
  const sendPage = (reply: FastifyReply) => reply.header("cache-control", "no-cache").sendFile("index.html", WEB_DIST);
  // The folder itself is no file: without this the first page anybody opens is refused.
  if (existsSync(WEB_DIST)) app.get("/", async (_request, reply) => sendPage(reply));

  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === "GET" && !OWN_PREFIXES.test(request.url);
    if (isPage && existsSync(WEB_DIST)) return sendPage(reply);
    const path = request.url.split("?")[0] ?? "";
    const allowed = allowedMethods(restRoutes, path);
    if (allowed.length > 0) {
      const message = `${path} does not answer ${request.method}. Use ${allowed.join(" or ")}; see /api/openapi.json.`;
      void reply.code(405).header("allow", allowed.join(", "));
      return reply.send({ error: { code: "METHOD_NOT_ALLOWED", message, details: {} } });
    }
    const message = `There is no ${request.method} ${path}. See /api/openapi.json.`;
    return reply.code(404).send({ error: { code: "NOT_FOUND", message, details: {} } });
  });
}
