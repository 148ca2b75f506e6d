/** Which rows of the review are shown. Pure. */
import type { DiscoverySearch, ReviewFilter } from "../discovery-search";
import type { ReviewRow } from "../shapes";

type Filter = Pick<DiscoverySearch, "q" | "show" | "at" | "warned" | "differing">;

export function filterRows(
  rows: readonly ReviewRow[],
  { q, show, at, warned, differing }: Filter,
): readonly ReviewRow[] {
  const text = q.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (show === "all" || row.status === show) &&
      (at === "" || row.serverIds.includes(at)) &&
      (!warned || row.warnings.length > 0) &&
      (!differing || row.warnings.includes("sources-differ")) &&
      (text === "" || wordsOf(row).includes(text)),
  );
}

const wordsOf = ({ name, provider, served, mode }: ReviewRow): string =>
  `${name} ${provider ?? ""} ${served.map(({ model }) => model).join(" ")} ${mode ?? ""}`.toLowerCase();

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
