/** An entry that a batch moves: its name, what happens to it, and its price on both sides. */
import { Text } from "@mantine/core";
import type { DataColumn } from "#web/components/data-table";
import { type Difference, Differences } from "#web/components/differences";
import { WordsBadge } from "./words-badge";

type Moved = Readonly<{ model: string; differences: readonly Difference[] }>;

type MovedWords<Row> = Readonly<{
  /** Header of what happens, and its sort. */
  what: string;
  kindOf: (row: Row) => string;
  badgeOf: (row: Row) => Readonly<{ words: string; color: string }>;
  /** From what to what. */
  sides: string;
}>;

export const movedRowColumns = <Row extends Moved>({
  what,
  kindOf,
  badgeOf,
  sides,
}: MovedWords<Row>): readonly DataColumn<Row>[] => [
  {
    id: "model",
    header: "Model",
    width: 190,
    grow: 1,
    sortBy: (row) => row.model,
    cell: (row) => (
      <Text span inherit truncate title={row.model}>
        {row.model}
      </Text>
    ),
  },
  { id: "what", header: what, width: 116, sortBy: kindOf, cell: (row) => <WordsBadge {...badgeOf(row)} /> },
  {
    id: "differences",
    header: `${sides}, USD per 1M tokens`,
    width: 280,
    grow: 2,
    cell: (row) => <Differences differences={row.differences} />,
  },
];
