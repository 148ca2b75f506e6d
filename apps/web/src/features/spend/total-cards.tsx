import { SimpleGrid, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { CorrectionsNote } from "#web/components/corrections-note";
import { Count, readableCount } from "#web/components/count";
import { RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { Quiet } from "#web/components/quiet";
import type { Dashboard, Totals } from "./chart-series";
import { coverageOf } from "./coverage-bar";
import { Change, countChange, moneyChange, shareText } from "./percent";
import { requestsSearch } from "./requests-search";
import classes from "./spend.module.css";
import type { SpendScope } from "./spend-search";

type TotalCardsProps = Pick<Dashboard, "totals" | "previousTotals" | "previousRange" | "corrections"> &
  Readonly<{ scope: SpendScope }>;

export function TotalCards(props: TotalCardsProps) {
  const { totals, previousTotals: before, previousRange: previous, corrections, scope } = props;
  const compared = before && previous && { before, previous };
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
      <Card label="Cost" value={<Money usd={totals.costUsd} />}>
        {compared && (
          <Change
            percent={moneyChange(compared.before.costUsd, totals.costUsd)}
            before={<Money usd={compared.before.costUsd} />}
            previous={compared.previous}
          />
        )}
        <CorrectionsNote corrections={corrections} range={scope} />
      </Card>
      <Card label="Requests" value={<Count of={totals.requests} />} note={errorsText(totals)}>
        {compared && (
          <Change
            percent={countChange(compared.before.requests, totals.requests)}
            before={<Count of={compared.before.requests} />}
            previous={compared.previous}
          />
        )}
      </Card>
      <Card
        label="Tokens"
        value={<Count of={totals.totalTokens} />}
        note={`${readableCount(totals.promptTokens)} in · ${readableCount(totals.completionTokens)} out`}
      >
        {compared && (
          <Change
            percent={countChange(compared.before.totalTokens, totals.totalTokens)}
            before={<Count of={compared.before.totalTokens} />}
            previous={compared.previous}
          />
        )}
      </Card>
      <CoverageCard totals={totals} scope={scope} />
    </SimpleGrid>
  );
}

function CoverageCard({ totals, scope }: Readonly<{ totals: Totals; scope: SpendScope }>) {
  const exact = coverageOf(totals)[0]?.share ?? null;
  const open = totals.defaultRequests + totals.unpricedRequests + totals.placeholderRequests;
  return (
    <Card label="Priced exactly" value={exact === null ? "—" : shareText(exact)} note="of the cost">
      <Text size="xs" component="div">
        {open === 0 ? (
          <Quiet>{totals.requests === 0 ? "no requests were counted" : "every request has a price"}</Quiet>
        ) : (
          <RouteLink to="/dashboard/logs" search={requestsSearch({ ...scope, defaultPriced: true })} inherit>
            {readableCount(open)} {open === 1 ? "request needs" : "requests need"} a price
          </RouteLink>
        )}
      </Text>
    </Card>
  );
}

const errorsText = ({ requests, errorRequests }: Totals): string => {
  if (requests === 0) return "none counted";
  return errorRequests === 0 ? "none failed" : `${readableCount(errorRequests)} failed`;
};

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
