/** The built web app: hashed files cached for good, every other path is the app's own route. */
import { existsSync } from "node:fs";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { restRoutes } from "#server/rest/routes";
import type { RestRoute } from "../rest/define-route";

/** Never answered with the app's page: the server's own calls, and hashed files of an older build. */
const OWN_PREFIXES = /^\/(api|trpc|health|metrics|assets)([/?]|$)|^\/v1\//;

/** `folder`: where the web app is built to; without it there are no pages. */
export async function serveWeb(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const root = folder !== undefined && existsSync(folder) ? folder : undefined;
  if (root !== undefined) {
    await app.register(fastifyStatic, {
      root,
      index: false,
      setHeaders: (reply, path) => {
        void reply.header(
          "cache-control",
          path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
        );
      },
    });
  }
  const sendPage = (reply: FastifyReply) => reply.header("cache-control", "no-cache").sendFile("index.html", root);
  // The folder itself is no file: without this the first page anybody opens is refused.
  if (root !== undefined) app.get("/", async (_request, reply) => sendPage(reply));

  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === "GET" && !OWN_PREFIXES.test(request.url);
    if (isPage && root !== undefined) return sendPage(reply);
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

/** Which methods a path answers, for a call that used another one. */
function allowedMethods(routes: readonly Pick<RestRoute, "method" | "path">[], path: string): readonly string[] {
  const parts = path.split("/");
  const matches = (pattern: string) => {
    const wanted = pattern.split("/");
    return (
      wanted.length === parts.length && wanted.every((part, index) => part.startsWith(":") || part === parts[index])
    );
  };
  return routes.filter((route) => matches(route.path)).map(({ method }) => method);
}
