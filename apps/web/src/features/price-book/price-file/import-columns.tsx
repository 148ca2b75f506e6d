/** Columns of an import's preview: the tick a far move needs, place, name, what happens, before and after or what is wrong. */
import { Badge, Checkbox, Text } from "@mantine/core";
import type { DataColumn, Selection } from "#web/components/data-table";
import { Differences } from "#web/components/differences";
import { quarantineText } from "#web/components/quarantine-words";
import { Time } from "#web/components/time";
import { type FileRow, isWriting, needsTick } from "./import-draft";
import { OUTCOMES } from "./import-words";
import { PLACE_WORDS, type PriceFile } from "./price-file";

export const importColumns = (
  format: PriceFile["format"],
  ticked: Selection,
  onTick: (next: Selection) => void,
): readonly DataColumn<FileRow>[] => [
  {
    id: "tick",
    header: "Meant",
    help: "Prices that move far need a tick each",
    width: 72,
    align: "center",
    sortBy: ({ outcome, ...row }) => (outcome === "bad" ? 0 : needsTick({ outcome, ...row }) ? 1 : 2),
    cell: (row) => needsTick(row) && <Tick model={row.model} ticked={ticked} onTick={onTick} />,
  },
  {
    id: "line",
    header: PLACE_WORDS[format],
    width: 64,
    align: "right",
    sortBy: ({ number }) => number,
    cell: ({ number }) => number,
  },
  ...ROW_COLUMNS,
];

const ROW_COLUMNS: readonly DataColumn<FileRow>[] = [
  {
    id: "model",
    header: "Model",
    width: 170,
    grow: 1,
    sortBy: ({ model }) => model,
    cell: ({ model }) => (
      <Text span inherit fw={500} truncate title={model}>
        {model === "" ? "—" : model}
      </Text>
    ),
  },
  {
    id: "outcome",
    header: "What",
    width: 96,
    sortBy: ({ outcome }) => OUTCOMES[outcome].words,
    cell: ({ outcome }) => <Badge color={OUTCOMES[outcome].color}>{OUTCOMES[outcome].words}</Badge>,
  },
  {
    id: "change",
    header: "Before → after, USD per 1M tokens; or what is wrong",
    width: 320,
    grow: 3,
    cell: (row) =>
      row.outcome === "bad" ? <Problem row={row} /> : isWriting(row) && <Differences differences={row.differences} />,
  },
  {
    id: "from",
    header: "Holds from",
    width: 150,
    cell: (row) => isWriting(row) && row.effectiveFrom !== null && <Time at={row.effectiveFrom} />,
  },
  { id: "note", header: "Note", width: 180, grow: 1, cell: (row) => <Notes row={row} /> },
];

type TickProps = Readonly<{ model: string; ticked: Selection; onTick: (next: Selection) => void }>;

function Tick({ model, ticked, onTick }: TickProps) {
  const toggle = (isTicked: boolean) => {
    const next = new Set(ticked);
    if (isTicked) next.add(model);
    else next.delete(model);
    onTick(next);
  };
  return (
    <Checkbox
      size="xs"
      aria-label={`The price of ${model} is meant`}
      checked={ticked.has(model)}
      onChange={({ currentTarget }) => toggle(currentTarget.checked)}
    />
  );
}

function Problem({ row: { issues } }: Readonly<{ row: FileRow }>) {
  const text = issues.map(({ field, problem }) => `${field} ${problem}`.trim()).join(" ");
  return (
    <Text span inherit truncate c="var(--rc-bad)" title={text}>
      {text}
    </Text>
  );
}

function Notes({ row: { quarantine, notices } }: Readonly<{ row: FileRow }>) {
  const text = [...quarantine.map(quarantineText), ...notices].join("; ");
  if (text === "") return null;
  return (
    <Text span inherit truncate title={text} c={quarantine.length > 0 ? "var(--rc-warn)" : "dimmed"}>
      {text}
    </Text>
  );
}
