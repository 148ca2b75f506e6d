/** How many rows become what, as filters. */
import { Badge, Button, Group } from "@mantine/core";
import { FILE_FILTERS, type FileFilter } from "../price-search";
import { usePriceSearch } from "../use-price-search";
import type { FilePreview } from "./import-draft";
import { FILTER_WORDS } from "./import-words";

type OutcomeFilterProps = Readonly<{ preview: FilePreview; far: number }>;

export function OutcomeFilter({ preview: { rows, counts }, far }: OutcomeFilterProps) {
  const [{ outcome: chosen }, setSearch] = usePriceSearch();
  const countOf = (filter: FileFilter) => (filter === "all" ? rows.length : filter === "far" ? far : counts[filter]);
  const shown = FILE_FILTERS.filter((filter) => countOf(filter) > 0 || filter === chosen);
  return (
    <Group gap={6} role="group" aria-label="Rows by what becomes of them">
      {shown.map((filter) => (
        <Button
          key={filter}
          size="compact-sm"
          variant={chosen === filter ? "filled" : "default"}
          aria-pressed={chosen === filter}
          onClick={() => setSearch({ outcome: filter })}
          rightSection={
            <Badge size="sm" variant={chosen === filter ? "white" : "light"} color={COLORS[filter]}>
              {countOf(filter).toLocaleString("en")}
            </Badge>
          }
        >
          {FILTER_WORDS[filter]}
        </Button>
      ))}
    </Group>
  );
}

const COLORS: Readonly<Record<FileFilter, string>> = {
  all: "gray",
  added: "ledger",
  changed: "blue",
  unchanged: "gray",
  bad: "red",
  far: "yellow",
};
