/** The result: the sums, the days as a chart, models and days as tables, and what can be done with it. */
import { noRequestsText } from "@ratecard/contract";
import { Group, SegmentedControl, Skeleton, Stack, Text } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { counted, countedUsage, exactCount } from "#web/components/count";
import { DataTable } from "#web/components/data-table";
import { UsdMove } from "#web/components/money";
import { Panel } from "#web/components/page";
import { type ResultRow, resultColumns } from "./result-columns";
import type { WhatIfResult } from "./what-if-draft";

const DayChart = lazy(async () => ({ default: (await import("#web/components/charts/day-chart")).DayChart }));

const MODEL_COLUMNS = resultColumns("Model");
const DAY_COLUMNS = resultColumns("Day");
const PARTS = ["By model", "By day"];
const CHART_HEIGHT_PX = 220;
const ACTUAL_COLOR = "light-dark(#0072b2, #4aa3df)";
const WHAT_IF_COLOR = "light-dark(#e69f00, #f0b53d)";

export function ResultPanel({ result, actions }: Readonly<{ result: WhatIfResult; actions: ReactNode }>) {
  const [part, setPart] = useState("By model");
  const rows: readonly ResultRow[] =
    part === "By day"
      ? result.days.map(({ day, ...sums }) => ({ name: day, ...sums }))
      : result.models.map(({ model, ...sums }) => ({ name: model, ...sums }));
  return (
    <Panel title="Actual and what if" description={<Sentence result={result} />} actions={actions}>
      <Stack gap="md">
        <Suspense fallback={<Skeleton height={CHART_HEIGHT_PX} radius={8} />}>
          <DayChart
            days={result.days.map(({ day }) => day)}
            series={[
              { name: "Actual", color: ACTUAL_COLOR, points: result.days.map(({ actualUsd }) => actualUsd) },
              { name: "What if", color: WHAT_IF_COLOR, points: result.days.map(({ whatIfUsd }) => whatIfUsd) },
            ]}
            unit="usd"
            heightPx={CHART_HEIGHT_PX}
          />
        </Suspense>
        <Group justify="space-between">
          <SegmentedControl aria-label="Table" data={PARTS} value={part} onChange={setPart} />
          {result.modelsLeftOut > 0 && (
            <Text size="xs" c="dimmed">
              {result.modelsLeftOut.toLocaleString("en")} models with smaller differences are in the sums only.
            </Text>
          )}
        </Group>
        <DataTable
          key={part}
          label={part}
          rows={rows}
          columns={part === "By day" ? DAY_COLUMNS : MODEL_COLUMNS}
          rowKey={({ name }) => name}
          maxHeight="420px"
        />
      </Stack>
    </Panel>
  );
}

function Sentence({ result }: Readonly<{ result: WhatIfResult }>) {
  const { actualUsd, whatIfUsd, touched, touchedReports, requests, reports, readFrom, question } = result;
  const { unknown, unknownReports } = result;
  if (requests + reports === 0) return noRequestsText(question);
  return (
    <>
      {question.from} to {question.to}: <UsdMove before={actualUsd} after={whatIfUsd} percent />.{" "}
      {touched.toLocaleString("en")} of {requests.toLocaleString("en")} requests
      {reports > 0 && ` and ${exactCount(touchedReports)} of ${counted(reports, "uncounted report")}`} are priced
      otherwise
      {readFrom === "requests" ? ", one by one where sums do not tell" : ", from the sums"}.
      {unknown + unknownReports > 0 &&
        ` The cost of ${unknownReports === 0 ? exactCount(unknown) : countedUsage(unknown, unknownReports)} cannot be told; those that have one keep it.`}
    </>
  );
}
