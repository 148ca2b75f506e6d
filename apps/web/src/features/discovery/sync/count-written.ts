/** How many of the rows that an import writes have a price, and how many only the default one. Pure. */
import type { PreviewRow } from "../shapes";

export function countWritten(rows: readonly Pick<PreviewRow, "outcome" | "isPlaceholder">[]) {
  const written = rows.filter(({ outcome }) => outcome === "added" || outcome === "changed");
  const placeholders = written.filter(({ isPlaceholder }) => isPlaceholder).length;
  return { priced: written.length - placeholders, placeholders };
}
