/** A chart with its legend, and the same numbers as a table where one asks for it. What draws it is loaded when it is needed. */
import { Button, Skeleton, Text } from "@mantine/core";
import { IconPhoto, IconTable } from "@tabler/icons-react";
import { lazy, type ReactNode, Suspense, useMemo } from "react";
import { pixelsOf, type Unit } from "#web/components/charts/chart-numbers";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { useLedgerZone } from "#web/components/ledger-zone";
import { Panel } from "#web/components/page";
import { Quiet } from "#web/components/quiet";
import { Amount } from "./amount";
import { downloadImage } from "./chart-image";
import { type ChartSeries, daysWords, type Step, stepWords } from "./chart-series";
import classes from "./spend.module.css";

/** Asked for beside the numbers, not after them. What cannot be loaded now is tried again where it is drawn. */
const loadChart = () => import("./stacked-chart");
loadChart().catch(() => undefined);
const StackedChart = lazy(async () => ({ default: (await loadChart()).StackedChart }));

const CHART_HEIGHT_PX = 280;

type ChartedPanelProps = Readonly<{
  title: string;
  description: ReactNode;
  steps: readonly Step[];
  series: readonly ChartSeries[];
  total: Readonly<{ points: readonly string[]; total: string }>;
  unit: Unit;
  hasTable: boolean;
  onTableChange: (hasTable: boolean) => void;
  actions?: ReactNode;
  /** Stands below the legend: what one has to know to read the numbers rightly. */
  note?: string;
  /** What a click on a bar does. */
  onOpen?: (step: Step, series: ChartSeries) => void;
  /** How the name of a series is shown in the legend, as a link or a button. */
  renderName?: (series: ChartSeries) => ReactNode;
}>;

export function ChartedPanel({
  title,
  description,
  hasTable,
  onTableChange,
  actions,
  renderName,
  note = "",
  onOpen,
  ...charted
}: ChartedPanelProps) {
  const { zone } = useLedgerZone();
  return (
    <Panel
      title={title}
      description={description}
      actions={
        <>
          {actions}
          <Button
            variant={hasTable ? "light" : "default"}
            leftSection={<IconTable size={14} stroke={1.6} aria-hidden />}
            aria-pressed={hasTable}
            aria-label={`${title} as a table`}
            onClick={() => onTableChange(!hasTable)}
          >
            Table
          </Button>
          <Button
            variant="default"
            leftSection={<IconPhoto size={14} stroke={1.6} aria-hidden />}
            aria-label={`${title} as an image`}
            onClick={({ currentTarget }) =>
              void downloadImage(currentTarget, `${title}, ${daysWords(charted.steps, zone)}`)
            }
          >
            Image
          </Button>
        </>
      }
    >
      <Suspense fallback={<Skeleton height={CHART_HEIGHT_PX} />}>
        <StackedChart {...charted} {...(onOpen && { onOpen })} />
      </Suspense>
      <ul className={classes.legend} aria-label={`${title}: what the colours mean`}>
        {charted.series.map((series) => (
          <li key={series.key}>
            <span className={classes.swatch} style={{ background: series.color }} aria-hidden />
            {renderName?.(series) ?? <Quiet title={series.label}>{series.label}</Quiet>}
          </li>
        ))}
      </ul>
      {note !== "" && (
        <Text size="xs" c="dimmed" mt="xs">
          {note}
        </Text>
      )}
      {hasTable && <StepTable title={title} {...charted} />}
    </Panel>
  );
}

type StepTableProps = Pick<ChartedPanelProps, "title" | "steps" | "series" | "total" | "unit">;
type StepRow = Readonly<{ step: Step; index: number }>;

/** A row for each step, a column for each series, every digit. */
function StepTable({ title, steps, series, total, unit }: StepTableProps) {
  const rows = useMemo(() => steps.map((step, index): StepRow => ({ step, index })), [steps]);
  const { zone } = useLedgerZone();
  const columns = useMemo(() => stepColumns(series, total, unit, zone), [series, total, unit, zone]);
  return (
    <div className={classes.stepTable}>
      <DataTable label={`${title}, step by step`} rows={rows} columns={columns} rowKey={keyOf} maxHeight="360px" />
    </div>
  );
}

const LEAST_WIDTH_PX = 150;
const MOST_WIDTH_PX = 320;
const LETTER_PX = 8;
/** Wide enough for its header, and for the digits of an exact amount. */
const widthOf = (header: string) => Math.min(MOST_WIDTH_PX, Math.max(LEAST_WIDTH_PX, header.length * LETTER_PX + 24));

/** Names may have 255 letters; the whole one is on hover. */
const MOST_LETTERS = 36;
const shortened = (label: string) => (label.length > MOST_LETTERS ? `${label.slice(0, MOST_LETTERS - 1)}…` : label);

const keyOf = ({ step }: StepRow) => step.name;

function stepColumns(
  series: readonly ChartSeries[],
  total: StepTableProps["total"],
  unit: Unit,
  zone: string,
): readonly DataColumn<StepRow>[] {
  const valueColumn = (id: string, header: string, points: readonly string[]): DataColumn<StepRow> => ({
    id,
    header: shortened(header),
    help: header,
    width: widthOf(header),
    align: "right",
    descendingFirst: true,
    sortBy: ({ index }) => pixelsOf(points[index] ?? "0", unit),
    cell: ({ index }) => <Amount value={points[index] ?? "0"} unit={unit} exact />,
  });
  return [
    {
      id: "step",
      header: "Step",
      width: 130,
      grow: 1,
      sortBy: ({ step }) => step.name,
      cell: ({ step }) => stepWords(step.name, zone),
    },
    ...series.filter(({ key }) => key !== "total").map(({ key, label, points }) => valueColumn(key, label, points)),
    valueColumn("total", "Total", total.points),
  ];
}
