/** The cost of the dearest models, day by day. A bar opens its requests, a name filters the whole page. */
import { Anchor } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useLedgerZone } from "#web/components/ledger-zone";
import { ButtonLink } from "#web/components/links";
import { type ChartSeries, type Dashboard, seriesOf, type Step } from "./chart-series";
import { ChartedPanel } from "./charted-panel";
import { exploreSearch, leavingOut } from "./explore-search";
import { ExportMenu } from "./export-menu";
import { requestsSearch } from "./requests-search";
import type { SpendScope, SpendSearch } from "./spend-search";

type CostPanelProps = Pick<Dashboard, "chart"> &
  Readonly<{ scope: SpendScope; search: SpendSearch; setSearch: (patch: Partial<SpendSearch>) => void }>;

export function CostPanel({ chart, scope, search, setSearch }: CostPanelProps) {
  const navigate = useNavigate();
  const { zone } = useLedgerZone();
  const series = useMemo(() => seriesOf(chart), [chart]);
  const open = ({ from, to }: Step, { names }: ChartSeries) => {
    const shown = series.flatMap((each) => each.names ?? []);
    const models = names === null ? leavingOut(scope, chart.groups, shown) : { model: names };
    void navigate({ to: "/dashboard/logs", search: requestsSearch({ ...scope, ...models, from, to }) });
  };
  return (
    <ChartedPanel
      title="Cost per model"
      description={`USD a day, in ${zone}. Click a bar for its requests, a name to see it alone.`}
      steps={chart.steps}
      series={series}
      total={chart.total}
      unit="usd"
      hasTable={search.tables}
      onTableChange={(tables) => setSearch({ tables })}
      onOpen={open}
      renderName={({ names, label }) =>
        names === null ? null : (
          <Anchor
            component="button"
            type="button"
            inherit
            c="inherit"
            title={`Only ${label}`}
            onClick={() => setSearch({ model: names })}
          >
            {label}
          </Anchor>
        )
      }
      actions={
        <>
          <ButtonLink to="/dashboard/explore" search={exploreSearch({ ...search, group: "model" })} variant="default">
            Explore
          </ButtonLink>
          <ExportMenu query={{ ...scope, group: "model" }} scope={scope} />
        </>
      }
    />
  );
}
