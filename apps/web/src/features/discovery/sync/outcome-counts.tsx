/** How many rows of an import become what, and how many of those written take the default price. */
import type { ImportPreview } from "../shapes";
import { countWritten } from "./count-written";

export function OutcomeCounts({
  preview: { counts, rows },
}: Readonly<{ preview: Pick<ImportPreview, "counts" | "rows"> }>) {
  const skipped = counts.same + counts.pinned + counts.reserved + counts.moved;
  const { priced, placeholders } = countWritten(rows);
  return (
    <span>
      <b>{counts.added.toLocaleString("en")}</b> new, <b>{counts.changed.toLocaleString("en")}</b> changed,{" "}
      <b>{skipped.toLocaleString("en")}</b> skipped.
      {placeholders > 0 && (
        <>
          {" "}
          <b>{priced.toLocaleString("en")}</b> with a price, <b>{placeholders.toLocaleString("en")}</b> with the
          default.
        </>
      )}
    </span>
  );
}
