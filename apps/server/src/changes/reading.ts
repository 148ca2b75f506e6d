/**
 * The price book, the catalogue and the clock that a change is decided against.
 * Time    `now` and `at` in epoch ms: `at` is when the prices begin, now at the earliest; instants of rows are ISO 8601.
 */
import type { Entry, EntryDraft, PriceReference, Standing } from "@ratecard/changes";
import {
  bareKeys,
  type CatalogKey,
  type CatalogView,
  inForce,
  lineOf,
  type PriceTerms,
  type PricingSource,
  resolve,
  scopedKeys,
} from "@ratecard/pricing";
import type { PricesNow } from "#server/pricing/live-prices";
import { secondReference } from "#server/pricing/second-reference";
import type { ActingContext } from "#server/services/context";
import { type Entries, readEntries } from "./entries";

export type Reading = Readonly<{
  entries: ReadonlyMap<string, Entry>;
  /** What is scheduled, by the id of its version. */
  planned: ReadonlyMap<string, EntryDraft>;
  version: string;
  prices: PricesNow;
  /** The bundled catalogue; undefined while it is itself the one in force. */
  second: CatalogView | undefined;
  now: number;
  at: number;
  /** When rows begin that do not say it themselves; null: now. */
  from: string | null;
  /** The entry as it stands when the prices begin; one whose first price is still to come is switched off until then. */
  thenOf: (model: string) => EntryDraft | undefined;
  /** The entry with what is scheduled for when a row begins, so that an edit of some fields leaves the others as they are then. */
  editedAt: (model: string, from: string | null) => Entry | undefined;
}>;

/** Prices are read after the entries, so that neither is older than the other. */
export async function readStanding(ctx: ActingContext, entries: Entries, from: string | null): Promise<Reading> {
  const prices = await ctx.prices.refresh();
  const now = ctx.clock().getTime();
  const at = Math.max(now, from === null ? now : Date.parse(from));
  const second = await secondReference(prices.catalog, at);
  const { byName, planned, version } = entries;
  const plain = { entries: byName, planned, version, prices, second, now, at, from };
  return {
    ...plain,
    thenOf: (model) => plannedAt(plain, model, at).planned,
    editedAt: (model, start) => plannedAt(plain, model, beginOf(plain, start)).edited,
  };
}

/** What an edit of some fields of an entry starts from when it begins at `from`: what is scheduled by then, if anything is. */
export async function entryAt(ctx: ActingContext, entry: Entry, from: string | null): Promise<Entry> {
  if (from === null || Date.parse(from) <= ctx.clock().getTime()) return entry;
  return (await readStanding(ctx, await readEntries(ctx.db), from)).editedAt(entry.model, from) ?? entry;
}

type Facts = Omit<Reading, "thenOf" | "editedAt">;

/** Of a row that says it itself, or not. */
function beginOf({ from: common, now }: Facts, own: string | null): number {
  const from = own ?? common;
  return from === null ? now : Date.parse(from);
}

/** `provider`: of the price that the row would write. */
export function standingOf(
  reading: Facts,
  row: Readonly<{ model: string; provider: string | undefined; from: string | null; newModel: string | null }>,
): Standing & Readonly<{ rung: PricingSource; scheduled: readonly string[] }> {
  const { entries, now } = reading;
  const { model, provider, newModel } = row;
  const begins = beginOf(reading, row.from);
  const { book, catalog } = reading.prices;
  const at = Math.max(begins, now);
  const found = resolve(book, catalog, { model, provider, at }, "error");
  const { planned, holdsByThen, scheduled } = plannedAt(reading, model, begins);
  return {
    entry: entries.get(model),
    planned,
    holdsByThen,
    scheduled,
    inForce: found.source === "none" ? undefined : found.terms,
    rung: found.source,
    isTaken: newModel !== null && entries.has(newModel),
  };
}

function plannedAt({ entries, planned, prices, now }: Facts, model: string, begins: number) {
  const entry = entries.get(model);
  const windows = entry ? (lineOf(prices.book, model)?.versions ?? []) : [];
  const starts = windows.flatMap(({ validFrom }) => (validFrom !== null && validFrom > now ? [validFrom] : []));
  const scheduled = starts.sort((a, b) => a - b).map((start) => new Date(start).toISOString());
  const window = windows.find((each) => inForce(each, Math.max(begins, now)));
  const isToCome = window === undefined && scheduled.length > 0;
  // What has begun is what the entry says.
  const edited = entry && { ...entry, ...(window && begins > now && planned.get(window.versionId)) };
  return {
    edited,
    planned: edited && { ...edited, ...(isToCome && { isActive: false }) },
    holdsByThen: window !== undefined && (window.validFrom ?? begins) <= begins,
    scheduled,
  };
}

/** What the two catalogues say of a model, to tell a mistaken unit by. */
export function listReferences(
  { prices: { catalog }, second, at }: Facts,
  model: string,
  provider: string,
): readonly PriceReference[] {
  const [scoped, bare] = [scopedKeys(provider, model), bareKeys(provider, model)];
  const found = (view: CatalogView | undefined, keys: readonly CatalogKey[], evidence: PriceReference["evidence"]) =>
    keys.flatMap(({ key }): { evidence: PriceReference["evidence"]; terms: PriceTerms }[] => {
      const hit = view?.lookup(key, at);
      return hit && !hit.unpriced ? [{ evidence, terms: hit.terms }] : [];
    });
  return [
    ...[...found(catalog, scoped, "catalog-scoped"), ...found(catalog, bare, "catalog-bare")].slice(0, 1),
    ...found(second, [...scoped, ...bare], "second-reference").slice(0, 1),
  ];
}
