/** tRPC accepts any content type and any origin by itself, and a multipart form crosses sites: only JSON, only our own pages. */
import type { FastifyInstance } from "fastify";
import { DomainError } from "./errors/domain-error";

export function guardTrpc(scope: FastifyInstance): void {
  scope.addHook("onRequest", async (request) => {
    const { origin, host } = request.headers;
    if (origin !== undefined && !sameHost(origin, host)) {
      throw new DomainError("INVALID_INPUT", {
        issues: [{ field: "Origin", problem: "is another site. Use the app from its own address." }],
      });
    }
    const type = request.headers["content-type"];
    if (request.method !== "GET" && type?.split(";")[0]?.trim() !== "application/json") {
      throw new DomainError("INVALID_INPUT", {
        issues: [{ field: "Content-Type", problem: "must be application/json." }],
      });
    }
  });
}

const sameHost = (origin: string, host: string | undefined) => URL.canParse(origin) && new URL(origin).host === host;
