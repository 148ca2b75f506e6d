import { SimpleGrid, Text } from "@mantine/core";
import type { DayRange } from "@ratecard/contract";
import type { ReactNode } from "react";
import { Count, readableCount } from "#web/components/count";
import { RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { Quiet } from "#web/components/quiet";
import type { Dashboard, Totals } from "./chart-series";
import { coverageOf } from "./coverage-bar";
import { Change, countChange, moneyChange, shareText } from "./percent";
import { requestsSearch } from "./requests-search";
import classes from "./spend.module.css";

export function TotalCards({ totals, previousTotals: before, previousRange: previous, range }: Dashboard) {
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
      <Card label="Cost" value={<Money usd={totals.costUsd} />}>
        <Change
          percent={moneyChange(before.costUsd, totals.costUsd)}
          before={<Money usd={before.costUsd} />}
          previous={previous}
        />
      </Card>
      <Card label="Requests" value={<Count of={totals.requests} />} note={errorsText(totals)}>
        <Change
          percent={countChange(before.requests, totals.requests)}
          before={<Count of={before.requests} />}
          previous={previous}
        />
      </Card>
      <Card
        label="Tokens"
        value={<Count of={totals.totalTokens} />}
        note={`${readableCount(totals.promptTokens)} in · ${readableCount(totals.completionTokens)} out`}
      >
        <Change
          percent={countChange(before.totalTokens, totals.totalTokens)}
          before={<Count of={before.totalTokens} />}
          previous={previous}
        />
      </Card>
      <CoverageCard totals={totals} range={range} />
    </SimpleGrid>
  );
}

function CoverageCard({ totals, range: { from, to } }: Readonly<{ totals: Totals; range: DayRange }>) {
  const exact = coverageOf(totals)[0]?.share ?? null;
  const open = totals.defaultRequests + totals.unpricedRequests + totals.placeholderRequests;
  return (
    <Card label="Priced exactly" value={exact === null ? "—" : shareText(exact)} note="of the cost">
      <Text size="xs" component="div">
        {open === 0 ? (
          <Quiet>every request has a price</Quiet>
        ) : (
          <RouteLink to="/dashboard/logs" search={requestsSearch({ defaultPriced: true, from, to })} inherit>
            {readableCount(open)} {open === 1 ? "request needs" : "requests need"} a price
          </RouteLink>
        )}
      </Text>
    </Card>
  );
}

const errorsText = ({ errorRequests }: Totals): string =>
  errorRequests === 0 ? "none failed" : `${readableCount(errorRequests)} failed`;

type CardProps = Readonly<{ label: string; value: ReactNode; note?: string; children: ReactNode }>;

function Card({ label, value, note, children }: CardProps) {
  return (
    <section className={classes.card} aria-label={label}>
      <Text size="xs" c="dimmed" component="h2" fw={500}>
        {label}
      </Text>
      <div className={classes.figure}>
        <span className={classes.value}>{value}</span>
        {note !== undefined && (
          <Text span size="xs" c="dimmed">
            {note}
          </Text>
        )}
      </div>
      {children}
    </section>
  );
}
