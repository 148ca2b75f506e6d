/** The names of an answer with their sums and shares, Other and the total included. A row opens its requests. */
import { Group, Text } from "@mantine/core";
import type { SpendMetric } from "@ratecard/contract";
import { useMemo } from "react";
import { pixelsOf } from "#web/components/charts/chart-numbers";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { Panel } from "#web/components/page";
import { Amount } from "./amount";
import { type ChartSeries, type Explored, groupWords, unitOf } from "./chart-series";
import { METRIC_WORDS } from "./explore-search";
import { shareText } from "./percent";
import classes from "./spend.module.css";

type SeriesTableProps = Readonly<{
  groups: Explored["groups"];
  series: readonly ChartSeries[];
  total: string;
  metric: SpendMetric;
  onOpen: (series: ChartSeries) => void;
}>;

export function SeriesTable({ groups, series, total, metric, onOpen }: SeriesTableProps) {
  const columns = useMemo(() => columnsOf(groups, total, metric), [groups, total, metric]);
  return (
    <Panel>
      <DataTable
        label={METRIC_WORDS[metric]}
        rows={series}
        columns={columns}
        rowKey={({ key }) => key}
        rowLabel={({ label }) => label}
        onOpen={onOpen}
        isMuted={({ key }) => key === "other"}
      />
      <Group justify="space-between" mt="sm">
        <Text size="sm" fw={600}>
          Total
        </Text>
        <Text size="sm" component="div" className="rc-number">
          <Amount value={total} unit={unitOf(metric)} exact />
        </Text>
      </Group>
    </Panel>
  );
}

function columnsOf(groups: Explored["groups"], total: string, metric: SpendMetric): readonly DataColumn<ChartSeries>[] {
  const unit = unitOf(metric);
  return [
    {
      id: "name",
      header: groups.length === 0 ? "Total" : groupWords(groups),
      width: 260,
      grow: 1,
      sortBy: ({ label }) => label,
      cell: ({ label, color }) => (
        <Group gap={8} wrap="nowrap" miw={0}>
          <span className={classes.swatch} style={{ background: color }} aria-hidden />
          <Text span inherit fw={500} truncate title={label}>
            {label}
          </Text>
        </Group>
      ),
    },
    {
      id: "total",
      header: METRIC_WORDS[metric],
      width: 210,
      align: "right",
      descendingFirst: true,
      sortBy: (series) => pixelsOf(series.total, unit),
      cell: (series) => <Amount value={series.total} unit={unit} exact />,
    },
    {
      id: "share",
      header: "Share",
      help: "Of the total",
      width: 90,
      align: "right",
      cell: (series) => shareText(String(shareOf(pixelsOf(series.total, unit), pixelsOf(total, unit)))),
    },
  ];
}

/** For a glance: percent with one decimal. */
const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
