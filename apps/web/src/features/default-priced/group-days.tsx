/** A group day by day: requests, or what was probably lost, as a chart; both and what was booked as a table. */
import { Group as Row, SegmentedControl, Skeleton, Table, Text, Title } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { Count, countedUsage } from "#web/components/count";
import { Money } from "#web/components/money";
import type { Evidence } from "./queue-search";

const DayChart = lazy(async () => ({ default: (await import("#web/components/charts/day-chart")).DayChart }));

const CHART_HEIGHT_PX = 150;
const REQUESTS_COLOR = "light-dark(#0072b2, #4aa3df)";
const EXPOSURE_COLOR = "light-dark(#d55e00, #f08345)";
const SHOWN = ["Requests", "Exposure"] as const;

export function GroupDays({ evidence: { days, exposure } }: Readonly<{ evidence: Evidence }>) {
  const [shown, setShown] = useState<string>("Requests");
  const isExposure = shown === "Exposure";
  const series = isExposure
    ? { name: "Exposure", color: EXPOSURE_COLOR, points: days.map(({ exposureUsd }) => exposureUsd) }
    : { name: "Requests", color: REQUESTS_COLOR, points: days.map(({ requests }) => String(requests)) };
  return (
    <>
      <Row justify="space-between">
        <Title order={3}>Day by day</Title>
        {exposure !== null && (
          <SegmentedControl aria-label="Trend of" size="xs" data={[...SHOWN]} value={shown} onChange={setShown} />
        )}
      </Row>
      <Suspense fallback={<Skeleton height={CHART_HEIGHT_PX} radius={8} />}>
        <DayChart
          days={days.map(({ day }) => day)}
          series={[series]}
          unit={isExposure ? "usd" : "count"}
          heightPx={CHART_HEIGHT_PX}
        />
      </Suspense>
      {exposure !== null && (
        <Text size="xs" c="dimmed">
          The exposure of a day is told by its own requests, at the price that is the most probable for all of them.
        </Text>
      )}
      <DayTable days={days} />
    </>
  );
}

/** Days without requests are in the chart only. */
const DayTable = ({ days }: Pick<Evidence, "days">) => (
  <Table aria-label="Day by day">
    <Table.Thead>
      <Table.Tr>
        <Table.Th>Day</Table.Th>
        <Table.Th ta="right">Requests</Table.Th>
        <Table.Th ta="right">Booked</Table.Th>
        <Table.Th ta="right">Exposure</Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {days
        .filter(({ requests, reports }) => requests + reports > 0)
        .map(({ day, requests, reports, bookedUsd, exposureUsd }) => (
          <Table.Tr key={day}>
            <Table.Td>{day}</Table.Td>
            <Table.Td ta="right">{reports === 0 ? <Count of={requests} /> : countedUsage(requests, reports)}</Table.Td>
            <Table.Td ta="right">
              <Money usd={bookedUsd} />
            </Table.Td>
            <Table.Td ta="right">
              <Money usd={exposureUsd} absent="unknown" />
            </Table.Td>
          </Table.Tr>
        ))}
    </Table.Tbody>
  </Table>
);
