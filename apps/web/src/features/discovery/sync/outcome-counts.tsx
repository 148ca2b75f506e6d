/** How many rows of an import become what. */
import type { ImportPreview } from "../shapes";

export function OutcomeCounts({ counts }: Readonly<{ counts: ImportPreview["counts"] }>) {
  const skipped = counts.same + counts.pinned + counts.reserved + counts.moved;
  return (
    <span>
      <b>{counts.added.toLocaleString("en")}</b> new, <b>{counts.changed.toLocaleString("en")}</b> changed,{" "}
      <b>{skipped.toLocaleString("en")}</b> skipped.
    </span>
  );
}
