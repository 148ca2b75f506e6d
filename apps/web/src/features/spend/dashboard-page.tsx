/** What was spent in a period, on what, and how much of it is known exactly. The period lives in the URL. */
import { Button, Group, SimpleGrid, Skeleton, Text } from "@mantine/core";
import { unitLabel } from "@ratecard/pricing";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { exactCount } from "#web/components/count";
import { Page, Panel } from "#web/components/page";
import { Quiet } from "#web/components/quiet";
import { EmptyState, ErrorState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import type { Dashboard } from "./chart-series";
import { CostPanel, TokenPanel } from "./charts";
import { CoverageBar } from "./coverage-bar";
import { PeriodPicker, PeriodSearch, rangeOfPeriod, useToday } from "./period-picker";
import { Ranking } from "./rankings";
import { TotalCards } from "./total-cards";
import { UsageEmpty } from "./usage-empty";

const REFRESH_MS = 30_000;

export function DashboardPage({ sampleData }: Readonly<{ sampleData: ReactNode }>) {
  const [search, setSearch] = useTableSearch(PeriodSearch);
  const today = useToday();
  const range = useMemo(() => rangeOfPeriod(search, today), [search, today]);
  const options = { placeholderData: keepPreviousData, refetchInterval: REFRESH_MS };
  const dashboard = useQuery(trpc.spend.dashboard.queryOptions(range, options));
  const hasUsage = dashboard.data !== undefined && dashboard.data.newestDay !== null;
  return (
    <Page
      title="Dashboard"
      description={hasUsage ? `${range.from} to ${range.to}, days of UTC` : undefined}
      actions={<PeriodPicker period={search.period} range={range} today={today} onChange={setSearch} />}
    >
      {dashboard.data ? (
        <Content
          dashboard={dashboard.data}
          sampleData={sampleData}
          showDay={(day) => setSearch({ period: "custom", from: `${day.slice(0, 8)}01`, to: day })}
        />
      ) : dashboard.error ? (
        <Panel>
          <ErrorState error={dashboard.error} retry={() => void dashboard.refetch()} />
        </Panel>
      ) : (
        <Loading />
      )}
    </Page>
  );
}

type ContentProps = Readonly<{ dashboard: Dashboard; sampleData: ReactNode; showDay: (day: string) => void }>;

function Content({ dashboard, sampleData, showDay }: ContentProps) {
  const { newestDay, totals } = dashboard;
  if (newestDay === null) return <UsageEmpty sampleData={sampleData} />;
  if (totals.requests === 0) {
    return (
      <Panel>
        <EmptyState
          title="No requests in these days"
          action={
            <Button variant="default" onClick={() => showDay(newestDay)}>
              Show the month of the newest ones
            </Button>
          }
        >
          The newest usage is of {newestDay}.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <>
      <TotalCards {...dashboard} />
      <CostPanel {...dashboard} />
      <CoverageBar {...dashboard} />
      <UnitSums {...dashboard} />
      <Ranking what="model" dashboard={dashboard} maxHeight="440px" />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <TokenPanel {...dashboard} />
        <Ranking what="provider" dashboard={dashboard} maxHeight="330px" />
      </SimpleGrid>
    </>
  );
}

const CARDS = ["cost", "requests", "tokens", "coverage"];

function Loading() {
  return (
    <div role="status" aria-label="Loading the dashboard">
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md" mb="md">
        {CARDS.map((card) => (
          <Skeleton key={card} height={96} radius={8} />
        ))}
      </SimpleGrid>
      <Skeleton height={380} radius={8} />
    </div>
  );
}

/** What the period consumed beside tokens, by unit. Nothing is shown where only tokens were reported. */
function UnitSums({ units }: Pick<Dashboard, "units">) {
  if (units.length === 0) return null;
  return (
    <Panel
      title="Beside tokens"
      description="Images, seconds, characters, searches: what gateways reported in other units."
    >
      <Group gap="xl" wrap="wrap">
        {units.map(({ unit, quantity, requests }) => (
          <div key={unit}>
            <Text size="xs" c="dimmed">
              {unitLabel(unit)}
            </Text>
            <Text size="sm" className="rc-number">
              {quantity}{" "}
              <Quiet>
                in {exactCount(requests)} {requests === 1 ? "request" : "requests"}
              </Quiet>
            </Text>
          </div>
        ))}
      </Group>
    </Panel>
  );
}
