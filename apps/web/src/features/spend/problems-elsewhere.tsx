/** What other pages know to be open: alerts, prices, the catalogue, the ledger. Each is asked only of those who may see it. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { RouteLink } from "#web/components/links";
import { useMay } from "#web/components/session";
import { useNow } from "#web/components/time";
import { trpc } from "#web/trpc";

export type Problem = Readonly<{
  key: string;
  count: number;
  isMore?: boolean;
  /** What stands behind the count. */
  words: string;
  /** Decimal text; null: no cost is known, or none is touched yet. */
  atStakeUsd: string | null;
  link: ReactNode;
}>;

export function useProblemsElsewhere(): readonly Problem[] {
  return [useOpenAlerts(), ...useProblemsOfPrices(), useWrongSums(), ...useProblemsOfCatalog()];
}

function useOpenAlerts(): Problem {
  const enabled = useMay("alerts:read");
  const count = useQuery(trpc.alerts.openCount.queryOptions(undefined, { enabled })).data?.count ?? 0;
  return {
    key: "alerts",
    count,
    words: count === 1 ? "open alert" : "open alerts",
    atStakeUsd: null,
    link: (
      <RouteLink to="/admin/alerts" search={{ state: "open" } as never} size="sm">
        See to them
      </RouteLink>
    ),
  };
}

function useProblemsOfPrices(): readonly Problem[] {
  const enabled = useMay("price-book:read");
  const findings = useQuery(trpc.findings.count.queryOptions(undefined, { enabled })).data;
  const unreviewed = findings?.unreviewed ?? 0;
  const link = (search: object, words: string) => (
    <RouteLink to="/admin/model-pricing" search={{ view: "findings", ...search } as never} size="sm">
      {words}
    </RouteLink>
  );
  return [
    {
      key: "findings",
      count: (findings?.count ?? 0) - unreviewed,
      words: "prices that look wrong",
      atStakeUsd: null,
      link: link({}, "Look at the findings"),
    },
    {
      key: "review",
      count: unreviewed,
      words: `${unreviewed === 1 ? "price" : "prices"} with requests that nobody looked at for 30 days`,
      atStakeUsd: null,
      link: link({ finding: "stale" }, "Review them"),
    },
  ];
}

/** As the last check of the ledger found them; what was repaired since then is none. */
function useWrongSums(): Problem {
  const enabled = useMay("requests:read");
  const verdict = useQuery(trpc.ledgerHealth.show.queryOptions(undefined, { enabled })).data?.verdict;
  return {
    key: "sums",
    count: verdict ? (verdict.isRepaired ? 0 : verdict.wrongSums) + verdict.wrongCounts.length : 0,
    words: "sums that differed from their requests when they were last checked",
    atStakeUsd: null,
    link: (
      <RouteLink to="/admin/analytics" size="sm">
        See which
      </RouteLink>
    ),
  };
}

const DAY_MS = 86_400_000;
const OLD_CATALOG_DAYS = 3;

function useProblemsOfCatalog(): readonly Problem[] {
  const enabled = useMay("catalog:read");
  const catalog = useQuery(trpc.catalog.state.queryOptions(undefined, { enabled })).data;
  const now = useNow();
  const inForce = catalog?.inForce;
  // Of the bundled one the settings say how old it is; it is in force only until one was fetched.
  const isFetched = inForce !== null && inForce !== undefined && inForce.origin !== "bundled";
  const daysOld = isFetched ? Math.floor((now - Date.parse(inForce.confirmedAt)) / DAY_MS) : 0;
  const problem = (key: string, count: number, words: string, linkWords: string): Problem => ({
    key,
    count,
    words,
    atStakeUsd: null,
    link: (
      <RouteLink to="/admin/settings" search={{ tab: "catalogue" } as never} size="sm">
        {linkWords}
      </RouteLink>
    ),
  });
  return [
    problem(
      "waiting",
      catalog?.waitingCount ?? 0,
      "changes of the catalogue that wait for a decision",
      "Decide on them",
    ),
    problem(
      "age",
      daysOld >= OLD_CATALOG_DAYS ? daysOld : 0,
      "days since the catalogue was last confirmed",
      "Refresh it",
    ),
    problem(
      "refresh",
      (catalog?.lastError ?? null) === null ? 0 : 1,
      "failed refresh of the catalogue: its prices grow old",
      "See why",
    ),
  ];
}
