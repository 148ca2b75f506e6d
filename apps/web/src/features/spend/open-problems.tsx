/** What keeps the cost of a period from being right, with what is at stake and the way to where it is solved. Nothing open: nothing shown. */
import { Text } from "@mantine/core";
import { Count, counted } from "#web/components/count";
import { RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { Panel } from "#web/components/page";
import type { Dashboard } from "./chart-series";
import { type Problem, useProblemsElsewhere } from "./problems-elsewhere";
import { requestsSearch } from "./requests-search";
import classes from "./spend.module.css";
import type { SpendScope } from "./spend-search";

type OpenProblemsProps = Pick<Dashboard, "totals" | "quarantined"> & Readonly<{ scope: SpendScope }>;

export function OpenProblems({ totals, quarantined, scope }: OpenProblemsProps) {
  const elsewhere = useProblemsElsewhere();
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

/** Requests, and beside them reports in sums that do not tell how many requests they are of. */
function usage(requests: number, reports: number, words: string): Pick<Problem, "count" | "words"> {
  if (requests === 0) return { count: reports, words: `uncounted ${reports === 1 ? "report" : "reports"} ${words}` };
  const beside = reports === 0 ? "" : ` and ${counted(reports, "uncounted report")}`;
  return { count: requests, words: `${requests === 1 ? "request" : "requests"}${beside} ${words}` };
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
      ...usage(totals.defaultRequests, totals.defaultReports, "priced by the default entry"),
      atStakeUsd: totals.defaultCostUsd,
      link: requests({ ...scope, source: ["default"] }, "Price their names"),
    },
    {
      key: "unpriced",
      ...usage(totals.unpricedRequests, totals.unpricedReports, "without a cost, in no sum"),
      atStakeUsd: null,
      link: requests({ ...scope, unpriced: true }, "See what they need"),
    },
    {
      key: "flagged",
      ...usage(totals.flaggedRequests, totals.flaggedReports, "with a warning beside the cost"),
      atStakeUsd: totals.flaggedCostUsd,
      link: requests({ ...scope, flagged: true }, "See the warnings"),
    },
    {
      key: "quarantined",
      count: quarantined.open,
      isMore: quarantined.isMore,
      words: `${quarantined.open === 1 ? "event" : "events"} in quarantine, of any day, in no sum`,
      atStakeUsd: null,
      link: requests({ tab: "quarantine" }, "Decide on them"),
    },
  ];
}
