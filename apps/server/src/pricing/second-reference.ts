/** The bundled catalogue beside LiteLLM's, to check prices by. undefined while it is itself the one in force. */
import { BUNDLED_SOURCE, bundledCatalog, createCatalogView } from "@ratecard/catalog";
import type { CatalogView } from "@ratecard/pricing";

let known: { day: number; view: Promise<CatalogView> } | null = null;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Its prices have start dates, so it is read again each day. */
export function secondReference(inForce: CatalogView, at: number): Promise<CatalogView | undefined> {
  const source = inForce.snapshotAt(at)?.source;
  if (source === undefined || source === BUNDLED_SOURCE) return Promise.resolve(undefined);
  const day = Math.floor(at / DAY_MS);
  if (known?.day !== day) known = { day, view: readBundled(at) };
  return known.view;
}

async function readBundled(at: number): Promise<CatalogView> {
  const index = await bundledCatalog(at);
  return createCatalogView([
    { id: BUNDLED_SOURCE, source: BUNDLED_SOURCE, fetchedAt: at, inForceFrom: 0, inForceUntil: null, index },
  ]);
}
