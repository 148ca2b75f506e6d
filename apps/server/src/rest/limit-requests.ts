/**
 * How much one address may ask for, and when the whole server says "later".
 * Units   requests per minute and address; event-loop delay in ms. Sign-in has limits of its own in the database as well.
 * Errors  TOO_BUSY (429) for an address over its limit, UNAVAILABLE (503) under pressure, both with Retry-After.
 */
import rateLimit from "@fastify/rate-limit";
import underPressure, { type FastifyUnderPressureOptions } from "@fastify/under-pressure";
import type { FastifyInstance } from "fastify";
import { DomainError, unavailable } from "#server/errors/domain-error";

/** A gateway reports every call of every user from one address: that limit only stops a runaway loop. */
export const PER_MINUTE = { signIn: 60, app: 6000, api: 6000, ingest: 600_000 } as const;

const WINDOW_MS = 60_000;

type Pressure = Pick<FastifyUnderPressureOptions, "maxEventLoopDelay" | "maxHeapUsedBytes" | "sampleInterval">;
const USUAL: Pressure = { maxEventLoopDelay: 2500 };

/** Routes of `scope` opt in with `config.rateLimit.max`. */
export async function limitRequests(scope: FastifyInstance, pressure: Pressure = USUAL): Promise<void> {
  await scope.register(underPressure, {
    ...pressure,
    pressureHandler: () => {
      throw unavailable();
    },
  });
  await scope.register(rateLimit, {
    global: false,
    timeWindow: WINDOW_MS,
    errorResponseBuilder: (_request, { ttl }) =>
      new DomainError("TOO_BUSY", { retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1000)) }),
  });
}
