/** What keeps the cost of a period from being right, with what is at stake and the way to where it is solved. Nothing open: nothing shown. */
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Count } from "#web/components/count";
import { RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import type { Dashboard } from "./chart-series";
import { requestsSearch } from "./requests-search";
import classes from "./spend.module.css";
import type { SpendScope } from "./spend-search";

type Problem = Readonly<{
  key: string;
  count: number;
  isMore?: boolean;
  /** What stands behind the count. */
  words: string;
  /** Decimal text; null: no cost is known, or none is touched yet. */
  atStakeUsd: string | null;
  link: ReactNode;
}>;

type OpenProblemsProps = Pick<Dashboard, "totals" | "quarantined"> & Readonly<{ scope: SpendScope }>;

export function OpenProblems({ totals, quarantined, scope }: OpenProblemsProps) {
  const elsewhere = useProblemsOfPrices();
  const open = [...problemsOfRequests(totals, quarantined, scope), ...elsewhere].filter(({ count }) => count > 0);
  if (open.length === 0) return null;
  return (
    <Panel title="Open problems" description="What keeps these numbers from being exact, and where it is solved.">
      <ul className={classes.problems}>
        {open.map(({ key, count, isMore = false, words, atStakeUsd, link }) => (
          <li key={key}>
            <Text span size="sm" fw={600}>
              <Count of={count} />
              {isMore ? "+" : ""}
            </Text>
            <Text span size="sm">
              {words}
              {atStakeUsd !== null && (
                <>
                  , <Money usd={atStakeUsd} /> of the cost
                </>
              )}
            </Text>
            {link}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function problemsOfRequests(
  totals: Dashboard["totals"],
  quarantined: Dashboard["quarantined"],
  scope: SpendScope,
): readonly Problem[] {
  const requests = (more: Parameters<typeof requestsSearch>[0], words: string) => (
    <RouteLink to="/dashboard/logs" search={requestsSearch(more)} size="sm">
      {words}
    </RouteLink>
  );
  return [
    {
      key: "default",
      count: totals.defaultRequests,
      words: "requests priced by the default entry",
      atStakeUsd: totals.defaultCostUsd,
      link: requests({ ...scope, source: ["default"] }, "Price their names"),
    },
    {
      key: "unpriced",
      count: totals.unpricedRequests,
      words: "requests without a cost, in no sum",
      atStakeUsd: null,
      link: requests({ ...scope, unpriced: true }, "See what they need"),
    },
    {
      key: "flagged",
      count: totals.flaggedRequests,
      words: "requests with a warning beside their cost",
      atStakeUsd: totals.flaggedCostUsd,
      link: requests({ ...scope, flagged: true }, "See the warnings"),
    },
    {
      key: "quarantined",
      count: quarantined.open,
      isMore: quarantined.isMore,
      words: "events in quarantine, of any day, in no sum",
      atStakeUsd: null,
      link: requests({ tab: "quarantine" }, "Decide on them"),
    },
  ];
}

/** Asked only of those who may see it. */
function useProblemsOfPrices(): readonly Problem[] {
  const maySeePrices = useMay("price-book:read");
  const maySeeCatalog = useMay("catalog:read");
  const findings = useQuery(trpc.findings.count.queryOptions(undefined, { enabled: maySeePrices })).data;
  const catalog = useQuery(trpc.catalog.state.queryOptions(undefined, { enabled: maySeeCatalog })).data;
  const mayReadAlerts = useMay("alerts:read");
  const alerts = useQuery(trpc.alerts.openCount.queryOptions(undefined, { enabled: mayReadAlerts })).data;
  const catalogLink = (words: string) => (
    <RouteLink to="/admin/settings" search={{ tab: "catalogue" } as never} size="sm">
      {words}
    </RouteLink>
  );
  return [
    {
      key: "alerts",
      count: alerts?.count ?? 0,
      words: alerts?.count === 1 ? "open alert" : "open alerts",
      atStakeUsd: null,
      link: (
        <RouteLink to="/admin/alerts" search={{ state: "open" } as never} size="sm">
          See to them
        </RouteLink>
      ),
    },
    {
      key: "findings",
      count: findings?.count ?? 0,
      words: "prices that look wrong",
      atStakeUsd: null,
      link: (
        <RouteLink to="/admin/model-pricing" search={{ view: "findings" } as never} size="sm">
          Look at the findings
        </RouteLink>
      ),
    },
    {
      key: "waiting",
      count: catalog?.waitingCount ?? 0,
      words: "changes of the catalogue that wait for a decision",
      atStakeUsd: null,
      link: catalogLink("Decide on them"),
    },
    {
      key: "refresh",
      count: (catalog?.lastError ?? null) === null ? 0 : 1,
      words: "failed refresh of the catalogue: its prices grow old",
      atStakeUsd: null,
      link: catalogLink("See why"),
    },
  ];
}
