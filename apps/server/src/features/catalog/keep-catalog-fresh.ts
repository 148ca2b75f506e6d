/**
 * Keeps the catalogue fresh in the background: at the start when it is older than its time to live, then whenever it becomes so.
 * Time    a failed attempt is tried again after a quarter of an hour at most; nothing here delays the start or the stop.
 * Errors  logged and shown in the state; the last good snapshot stays in force.
 */
import { createHash } from "node:crypto";
import { BUNDLED_SOURCE, bundledCatalog } from "@ratecard/catalog";
import { DomainError } from "#server/errors/domain-error";
import { bundledBody } from "#server/pricing/catalog-body";
import type { Services } from "#server/services/context";
import { SYSTEM } from "#server/write/system-actor";
import { write } from "#server/write/write";
import { catalogState } from "./catalog-state";
import { refreshCatalog, withRefreshLock } from "./refresh-catalog";
import { addSnapshot } from "./rows";

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

/** Stores the bundled catalogue as the first snapshot of an empty database, so that whatever prices a request has a snapshot. */
export async function storeBundledCatalog({ db, prices, clock }: Services): Promise<void> {
  if (prices.now().snapshots.length > 0) return;
  await withRefreshLock(db, async () => {
    if ((await prices.refresh()).snapshots.length > 0) return;
    const fetchedAt = clock();
    const index = await bundledCatalog(fetchedAt.getTime());
    const text = bundledBody(index);
    const sha256 = createHash("sha256").update(text).digest("hex");
    const entryCount = index.entries.size;
    const details = () => ({ sha256, entryCount });
    await write({ db, actor: SYSTEM }, { action: "catalog.bundled", subject: BUNDLED_SOURCE, details }, (tx) =>
      addSnapshot(tx, { origin: "bundled", source: BUNDLED_SOURCE, sha256, etag: null, entryCount, text, fetchedAt }),
    );
    await prices.refresh();
  });
}
