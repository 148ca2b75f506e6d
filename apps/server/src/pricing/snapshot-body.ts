/** The stored text of a catalogue snapshot, compressed, and what is read from it. Errors: none; an unreadable one is empty. */
import { promisify } from "node:util";
import { gunzip as gunzipWithCallback, gunzipSync, gzipSync } from "node:zlib";
import { atOnce, type CatalogIndex, catalogInSteps, indexInSteps, indexToJson, type Steps } from "@ratecard/catalog";
import { bundledInSteps } from "./bundled-body";
import { takeTurns } from "./take-turns";

const gunzip = promisify(gunzipWithCallback);

export const CATALOG_ORIGINS = ["litellm", "bundled", "file"] as const;
export type CatalogOrigin = (typeof CATALOG_ORIGINS)[number];

/** `fetched`: the source's own text. `reviewed`: what came into force, with held prices and tombstones. */
export type BodyForm = "fetched" | "reviewed";

const EMPTY: CatalogIndex = { entries: new Map(), pricedCount: 0 };

export const compressBody = (text: string): Buffer => gzipSync(text);

export const reviewedBody = (index: CatalogIndex): string => JSON.stringify(indexToJson(index));

/** At once, for whoever cannot wait: about 0.15 s. */
export const readBody = (gzip: Uint8Array, origin: CatalogOrigin, form: BodyForm): CatalogIndex =>
  atOnce(steps(gunzipSync(gzip).toString("utf8"), origin, form)) ?? EMPTY;

/** In turns, so that it holds up nothing else. */
export async function readBodyInTurns(gzip: Uint8Array, origin: CatalogOrigin, form: BodyForm): Promise<CatalogIndex> {
  const reading = steps((await gunzip(gzip)).toString("utf8"), origin, form);
  const turn = takeTurns();
  let step = reading.next();
  while (!step.done) {
    await turn();
    step = reading.next();
  }
  return step.value ?? EMPTY;
}

function steps(text: string, origin: CatalogOrigin, form: BodyForm): Steps<CatalogIndex | undefined> {
  if (form === "reviewed") return indexInSteps(JSON.parse(text));
  return origin === "bundled" ? bundledInSteps(text) : catalogInSteps(text);
}
