/**
 * What entries say when the prices of a batch begin, so that the same batch twice changes nothing.
 * Time    epoch ms. A date to come: as scheduled until then. A date of the past: as of now, and whether it holds since that date.
 */
import { inForce, lineOf, type PriceBook, type PriceVersion } from "@ratecard/pricing";
import type { Entry } from "./standing-entries";

export type EntryThen = Entry &
  Readonly<{
    /** It says so since the batch begins, or earlier. */
    holdsByThen: boolean;
    /** Its first price is still to come then: until that, something else prices the name. */
    isToCome: boolean;
    /** When prices that are still to come begin, ISO 8601, soonest first. */
    scheduled: readonly string[];
  }>;

export type Begin = Readonly<{ begins: number; now: number }>;

export function entriesAt(
  entries: ReadonlyMap<string, Entry>,
  book: PriceBook,
  begin: Begin,
): ReadonlyMap<string, EntryThen> {
  return new Map(
    [...entries].map(([model, entry]) => [model, entryAt(entry, lineOf(book, model)?.versions ?? [], begin)]),
  );
}

function entryAt(entry: Entry, versions: readonly PriceVersion[], { begins, now }: Begin): EntryThen {
  const then = versions.find((version) => inForce(version, Math.max(begins, now)));
  const holdsByThen = then !== undefined && (then.validFrom ?? begins) <= begins;
  const starts = versions.flatMap(({ validFrom }) => (validFrom !== null && validFrom > now ? [validFrom] : []));
  const scheduled = starts.sort((a, b) => a - b).map((start) => new Date(start).toISOString());
  const said = then && begins > now ? { terms: then.terms, isActive: then.isActive } : {};
  return { ...entry, ...said, holdsByThen, isToCome: !then && starts.length > 0, scheduled };
}
