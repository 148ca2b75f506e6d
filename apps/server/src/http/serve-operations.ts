/** Liveness, readiness, metrics and the OpenAPI document. */
import type { FastifyInstance } from "fastify";
import { Registry, collectDefaultMetrics } from "prom-client";
import type { Services } from "#server/services/context";
import { openApiDocument } from "#server/rest/openapi";
import { restRoutes } from "#server/rest/routes";

const VERSION = "0.1.0";

export function serveOperations(app: FastifyInstance, services: Services): void {
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
