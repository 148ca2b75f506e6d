/** The stored text of a catalogue snapshot, compressed, and what is read from it. Errors: none; an unreadable one is empty. */
import { gunzipSync, gzipSync } from "node:zlib";
import { type CatalogIndex, indexFromJson, indexToJson, parseCatalog } from "@ratecard/catalog";
import { readBundledBody } from "./bundled-body";

export const CATALOG_ORIGINS = ["litellm", "bundled", "file"] as const;
export type CatalogOrigin = (typeof CATALOG_ORIGINS)[number];

/** `fetched`: the source's own text. `reviewed`: what came into force, with held prices and tombstones. */
export type BodyForm = "fetched" | "reviewed";

const EMPTY: CatalogIndex = { entries: new Map(), pricedCount: 0 };

export const compressBody = (text: string): Buffer => gzipSync(text);

export const reviewedBody = (index: CatalogIndex): string => JSON.stringify(indexToJson(index));

export function readBody(gzip: Uint8Array, origin: CatalogOrigin, form: BodyForm): CatalogIndex {
  const text = gunzipSync(gzip).toString("utf8");
  if (form === "reviewed") return indexFromJson(JSON.parse(text)) ?? EMPTY;
  if (origin === "bundled") return readBundledBody(text);
  const parsed = parseCatalog(text);
  return parsed.ok ? parsed.index : EMPTY;
}
