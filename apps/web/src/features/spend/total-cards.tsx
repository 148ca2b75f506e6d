import { SimpleGrid, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { CorrectionsNote } from "#web/components/corrections-note";
import { Count, counted, countedUsage, readableCount, verbOf } from "#web/components/count";
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
        {totals.reports > 0 && (
          <Text size="xs" component="div">
            <Quiet title="Reports in sums that do not tell how many requests they are of. Their cost and tokens are counted.">
              beside {counted(totals.reports, "uncounted report")}
            </Quiet>
          </Text>
        )}
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
  const openReports = totals.defaultReports + totals.unpricedReports + totals.placeholderReports;
  const isAllKnown = totals.unpricedRequests + totals.unpricedReports === 0;
  return (
    <Card
      label="Priced exactly"
      value={exact === null ? "—" : shareText(exact)}
      note={isAllKnown ? "of the cost" : "of the known cost"}
    >
      <Text size="xs" component="div">
        {open + openReports === 0 ? (
          <Quiet>{pricedText(totals)}</Quiet>
        ) : (
          <RouteLink to="/dashboard/logs" search={requestsSearch({ ...scope, defaultPriced: true })} inherit>
            {countedUsage(open, openReports)} {verbOf(open, openReports, "needs", "need")} a price
          </RouteLink>
        )}
      </Text>
    </Card>
  );
}

/** Where nothing is open. */
function pricedText({ requests, reports }: Totals): string {
  if (requests === 0) return reports === 0 ? "no requests were counted" : "every report has a price";
  return reports === 0 ? "every request has a price" : "every request and report has a price";
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
