/**
 * Brings the sample gateway back after a restart, at its old address where that is free.
 * Errors  none: a gateway that does not come back is shown by the next discovery, and must not stop the server.
 */
import type { Actor, Services } from "#server/services/context";
import { guardedFetch } from "#server/outbound/guarded-fetch";
import { write } from "#server/write/write";
import { findServers, moveServer, type SampleServerRow } from "./rows";

const RESTART: Actor = { kind: "program", id: "start", label: "server start", name: "server start", scopes: [] };
const ANSWER = { maxBytes: 10_000, deadlineMs: 1000, allowPrivate: true } as const;
const LOOPBACK = "127.0.0.1";

export async function resumeSampleGateway(services: Services): Promise<void> {
  const servers = await findServers(services.db);
  const [first] = servers;
  if (!first?.apiKey) return;
  try {
    if (await isServed(first)) return;
    const { port, origin: before } = new URL(first.baseUrl);
    const origin = await services.sampleGateway.start(services.secrets.unwrap(first.apiKey), Number.parseInt(port, 10));
    if (origin !== before) await moveServers(services, servers, origin);
  } catch (error) {
    services.log.warn({ err: error }, "the sample gateway did not come back");
  }
}

/** Another Ratecard on this database and machine brought it back already. */
async function isServed({ baseUrl }: SampleServerRow): Promise<boolean> {
  if (new URL(baseUrl).hostname !== LOOPBACK) return false;
  const answer = await guardedFetch({ ...ANSWER, url: `${baseUrl}/health/readiness` });
  return answer.ok && answer.status === 200;
}

async function moveServers(
  { db, clock }: Services,
  servers: readonly SampleServerRow[],
  origin: string,
): Promise<void> {
  const entry = { action: "server.move", subject: "sample gateway", details: () => ({ origin }) };
  await write({ db, actor: RESTART }, entry, async (tx) => {
    for (const { id, baseUrl } of servers) {
      await moveServer(tx, id, { baseUrl: origin + new URL(baseUrl).pathname, updatedAt: clock() });
    }
  });
}
