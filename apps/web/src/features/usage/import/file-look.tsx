/** A file before it is brought in: what it is, how its columns are taken, and its first rows as they would be booked. */
import { Alert, Stack, Text } from "@mantine/core";
import { USAGE_FIELDS } from "@ratecard/contract";
import { ColumnChoices } from "#web/components/column-choices";
import { Count } from "#web/components/count";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { TwoLines } from "#web/components/quiet";
import { ConfirmImport } from "./confirm-import";
import { FIELD_CHOICES, FORMAT_WORDS, NOT_TAKEN } from "./import-words";
import type { Confirmed, Look } from "./look-of-file";
import { rowsOfLook, type SeenRow } from "./seen-rows";

type FileLookProps = Readonly<{
  look: Look;
  isBusy: boolean;
  onColumns: (columns: Look["columns"]) => void;
  onStart: (confirmed: Confirmed) => void;
  onBack: () => void;
}>;

export function FileLook({ look, isBusy, onColumns, onStart, onBack }: FileLookProps) {
  const rows = rowsOfLook(look);
  const bad = rows.filter(({ problem }) => problem !== "").length;
  return (
    <Stack gap="sm">
      <Text size="sm">
        <b>{look.file.name}</b>: {FORMAT_WORDS[look.format]}, <Count of={look.file.size} unit="bytes" /> bytes. Booked
        under <b>{look.gateway}</b>.
      </Text>
      {look.format === "columns" && <Columns look={look} onColumns={onColumns} />}
      {bad > 0 && (
        <Alert color="orange" variant="light" p="xs" role="alert" title={`${bad} of the first ${rows.length} rows`}>
          would not be taken; each says why. The others are.
        </Alert>
      )}
      <DataTable
        label="First rows"
        rows={rows}
        columns={COLUMNS}
        rowKey={({ place }) => place}
        rowHeightPx={48}
        maxHeight="360px"
      />
      <ConfirmImport look={look} isBusy={isBusy} isHopeless={bad === rows.length} onStart={onStart} onBack={onBack} />
    </Stack>
  );
}

function Columns({ look, onColumns }: Pick<FileLookProps, "look" | "onColumns">) {
  const { names, columns, example, isChosen } = look;
  const hasId = Object.values(columns).includes("requestId");
  return (
    <>
      <ColumnChoices
        columns={names.map((name) => ({
          name,
          example: textOf(example[name]),
          value: columns[name] ?? null,
          isGuessed: !isChosen,
        }))}
        choices={FIELD_CHOICES}
        notTaken={NOT_TAKEN}
        onTake={(name, value) =>
          onColumns({ ...columns, [name]: USAGE_FIELDS.find((field) => field === value) ?? null })
        }
      />
      {!hasId && (
        <Text size="xs" c="dimmed">
          No column is the request id: rows that say the same in every column that is taken count as one request.
        </Text>
      )}
    </>
  );
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

const COLUMNS: readonly DataColumn<SeenRow>[] = [
  { id: "place", header: "Row", width: 66, cell: ({ place }) => place },
  { id: "occurredAt", header: "Time", width: 198, cell: ({ occurredAt }) => occurredAt },
  {
    id: "model",
    header: "Model",
    width: 124,
    grow: 1,
    cell: ({ model }) => <TwoLines title={model}>{model}</TwoLines>,
  },
  { id: "promptTokens", header: "Prompt", width: 76, align: "right", cell: (row) => <Count of={row.promptTokens} /> },
  {
    id: "completionTokens",
    header: "Completion",
    width: 98,
    align: "right",
    cell: (row) => <Count of={row.completionTokens} />,
  },
  { id: "sender", header: "Sender", width: 100, cell: ({ sender }) => <TwoLines title={sender}>{sender}</TwoLines> },
  {
    id: "reported",
    header: "Reported",
    width: 88,
    align: "right",
    cell: ({ reportedUsd }) => <Money usd={reportedUsd} />,
  },
  { id: "cost", header: "Our cost", width: 84, align: "right", cell: ({ costUsd }) => <Money usd={costUsd} /> },
  {
    id: "outcome",
    header: "Would be",
    width: 130,
    grow: 2,
    cell: ({ problem, outcome }) => <TwoLines title={problem || outcome}>{problem || outcome}</TwoLines>,
  },
];
