/** Who reports and since when somebody does not, how well tokens are known, and whether the sums agree with the requests. */
import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Page, Panel } from "#web/components/page";
import { EmptyState, ErrorState, LoadingState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { GatewayList } from "./gateway-list";
import { LedgerCheck } from "./ledger-check";
import classes from "./ledger-health.module.css";
import { COUNT_SERIES, type LedgerHealth } from "./quality-series";

const QualityChart = lazy(async () => ({ default: (await import("./quality-chart")).QualityChart }));

const REFRESH_MS = 30_000;

export function LedgerHealthPage() {
  const health = useQuery(trpc.ledgerHealth.show.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return (
    <Page title="Ledger health" description="What arrives, how well it is counted, and whether it still adds up.">
      {health.data ? (
        <Content health={health.data} />
      ) : (
        <Panel>
          {health.error ? (
            <ErrorState error={health.error} retry={() => void health.refetch()} />
          ) : (
            <LoadingState label="Loading the health of the ledger" />
          )}
        </Panel>
      )}
    </Page>
  );
}

function Content({ health }: Readonly<{ health: LedgerHealth }>) {
  return (
    <>
      <Panel title="Gateways" description={`Events since ${health.from}, days of arrival in UTC.`}>
        <GatewayList gateways={health.gateways} />
      </Panel>
      <Panel
        title="Where token counts come from"
        description="Share of each day's requests. What was estimated costs an estimate; what was not counted costs its price per request, or that of a typical one."
      >
        {health.days.length === 0 ? (
          <EmptyState title="No requests in the last 30 days">The share shows as soon as a gateway reports.</EmptyState>
        ) : (
          <>
            <Suspense fallback={<Skeleton height={220} />}>
              <QualityChart days={health.days} />
            </Suspense>
            <ul className={classes.legend} aria-label="Sources of token counts">
              {COUNT_SERIES.map(({ name, label, color }) => (
                <li key={name}>
                  <span className={classes.swatch} style={{ background: color }} aria-hidden />
                  <Text span size="xs" c="dimmed">
                    {label}
                  </Text>
                </li>
              ))}
            </ul>
          </>
        )}
      </Panel>
      <LedgerCheck health={health} />
    </>
  );
}
