/** A file before it is written: columns, unit, each row before and after, and what stands in the way. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { DataTable, type Selection } from "#web/components/data-table";
import { FilterBar } from "#web/components/filter-bar";
import { ImpactSummary } from "#web/components/impact-summary";
import { EmptyState, ErrorState, LoadingState } from "#web/components/states";
import { usePriceSearch } from "../use-price-search";
import { ColumnMapping } from "./column-mapping";
import { importColumns } from "./import-columns";
import type { FileImported } from "./import-done";
import {
  EMPTY_DRAFT,
  type FilePreview,
  type FileRow,
  filterRows,
  type ImportDraft,
  isUnitGiven,
  needsTick,
} from "./import-draft";
import { ImportSettings } from "./import-settings";
import { OutcomeFilter } from "./import-summary";
import { ImportWrite } from "./import-write";
import type { PriceFile } from "./price-file";
import { useFilePreview } from "./use-file-preview";

type ImportReviewProps = Readonly<{
  file: PriceFile;
  onBack: () => void;
  onImported: (imported: FileImported) => void;
}>;

export function ImportReview({ file, onBack, onImported }: ImportReviewProps) {
  const [draft, setDraft] = useState<ImportDraft>(EMPTY_DRAFT);
  const { preview, isSettled } = useFilePreview(file, draft);
  const [ticked, setTicked] = useTicks(preview.data);
  if (preview.error) {
    return (
      <>
        <ErrorState error={preview.error} retry={() => void preview.refetch()} />
        <Group justify="center">
          <Button variant="default" onClick={onBack}>
            Another file
          </Button>
        </Group>
      </>
    );
  }
  if (!preview.data) return <LoadingState label="Comparing with the price book" />;
  const { columns } = preview.data;
  const isUnitMissing = draft.unit === "" && !isUnitGiven(columns);
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="sm">
        <ImportSettings columns={columns} draft={draft} isUnitMissing={isUnitMissing} onChange={setDraft} />
        <ImportWrite
          file={file}
          draft={draft}
          preview={preview.data}
          ticked={ticked}
          isReady={isSettled && !isUnitMissing}
          onBack={onBack}
          onImported={onImported}
          onLookAgain={() => void preview.refetch()}
        />
      </Group>
      <ColumnMapping columns={columns} draft={draft} onChange={setDraft} />
      <Problems preview={preview.data} isUnitMissing={isUnitMissing} />
      <Rows file={file} preview={preview.data} ticked={ticked} onTick={setTicked} />
    </>
  );
}

const NONE: Selection = new Set();

/** A tick is for what was shown: another preview, and it is gone. */
function useTicks(preview: FilePreview | undefined) {
  const [ticks, setTicks] = useState({ preview, models: NONE });
  const setModels = useMemo(() => (models: Selection) => setTicks({ preview, models }), [preview]);
  return [ticks.preview === preview ? ticks.models : NONE, setModels] as const;
}

/** The missing unit is said where it is chosen. */
function Problems({ preview, isUnitMissing }: Readonly<{ preview: FilePreview; isUnitMissing: boolean }>) {
  const shown = preview.problems.filter(({ field }) => !(isUnitMissing && field === "unit"));
  if (shown.length === 0) return null;
  return (
    <Alert flex="none" color="red" variant="light" p="xs" role="alert" title="The columns do not fit yet">
      {shown.map(({ field, problem }) => (
        <Text key={field + problem} size="sm">
          {field === "body" ? "The file" : field} {problem}
        </Text>
      ))}
    </Alert>
  );
}

type RowsProps = Readonly<{
  file: PriceFile;
  preview: FilePreview;
  ticked: Selection;
  onTick: (next: Selection) => void;
}>;

function Rows({ file, preview, ticked, onTick }: RowsProps) {
  const [{ q, outcome }, setSearch] = usePriceSearch();
  const hasStart = useMemo(() => preview.rows.some(({ effectiveFrom }) => effectiveFrom !== null), [preview.rows]);
  const columns = useMemo(
    () => importColumns({ format: file.format, hasStart, ticked, onTick }),
    [file.format, hasStart, ticked, onTick],
  );
  const shown = useMemo(() => filterRows(preview.rows, outcome, q), [preview.rows, outcome, q]);
  const far = useMemo(() => preview.rows.filter(needsTick).length, [preview.rows]);
  return (
    <>
      {preview.rows.length > 0 && (
        <FilterBar
          search={{ label: "Search rows", placeholder: "Model", value: q, onChange: (text) => setSearch({ q: text }) }}
          right={<ImpactSummary impact={preview.impact} />}
        >
          <OutcomeFilter preview={preview} far={far} />
        </FilterBar>
      )}
      <DataTable
        label="rows of the file"
        fill
        rows={shown}
        columns={columns}
        rowKey={keyOf}
        rowLabel={labelOf}
        sort="tick"
        isMuted={isAlreadySo}
        empty={
          <EmptyState title={preview.rows.length === 0 ? "No row could be read yet" : "No row matches"}>
            {preview.rows.length === 0 ? "Say above how the columns are taken." : "Change the search or the filter."}
          </EmptyState>
        }
      />
    </>
  );
}

const keyOf = ({ number }: FileRow) => String(number);
const labelOf = ({ place, model }: FileRow) => `${place}: ${model}`;
const isAlreadySo = ({ outcome }: FileRow) => outcome === "unchanged";
