/** How the cost of the period came to be known: exactly, with a warning, or by the default price. */
import { Group, Text } from "@mantine/core";
import { formatUsd, parseSignedUsd, type PicoUsd, ratio, subtract, ZERO } from "@ratecard/money";
import type { ReactNode } from "react";
import { Count, counted } from "#web/components/count";
import { RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { Panel } from "#web/components/page";
import { Quiet } from "#web/components/quiet";
import type { Dashboard, Totals } from "./chart-series";
import { shareText } from "./percent";
import { requestsSearch } from "./requests-search";
import classes from "./spend.module.css";
import type { SpendScope } from "./spend-search";

const LABEL: Readonly<Record<CoverageKind, string>> = {
  exact: "Priced exactly",
  flagged: "With a warning",
  placeholder: "By a placeholder",
  default: "Default-priced",
};

const FILTER = {
  flagged: { flagged: true },
  placeholder: { flag: "placeholder-price" },
  default: { source: ["default"] },
} as const;

const HELP =
  "Exactly: every rate is the request's own. With a warning: estimated, a rate borrowed from another kind of token, an entry of another provider, a guessed provider, or a catalogue newer than the request. By a placeholder: an entry that was written from the default price.";

const UNCOUNTED = "An uncounted report stands for many requests and does not tell for how many.";

type CoverageProps = Readonly<{ totals: Totals; scope: SpendScope; quarantined: Dashboard["quarantined"] }>;

export function CoverageBar({ totals, quarantined, scope }: CoverageProps) {
  const parts = coverageOf(totals);
  return (
    <Panel title="Coverage" description={totals.reports > 0 ? `${HELP} ${UNCOUNTED}` : HELP}>
      <div className={classes.bar} role="img" aria-label={parts.map(sentenceOf).join("; ")}>
        {parts.map(({ kind, share }) => (
          <span key={kind} className={classes.segment} data-kind={kind} style={{ flexGrow: Number(share ?? 0) }} />
        ))}
      </div>
      <Group gap="xl" mt="sm" wrap="wrap">
        {parts.map((part) => (
          <LegendEntry key={part.kind} kind={part.kind} label={LABEL[part.kind]}>
            {part.share === null ? "—" : shareText(part.share)} <Quiet>of cost,</Quiet> <Money usd={part.costUsd} />
            <Quiet>
              {" in "}
              <Count of={part.requests} /> {part.requests === 1 ? "request" : "requests"}
              {reportsText(part.reports)}
            </Quiet>
            {part.kind !== "exact" && part.requests + part.reports > 0 && (
              <>
                {" "}
                <RouteLink to="/dashboard/logs" search={requestsSearch({ ...scope, ...FILTER[part.kind] })} inherit>
                  show
                </RouteLink>
              </>
            )}
          </LegendEntry>
        ))}
        <LegendEntry kind="unpriced" label="Not priced at all">
          <Requests
            of={totals.unpricedRequests}
            reports={totals.unpricedReports}
            search={{ ...scope, unpriced: true }}
          />
        </LegendEntry>
        <LegendEntry kind="guessed" label="Provider guessed">
          <Requests
            of={totals.guessedRequests}
            reports={totals.guessedReports}
            search={{ ...scope, flag: "provider-guessed" }}
          />
        </LegendEntry>
        <LegendEntry kind="quarantined" label="In quarantine, not counted">
          <Count of={quarantined.open} />
          {quarantined.isMore ? "+" : ""} <Quiet>{quarantined.open === 1 ? "event" : "events"}</Quiet>
          {quarantined.open > 0 && (
            <>
              {" "}
              <RouteLink to="/dashboard/logs" search={requestsSearch({ tab: "quarantine" })} inherit>
                show
              </RouteLink>
            </>
          )}
        </LegendEntry>
      </Group>
    </Panel>
  );
}

type RequestsProps = Readonly<{ of: number; reports: number; search: Parameters<typeof requestsSearch>[0] }>;

/** Requests and uncounted reports of the period, with a link to them when there are some. */
const Requests = ({ of, reports, search }: RequestsProps) => (
  <>
    <Count of={of} />{" "}
    <Quiet>
      {of === 1 ? "request" : "requests"}
      {reportsText(reports)}
    </Quiet>
    {of + reports > 0 && (
      <>
        {" "}
        <RouteLink to="/dashboard/logs" search={requestsSearch(search)} inherit>
          show
        </RouteLink>
      </>
    )}
  </>
);

/** Behind a number of requests: those reports in sums that do not tell how many they are of. */
const reportsText = (reports: number): string => (reports === 0 ? "" : ` and ${counted(reports, "uncounted report")}`);

function LegendEntry({
  kind,
  label,
  children,
}: Readonly<{ kind: CoverageKind | "unpriced" | "guessed" | "quarantined"; label: string; children: ReactNode }>) {
  return (
    <div>
      <Text size="xs" c="dimmed" component="div" className={classes.legendLabel}>
        <span className={classes.swatch} data-kind={kind} aria-hidden />
        {label}
      </Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </div>
  );
}

const sentenceOf = ({ kind, share }: CoveragePart): string =>
  `${LABEL[kind]}: ${share === null ? "nothing spent" : shareText(share)}`;

/**
 * How much of the cost is known to the letter.
 * Units   USD as decimal text; shares are fractions of the cost, as decimal text, null when nothing was spent.
 */
const COVERAGE_KINDS = ["exact", "flagged", "placeholder", "default"] as const;
type CoverageKind = (typeof COVERAGE_KINDS)[number];

type CoveragePart = Readonly<{
  kind: CoverageKind;
  costUsd: string;
  requests: number;
  /** In sums, and not telling how many requests they are of. */
  reports: number;
  share: string | null;
}>;

const SHARE_DECIMALS = 6;

export function coverageOf(totals: Totals): readonly CoveragePart[] {
  const total = amountOf(totals.costUsd);
  const byDefault = amountOf(totals.defaultCostUsd);
  const flagged = amountOf(totals.flaggedCostUsd);
  const byPlaceholder = amountOf(totals.placeholderCostUsd);
  const part = (kind: CoverageKind, amount: PicoUsd, requests: number, reports: number): CoveragePart => ({
    kind,
    costUsd: formatUsd(amount),
    requests,
    reports,
    share: ratio(amount, total, SHARE_DECIMALS) ?? null,
  });
  const { requests, flaggedRequests, defaultRequests, unpricedRequests, placeholderRequests } = totals;
  const { reports, flaggedReports, defaultReports, unpricedReports, placeholderReports } = totals;
  const exactRequests = requests - flaggedRequests - defaultRequests - unpricedRequests;
  const exactReports = reports - flaggedReports - defaultReports - unpricedReports;
  return [
    part("exact", subtract(subtract(total, byDefault), flagged), exactRequests, exactReports),
    part(
      "flagged",
      subtract(flagged, byPlaceholder),
      flaggedRequests - placeholderRequests,
      flaggedReports - placeholderReports,
    ),
    part("placeholder", byPlaceholder, placeholderRequests, placeholderReports),
    part("default", byDefault, defaultRequests, defaultReports),
  ];
}

function amountOf(usd: string): PicoUsd {
  const parsed = parseSignedUsd(usd);
  return parsed.ok ? parsed.value : ZERO;
}
