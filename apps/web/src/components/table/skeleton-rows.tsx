import { Skeleton } from "@mantine/core";
import classes from "./data-table.module.css";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
/** Uneven, so that it reads as text. */
const WIDTHS = ["62%", "78%", "54%", "70%", "48%"];

export function SkeletonRows({ label, columnIds }: Readonly<{ label: string; columnIds: readonly string[] }>) {
  return (
    <div role="status" aria-label={`Loading ${label}`}>
      {ROWS.map((row, at) => (
        <div key={row} className={classes.row} data-skeleton aria-hidden>
          {columnIds.map((id, index) => (
            <div key={id} className={classes.cell}>
              <Skeleton height={9} width={WIDTHS[(at + index) % WIDTHS.length] ?? "60%"} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
