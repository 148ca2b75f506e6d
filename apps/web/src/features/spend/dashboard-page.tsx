/** What was spent in a period, on what, and how much of it is known exactly. The period lives in the URL. */
import { Button, SimpleGrid, Skeleton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { activeFilters, NO_FILTERS_IN_URL } from "#web/components/filters/filters-in-url";
import { useLedgerZone, useToday } from "#web/components/ledger-zone";
import { Page, Panel } from "#web/components/page";
import { EmptyState, ErrorState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import { type Dashboard, tokenSeries, tokenTotal } from "./chart-series";
import { ChartedPanel } from "./charted-panel";
import { ComparisonPicker } from "./comparison-picker";
import { CostPanel } from "./cost-panel";
import { CoverageBar } from "./coverage-bar";
import { OpenProblems } from "./open-problems";
import { PeriodPicker, rangeOfPeriod } from "#web/components/period-picker";
import { OwnRanking, Ranking } from "./rankings";
import { SpendFilters } from "./spend-filters";
import { type SpendScope, scopeOf, SpendSearch } from "./spend-search";
import { TotalCards } from "./total-cards";
import { UnitSums } from "./unit-sums";
import { UsageEmpty } from "./usage-empty";

const REFRESH_MS = 30_000;

/** `sampleData`, `budgets`: what others show here. */
type DashboardPageProps = Readonly<{ sampleData: ReactNode; budgets: ReactNode }>;

export function DashboardPage({ sampleData, budgets }: DashboardPageProps) {
  const [search, setSearch] = useTableSearch(SpendSearch);
  const today = useToday();
  const { zone } = useLedgerZone();
  const range = useMemo(() => rangeOfPeriod(search, today), [search, today]);
  const scope = useMemo(() => scopeOf(search, range), [search, range]);
  const options = { placeholderData: keepPreviousData, refetchInterval: REFRESH_MS };
  const dashboard = useQuery(trpc.spend.dashboard.queryOptions({ ...scope, compare: search.compare }, options));
  const hasUsage = dashboard.data !== undefined && dashboard.data.newestDay !== null;
  return (
    <Page
      title="Dashboard"
      description={hasUsage ? `${range.from} to ${range.to}, days of ${zone}` : undefined}
      actions={
        <>
          <ComparisonPicker compare={search.compare} onChange={(compare) => setSearch({ compare })} />
          <PeriodPicker period={search.period} range={range} today={today} onChange={setSearch} />
        </>
      }
    >
      {hasUsage && budgets}
      {hasUsage && <SpendFilters search={search} range={range} onChange={setSearch} />}
      {dashboard.error ? (
        <Panel>
          <ErrorState error={dashboard.error} retry={() => void dashboard.refetch()} />
        </Panel>
      ) : dashboard.data ? (
        <Content
          dashboard={dashboard.data}
          sampleData={sampleData}
          scope={scope}
          search={search}
          setSearch={setSearch}
        />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

type ContentProps = Readonly<{
  dashboard: Dashboard;
  sampleData: ReactNode;
  scope: SpendScope;
  search: SpendSearch;
  setSearch: (patch: Partial<SpendSearch>) => void;
}>;

function Content({ dashboard, sampleData, scope, search, setSearch }: ContentProps) {
  const { newestDay, totals, chart } = dashboard;
  if (newestDay === null) return <UsageEmpty sampleData={sampleData} />;
  if (isNothing(totals)) return <NoRequests newestDay={newestDay} search={search} setSearch={setSearch} />;
  const ranked = { scope, totalUsd: totals.costUsd };
  return (
    <>
      <TotalCards {...dashboard} scope={scope} />
      <CostPanel chart={chart} scope={scope} search={search} setSearch={setSearch} />
      <CoverageBar {...dashboard} scope={scope} />
      <OpenProblems {...dashboard} scope={scope} />
      <UnitSums {...dashboard} />
      <Ranking {...ranked} by="model" names={dashboard.models} count={dashboard.modelCount} maxHeight="440px" />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <TokenPanel {...dashboard} search={search} setSearch={setSearch} />
        <Ranking
          {...ranked}
          by="provider"
          names={dashboard.providers}
          count={dashboard.providers.length}
          maxHeight="330px"
        />
        {OWN_RANKINGS.map((by) => (
          <OwnRanking key={by} {...ranked} by={by} compare={search.compare} maxHeight="330px" />
        ))}
      </SimpleGrid>
    </>
  );
}

/** Reports in sums may not tell how many requests they are of, and corrections of costs are of none. */
const isNothing = ({ requests, costUsd, totalTokens }: Dashboard["totals"]): boolean =>
  requests === 0 && costUsd === "0" && totalTokens === "0";

const OWN_RANKINGS = ["team", "user", "key", "tag"] as const;

type SearchProps = Pick<ContentProps, "search" | "setSearch">;

function NoRequests({ newestDay, search, setSearch }: SearchProps & Readonly<{ newestDay: string }>) {
  const isFiltered = Object.keys(activeFilters(search)).length > 0;
  const showDay = () => setSearch({ period: "custom", from: `${newestDay.slice(0, 8)}01`, to: newestDay });
  return (
    <Panel>
      {isFiltered ? (
        <EmptyState
          title="No requests match the filters in these days"
          action={
            <Button variant="default" onClick={() => setSearch(NO_FILTERS_IN_URL)}>
              Show all requests
            </Button>
          }
        >
          Names are compared whole.
        </EmptyState>
      ) : (
        <EmptyState
          title="No requests in these days"
          action={
            <Button variant="default" onClick={showDay}>
              Show the month of the newest ones
            </Button>
          }
        >
          The newest usage is of {newestDay}.
        </EmptyState>
      )}
    </Panel>
  );
}

function TokenPanel({ trend, chart, search, setSearch }: Pick<Dashboard, "trend" | "chart"> & SearchProps) {
  const series = useMemo(() => tokenSeries(trend), [trend]);
  const total = useMemo(() => tokenTotal(trend), [trend]);
  const { zone } = useLedgerZone();
  return (
    <ChartedPanel
      title="Tokens"
      description={`A day, in ${zone}.`}
      steps={chart.steps}
      series={series}
      total={total}
      unit="count"
      hasTable={search.tables}
      onTableChange={(tables) => setSearch({ tables })}
    />
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
