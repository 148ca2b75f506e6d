/** The bundled catalogue beside LiteLLM's, to check prices by. Time: its prices have start dates, so it is read again each day. */
import { BUNDLED_SOURCE, bundledCatalog, createCatalogView, type ReferenceOf, referenceFrom } from "@ratecard/catalog";
import type { CatalogView } from "@ratecard/pricing";

type Reference = Readonly<{ view: CatalogView; referenceOf: ReferenceOf }>;

let known: { day: number; reference: Promise<Reference> } | null = null;
const DAY_MS = 24 * 60 * 60 * 1000;

/** undefined while it is itself the catalogue in force. */
export async function secondReference(inForce: CatalogView, at: number): Promise<CatalogView | undefined> {
  const source = inForce.snapshotAt(at)?.source;
  return source === undefined || source === BUNDLED_SOURCE ? undefined : (await referenceOfDay(at)).view;
}

/** What a fetched catalogue is doubted by. */
export const catalogReference = async (at: number): Promise<ReferenceOf> => (await referenceOfDay(at)).referenceOf;

function referenceOfDay(at: number): Promise<Reference> {
  const day = Math.floor(at / DAY_MS);
  if (known?.day !== day) known = { day, reference: readBundled(at) };
  return known.reference;
}

async function readBundled(at: number): Promise<Reference> {
  const index = await bundledCatalog(at);
  const snapshot = { id: BUNDLED_SOURCE, source: BUNDLED_SOURCE, fetchedAt: at, inForceFrom: 0, inForceUntil: null };
  return { view: createCatalogView([{ ...snapshot, index }]), referenceOf: referenceFrom(index) };
}
