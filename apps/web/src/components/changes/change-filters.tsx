/** Which rows of a change are shown, by what becomes of them. */
import { Badge, Button, Group } from "@mantine/core";
import { useMemo } from "react";
import { belongsTo, CHANGE_FILTERS, type ChangeRow, type ChangeView } from "./change-choice";
import { FILTER_WORDS } from "./change-words";

type FiltersProps = Readonly<{
  rows: readonly ChangeRow[];
  view: ChangeView;
  onChange: (patch: Partial<ChangeView>) => void;
}>;

export function ChangeFilters({ rows, view: { outcome }, onChange }: FiltersProps) {
  const counts = useMemo(
    () => CHANGE_FILTERS.map((filter) => ({ filter, count: rows.filter((row) => belongsTo(filter, row)).length })),
    [rows],
  );
  return (
    <Group gap={6} role="group" aria-label="Rows by what becomes of them">
      {counts.map(
        ({ filter, count }) =>
          (count > 0 || filter === outcome) && (
            <Button
              key={filter}
              size="compact-sm"
              variant={outcome === filter ? "filled" : "default"}
              aria-pressed={outcome === filter}
              onClick={() => onChange({ outcome: filter })}
              rightSection={
                <Badge size="sm" variant={outcome === filter ? "white" : "light"} color={FILTER_WORDS[filter].color}>
                  {count.toLocaleString("en")}
                </Badge>
              }
            >
              {FILTER_WORDS[filter].words}
            </Button>
          ),
      )}
    </Group>
  );
}
