/** Columns of an import's preview: the tick a far move needs, place, name, what happens, before and after or what is wrong. */
import { Badge, Text } from "@mantine/core";
import type { DataColumn, Selection } from "#web/components/data-table";
import { Differences } from "#web/components/differences";
import { quarantineText } from "#web/components/field-name";
import { TwoLines } from "#web/components/quiet";
import { MEANT_HELP, MeantTick } from "#web/components/row-controls";
import { Time } from "#web/components/time";
import { type FileRow, isWriting, needsTick } from "./import-draft";
import { OUTCOMES } from "./import-words";
import { PLACE_WORDS, type PriceFile } from "./price-file";

export type ColumnsShown = Readonly<{
  format: PriceFile["format"];
  /** Some row says since when it holds. */
  hasStart: boolean;
  ticked: Selection;
}>;

export const importColumns = ({ format, hasStart, ticked }: ColumnsShown): readonly DataColumn<FileRow>[] => [
  {
    id: "tick",
    header: "Meant",
    help: MEANT_HELP,
    width: 72,
    align: "center",
    sortBy: (row) => (row.outcome === "bad" ? 0 : needsTick(row) ? 1 : 2),
    cell: (row) => needsTick(row) && <MeantTick model={row.model} isTicked={ticked.has(row.model)} />,
  },
  {
    id: "line",
    header: PLACE_WORDS[format],
    width: 60,
    align: "right",
    sortBy: ({ number }) => number,
    cell: ({ number }) => number,
  },
  ...WHAT_COLUMNS,
  ...(hasStart ? [START_COLUMN] : []),
  NOTE_COLUMN,
];

const WHAT_COLUMNS: readonly DataColumn<FileRow>[] = [
  {
    id: "model",
    header: "Model",
    width: 160,
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
    header: "Before → after, USD per 1M; or what is wrong",
    width: 290,
    grow: 2,
    cell: (row) =>
      row.outcome === "bad" ? (
        <Problem text={problemOf(row).what} title={problemOf(row).whole} />
      ) : (
        isWriting(row) && <Differences differences={row.differences} isWritten />
      ),
  },
];

const START_COLUMN: DataColumn<FileRow> = {
  id: "from",
  header: "Holds from",
  width: 140,
  cell: (row) => isWriting(row) && row.effectiveFrom !== null && <Time at={row.effectiveFrom} />,
};

const NOTE_COLUMN: DataColumn<FileRow> = {
  id: "note",
  header: "Note, or what helps",
  width: 190,
  grow: 2,
  cell: (row) => (row.outcome === "bad" ? <Note text={problemOf(row).remedy} isQuiet={false} /> : <Notes row={row} />),
};

/** The first sentence says what is wrong, the others what helps. */
function problemOf({ issues }: FileRow) {
  const whole = issues.map(({ field, problem }) => `${field} ${problem}`.trim()).join(" ");
  const [what = "", ...remedy] = whole.split(/(?<=\.) (?=[A-Z])/);
  return { whole, what, remedy: remedy.join(" ") };
}

const Problem = ({ text, title }: Readonly<{ text: string; title: string }>) => (
  <TwoLines c="var(--rc-bad)" title={title}>
    {text}
  </TwoLines>
);

function Notes({ row: { quarantine, notices } }: Readonly<{ row: FileRow }>) {
  const text = [...quarantine.map(quarantineText), ...notices].join("; ");
  return <Note text={text} isQuiet={quarantine.length === 0} />;
}

const Note = ({ text, isQuiet }: Readonly<{ text: string; isQuiet: boolean }>) =>
  text !== "" && (
    <TwoLines c={isQuiet ? "dimmed" : "var(--rc-warn)"} title={text}>
      {text}
    </TwoLines>
  );
