/** How a copy stands to the base whose price it took, in words. Pure. */
import { differenceText } from "#web/components/differences";
import type { PriceRow } from "./price-row";

type Standing = "agrees" | "differs" | "base without price";

/** null: the entry is no copy. */
export function copyStanding({ copiedFrom, baseDrift }: PriceRow): Standing | null {
  if (copiedFrom === undefined) return null;
  if (baseDrift?.source === null) return "base without price";
  return (baseDrift?.differences.length ?? 0) > 0 ? "differs" : "agrees";
}

export const isCopyDrifting = (row: PriceRow): boolean => {
  const standing = copyStanding(row);
  return standing !== null && standing !== "agrees";
};

/** "" of an entry that is no copy. */
export function copySentence(row: PriceRow): string {
  const standing = copyStanding(row);
  if (standing === null) return "";
  const base = `${row.copiedFrom}${row.copiedFromProvider === undefined ? "" : ` (${row.copiedFromProvider})`}`;
  const copied = `The price is a copy of ${base}`;
  if (standing === "agrees") return `${copied}, and agrees with it.`;
  if (standing === "base without price") return `${copied}, which has no price any more.`;
  return `${copied}. A sync of custom names would change ${(row.baseDrift?.differences ?? []).map(differenceText).join(", ")}.`;
}
