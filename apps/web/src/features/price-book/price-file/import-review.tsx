/** A file before it is written: columns, unit, each row before and after, and what stands in the way. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { useMemo } from "react";
import { DataTable, type Selection } from "#web/components/data-table";
import { FilterBar } from "#web/components/filter-bar";
import { ImpactSummary } from "#web/components/impact-summary";
import { EmptyState, ErrorState, LoadingState } from "#web/components/states";
import { usePriceSearch } from "../use-price-search";
import { ColumnMapping } from "./column-mapping";
import { importColumns } from "./import-columns";
import { FileAbout } from "./file-about";
import type { FileImported } from "./import-done";
import {
  type FilePreview,
  type FileRow,
  filterRows,
  type ImportDraft,
  isUnitGiven,
  needsTick,
  tickedModels,
  ticksOf,
} from "./import-draft";
import { ImportSettings } from "./import-settings";
import { OutcomeFilter } from "./import-summary";
import { ImportWrite } from "./import-write";
import type { ImportChoices } from "./kept-import";
import { placeWord, type PriceFile } from "./price-file";
import { useFilePreview } from "./use-file-preview";

type ImportReviewProps = Readonly<{
  file: PriceFile;
  choices: ImportChoices;
  onChange: (choices: ImportChoices) => void;
  onBack: () => void;
  onImported: (imported: FileImported) => void;
}>;

export function ImportReview({ file, choices, onChange, onBack, onImported }: ImportReviewProps) {
  const { draft, ticks } = choices;
  const { preview, isSettled } = useFilePreview(file, draft);
  const rows = preview.data?.rows ?? NO_ROWS;
  const ticked = useMemo(() => tickedModels(rows, ticks), [rows, ticks]);
  const tick = (next: Selection) => onChange({ ...choices, ticks: ticksOf(rows, next) });
  const setDraft = (changed: ImportDraft) => onChange({ ...choices, draft: changed });
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
  const { columns, file: about } = preview.data;
  const isUnitMissing = draft.unit === "" && !isUnitGiven(columns);
  return (
    <>
      <FileAbout about={about} />
      <Group justify="space-between" align="flex-start" gap="sm">
        <ImportSettings
          about={about}
          columns={columns}
          draft={draft}
          isUnitMissing={isUnitMissing}
          onChange={setDraft}
        />
        <ImportWrite
          file={file}
          choices={choices}
          onChange={onChange}
          preview={preview.data}
          ticked={ticked}
          isReady={isSettled && !isUnitMissing}
          onBack={onBack}
          onImported={onImported}
          onLookAgain={() => void preview.refetch()}
        />
      </Group>
      {!about.isForeign && <ColumnMapping columns={columns} draft={draft} onChange={setDraft} />}
      <Problems preview={preview.data} isUnitMissing={isUnitMissing} />
      <Rows file={file} preview={preview.data} ticked={ticked} onTick={tick} />
    </>
  );
}

const NO_ROWS: readonly FileRow[] = [];

/** The missing unit is said where it is chosen. */
function Problems({ preview, isUnitMissing }: Readonly<{ preview: FilePreview; isUnitMissing: boolean }>) {
  const shown = preview.problems.filter(({ field }) => !(isUnitMissing && field === "unit"));
  if (shown.length === 0) return null;
  return (
    <Alert flex="none" color="red" variant="light" p="xs" role="alert" title="The choices do not fit yet">
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
    () => importColumns({ place: placeWord(file.format, preview.file.isForeign), hasStart, ticked }),
    [file.format, preview.file.isForeign, hasStart, ticked],
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
        ticking={{ ticked, onTick, tickKey }}
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
const tickKey = (row: FileRow) => (needsTick(row) ? row.model : null);
const isAlreadySo = ({ outcome }: FileRow) => outcome === "unchanged";
