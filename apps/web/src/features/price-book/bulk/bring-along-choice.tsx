/** What belongs to the input and output price of the selected entries, and moves with them where it is ticked. */
import { Checkbox, Group } from "@mantine/core";
import { DEPENDENT_PRICES_WORDS, type DependentPrices } from "@ratecard/pricing";
import { useMemo } from "react";
import type { PriceRow } from "../price-row";
import { type BulkDraft, type BulkKind, movedSides } from "./bulk-draft";
import { rowsWithDependents } from "./rows-with-dependents";

type BringAlongChoiceProps = Readonly<{
  kind: Extract<BulkKind, "set" | "multiply">;
  draft: BulkDraft;
  rows: readonly PriceRow[];
  onChange: (draft: BulkDraft) => void;
}>;

const WORDS = {
  set: {
    label: "Bring along what belongs to the input and output price",
    description:
      "In the same proportion: half the input price, half the cache rates. What is not ticked stays as it is, and what is typed above wins.",
  },
  multiply: {
    label: "Multiply along with input and output",
    description: "What is not ticked stays as it is. Fees and prices by image, second or search are always multiplied.",
  },
} as const;

export function BringAlongChoice({ kind, draft, rows, onChange }: BringAlongChoiceProps) {
  const sides = movedSides(kind, draft).join(" ");
  const dependents = useMemo(
    () =>
      rowsWithDependents(
        rows,
        (["input", "output"] as const).filter((side) => sides.includes(side)),
      ),
    [rows, sides],
  );
  if (sides === "" || dependents.size === 0) return null;
  return (
    <Checkbox.Group
      {...WORDS[kind]}
      value={[...draft.bringAlong]}
      onChange={(bringAlong) => onChange({ ...draft, bringAlong })}
    >
      <Group gap="6px var(--mantine-spacing-md)" my={6}>
        {[...dependents].map(([group, count]) => (
          <Checkbox key={group} size="xs" value={group} label={labelOf(group, count, rows.length)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

function labelOf(group: DependentPrices, count: number, of: number): string {
  const words = DEPENDENT_PRICES_WORDS[group];
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  return count === of ? name : `${name} (${count.toLocaleString("en")} of ${of.toLocaleString("en")} entries)`;
}
