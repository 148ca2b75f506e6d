/**
 * Keeps the catalogue fresh in the background: at the start when it is older than its time to live, then whenever it becomes so.
 * Time    a failed attempt is tried again after a quarter of an hour at most; nothing here delays the start or the stop.
 * Errors  logged and shown in the state; the last good snapshot stays in force.
 */
import type { Services } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { catalogState } from "./catalog-state";
import { refreshCatalog } from "./refresh-catalog";
import { SYSTEM } from "#server/write/system-actor";

const HOUR_MS = 3_600_000;
const RETRY_MS = 15 * 60_000;

export function keepCatalogFresh(services: Services): { close: () => Promise<void> } {
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const round = async () => {
    const waitMs = await refreshWhenDue(services, closing.signal).catch((error: unknown) => {
      if (!closing.signal.aborted) services.log.warn({ err: error }, "the catalogue was not refreshed");
      return RETRY_MS;
    });
    if (closing.signal.aborted) return;
    timer = setTimeout(start, waitMs).unref();
  };
  const start = () => {
    running = round();
  };
  start();

  return {
    close: async () => {
      closing.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

/** Answers how long to wait until the next look. */
async function refreshWhenDue(services: Services, signal: AbortSignal): Promise<number> {
  const { inForce, lastSuccessAt, configuredSource } = await catalogState(services);
  const lastGood = inForce?.source === configuredSource ? lastSuccessAt : null;
  const dueAt = lastGood === null ? 0 : Date.parse(lastGood) + services.env.CATALOG_TTL_HOURS * HOUR_MS;
  const waitMs = dueAt - services.clock().getTime();
  if (waitMs > 0) return Math.min(waitMs, HOUR_MS);
  try {
    await refreshCatalog({ ...services, actor: SYSTEM, signal });
  } catch (error) {
    // Said in the state already; a running refresh of another server is as good as ours.
    if (!(error instanceof DomainError)) throw error;
    services.log.warn(error.message);
    return RETRY_MS;
  }
  return HOUR_MS;
}
