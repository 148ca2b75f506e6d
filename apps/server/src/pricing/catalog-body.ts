/** The stored text of a catalogue snapshot, compressed, and what is read from it. Errors: none; an unreadable one is empty. */
import { promisify } from "node:util";
import { gunzip as gunzipWithCallback, gunzipSync, gzipSync } from "node:zlib";
import {
  atOnce,
  type CatalogEntry,
  type CatalogIndex,
  catalogInSteps,
  indexInSteps,
  indexToJson,
  type Steps,
} from "@ratecard/catalog";
import { termsFromJson, termsToJson } from "@ratecard/pricing";
import { z } from "zod";
import { keptBodyJson } from "./kept-body-json";
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
  if (form === "reviewed") return indexInSteps(keptBodyJson(text));
  return origin === "bundled" ? bundledInSteps(text) : catalogInSteps(text);
}

/**
 * The bundled catalogue as stored text, so that its snapshot keeps its prices when a later release bundles newer ones.
 * Units   terms as JSON, decimal strings.
 * Errors  an entry that cannot be read is left out.
 */
const Body = z.array(z.tuple([z.string(), z.string().nullable(), z.boolean(), z.unknown()]));

export const bundledBody = (index: CatalogIndex): string =>
  JSON.stringify(
    [...index.entries.values()].map(({ key, litellmProvider, unpriced, terms }) => [
      key,
      litellmProvider ?? null,
      unpriced,
      termsToJson(terms),
    ]),
  );

function* bundledInSteps(text: string): Steps<CatalogIndex> {
  const entries = new Map<string, CatalogEntry>();
  let pricedCount = 0;
  for (const [key, litellmProvider, unpriced, json] of Body.parse(keptBodyJson(text))) {
    const read = termsFromJson(json);
    yield;
    if (!read.ok) continue;
    if (!unpriced) pricedCount += 1;
    entries.set(key, {
      key,
      terms: read.terms,
      litellmProvider: litellmProvider ?? undefined,
      mode: undefined,
      unpriced,
      otherFields: new Map(),
    });
  }
  return { entries, pricedCount };
}
