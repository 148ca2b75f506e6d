/** Any question of spend: one metric, by what, in which steps, of which requests. All of it stands in the URL, so a link is a report. */
import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { activeFilters, NO_FILTERS_IN_URL } from "#web/components/filters/filters-in-url";
import { ButtonLink } from "#web/components/links";
import { CorrectionsNote } from "#web/components/corrections-note";
import { useLedgerZone, useToday } from "#web/components/ledger-zone";
import { Page, Panel } from "#web/components/page";
import { EmptyState, ErrorState, LoadingState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { type RouterInputs, trpc } from "#web/trpc";
import {
  type ChartSeries,
  type ExploreAnswer,
  type Explored,
  groupWords,
  seriesOf,
  type Step,
  unitOf,
} from "./chart-series";
import { ChartedPanel } from "./charted-panel";
import { ExploreControls } from "./explore-controls";
import { exploreQuery, ExploreSearch, exploreSearch, leavingOut, METRIC_WORDS, requestsBehind } from "./explore-search";
import { ExportMenu } from "./export-menu";
import { PeriodPicker, rangeOfPeriod } from "#web/components/period-picker";
import { SavedViews } from "./saved-views";
import { SeriesTable } from "./series-table";
import { SpendFilters } from "./spend-filters";
import { type SpendScope, scopeOf } from "./spend-search";

export function ExplorePage() {
  const [search, setSearch] = useTableSearch(ExploreSearch);
  const today = useToday();
  const { zone } = useLedgerZone();
  const range = useMemo(() => rangeOfPeriod(search, today), [search, today]);
  const scope = useMemo(() => scopeOf(search, range), [search, range]);
  const query = useMemo(() => exploreQuery(search, scope), [search, scope]);
  const explored = useQuery(trpc.spend.explore.queryOptions(query, { placeholderData: keepPreviousData }));
  return (
    <Page
      title="Explore"
      description={`${range.from} to ${range.to}, days of ${zone}`}
      actions={
        <>
          <SavedViews />
          <PeriodPicker period={search.period} range={range} today={today} onChange={setSearch} />
        </>
      }
    >
      <ExploreControls search={search} onChange={setSearch} />
      <SpendFilters search={search} range={range} onChange={setSearch} />
      {explored.error ? (
        <Panel>
          <ErrorState error={explored.error} retry={() => void explored.refetch()} />
        </Panel>
      ) : explored.data ? (
        <Answer explored={explored.data} search={search} setSearch={setSearch} scope={scope} query={query} />
      ) : (
        <LoadingState label="Adding up" />
      )}
    </Page>
  );
}

type AnswerProps = Readonly<{
  explored: ExploreAnswer;
  search: ExploreSearch;
  setSearch: (patch: Partial<ExploreSearch>) => void;
  scope: SpendScope;
  query: RouterInputs["spend"]["explore"];
}>;

function Answer({ explored, search, setSearch, scope, query }: AnswerProps) {
  const navigate = useNavigate();
  const { zone } = useLedgerZone();
  const series = useMemo(() => seriesOf(explored), [explored]);
  const { metric, steps, total, groups } = explored;
  const unit = unitOf(metric);
  const leftOut = leavingOut(
    scope,
    groups,
    series.flatMap(({ names }) => names ?? []),
  );
  const open = ({ key, names }: ChartSeries, days: SpendScope) => {
    if (key !== "other") {
      void navigate({ to: "/dashboard/logs", search: requestsBehind(metric, days, names ? groups : [], names ?? []) });
    } else if (leftOut) {
      void navigate({ to: "/dashboard/explore", search: exploreSearch({ ...search, ...leftOut }) });
    }
  };
  if (series.every((each) => each.total === "0")) return <NothingFound search={search} setSearch={setSearch} />;
  const title =
    groups.length === 0 ? METRIC_WORDS[metric] : `${METRIC_WORDS[metric]} by ${groupWords(groups).toLowerCase()}`;
  return (
    <>
      <ChartedPanel
        title={title}
        description={describe(explored, zone)}
        note={noteOf(explored, leftOut !== null)}
        steps={steps}
        series={series}
        total={total}
        unit={unit}
        hasTable={search.tables}
        onTableChange={(tables) => setSearch({ tables })}
        onOpen={(step, clicked) => open(clicked, { ...scope, ...spanOf(step, explored) })}
        actions={
          <>
            <ButtonLink to="/dashboard/logs" search={requestsBehind(metric, scope, [], [])} variant="default">
              Requests
            </ButtonLink>
            <ExportMenu query={query} scope={scope} />
          </>
        }
      />
      {metric === "costUsd" && <CorrectionsNote corrections={explored.corrections} range={scope} />}
      <SeriesTable
        groups={groups}
        series={series}
        total={total.total}
        metric={metric}
        onOpen={(clicked) => open(clicked, scope)}
      />
    </>
  );
}

/** The requests of a bar: those of its step, or of all steps up to it. */
const spanOf = ({ from, to }: Step, { steps, isCumulative }: Explored) => ({
  from: isCumulative ? (steps[0]?.from ?? from) : from,
  to,
});

const describe = ({ interval, isCumulative }: Explored, zone: string): string =>
  `Each ${interval} of ${zone}${isCumulative ? ", with all before it" : ""}. Click a bar or a row for its requests, Other for its names.`;

function noteOf({ readFrom, groups, interval, other }: Explored, isOtherOpened: boolean): string {
  const notes = [
    groups.includes("tag") ? "A request with several tags counts under each of them, and once in the total." : "",
    readFrom === "requests"
      ? `Added up from the requests themselves, as no sums are kept by ${interval === "hour" ? "hours" : "these names together"}.`
      : "",
    other && !isOtherOpened
      ? `Other does not open: no filter leaves out exactly the ${groups.length > 1 ? "pairs" : "names"} that are shown.`
      : "",
  ];
  return notes.filter((note) => note !== "").join(" ");
}

function NothingFound({ search, setSearch }: Pick<AnswerProps, "search" | "setSearch">) {
  const isFiltered = Object.keys(activeFilters(search)).length > 0;
  return (
    <Panel>
      <EmptyState
        title={`${METRIC_WORDS[search.metric]}: nothing in these days`}
        action={
          isFiltered && (
            <Button variant="default" onClick={() => setSearch(NO_FILTERS_IN_URL)}>
              Show all requests
            </Button>
          )
        }
      >
        {isFiltered ? "No request that fits the filters adds to it." : "Choose other days, or another metric."}
      </EmptyState>
    </Panel>
  );
}
