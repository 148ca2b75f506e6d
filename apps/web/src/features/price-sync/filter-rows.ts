/** Which rows of a sync are shown. Pure. */
import { SYNC_FILTERS, type SyncFilter, type SyncSearch } from "./sync-search";
import type { SyncRow } from "./shapes";

export function filterRows(rows: readonly SyncRow[], { q, show }: Pick<SyncSearch, "q" | "show">): readonly SyncRow[] {
  const text = q.trim().toLowerCase();
  return rows.filter((row) => BELONGS[show](row) && (text === "" || wordsOf(row).includes(text)));
}

export const countByFilter = (rows: readonly SyncRow[]): Readonly<Record<SyncFilter, number>> =>
  Object.fromEntries(SYNC_FILTERS.map((show) => [show, rows.filter(BELONGS[show]).length])) as Record<
    SyncFilter,
    number
  >;

/** Held, or a choice of bases that nobody has made. */
export const isToDecide = ({ outcome, holds, replacesOwn }: SyncRow): boolean =>
  outcome === "conflict" || (holds.length > 0 && !replacesOwn);

const isUnpriced = ({ outcome }: SyncRow): boolean => outcome === "missing" || outcome === "unknown";

const BELONGS: Readonly<Record<SyncFilter, (row: SyncRow) => boolean>> = {
  changes: (row) => row.seen !== null || row.outcome === "conflict",
  undecided: isToDecide,
  own: ({ replacesOwn }) => replacesOwn,
  unpriced: isUnpriced,
  same: ({ outcome }) => outcome === "same",
  left: (row) => row.seen === null && row.outcome !== "conflict" && row.outcome !== "same" && !isUnpriced(row),
  all: () => true,
};

const wordsOf = ({ model, provider, base, bases }: SyncRow): string =>
  `${model} ${provider} ${base?.model ?? ""} ${bases.map((one) => one.model).join(" ")}`.toLowerCase();
