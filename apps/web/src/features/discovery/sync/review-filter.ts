/** Which rows of the review are shown. Pure. */
import type { DiscoverySearch, ReviewFilter } from "../discovery-search";
import type { ReviewRow } from "../shapes";

type Filter = Pick<DiscoverySearch, "q" | "show" | "at" | "warned" | "differing">;

export function filterRows(
  rows: readonly ReviewRow[],
  { q, show, at, warned, differing }: Filter,
): readonly ReviewRow[] {
  const text = q.trim().toLowerCase();
  const words = text === "" ? [] : wordsOf(rows);
  return rows.filter(
    (row, place) =>
      (show === "all" || row.status === show) &&
      (at === "" || row.serverIds.includes(at)) &&
      (!warned || row.warnings.length > 0) &&
      (!differing || row.warnings.includes("sources-differ")) &&
      (text === "" || words[place]?.includes(text)),
  );
}

const wordsOfRows = new WeakMap<readonly ReviewRow[], readonly string[]>();

/** Put together once for a review, not with each key that is pressed. */
function wordsOf(rows: readonly ReviewRow[]): readonly string[] {
  const known = wordsOfRows.get(rows);
  if (known) return known;
  const words = rows.map(({ name, provider, served, mode }) =>
    `${name} ${provider ?? ""} ${served.map(({ model }) => model).join(" ")} ${mode ?? ""}`.toLowerCase(),
  );
  wordsOfRows.set(rows, words);
  return words;
}

export function countByFilter(rows: readonly ReviewRow[]): Readonly<Record<ReviewFilter, number>> {
  const counts: Record<ReviewFilter, number> = {
    missing: 0,
    placeholder: 0,
    inactive: 0,
    "priced-by-catalogue": 0,
    "priced-by-wildcard": 0,
    priced: 0,
    all: rows.length,
  };
  for (const { status } of rows) counts[status] += 1;
  return counts;
}
