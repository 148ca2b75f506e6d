/** What a change of prices would have meant for the last 30 days, in one line, and the rules that answer no longer. */
import { Box, Button, List, Stack, Text } from "@mantine/core";
import { shadowSentence, unreachableSentence } from "@ratecard/pricing";
import { type ReactNode, useState } from "react";
import type { RouterOutputs } from "#web/trpc";
import { Count, countedUsage, exactCount } from "./count";
import type { DataColumn } from "./data-table";
import { UsdMove } from "./money";
import { FailingCasesNote } from "./failing-cases";
import { Quiet } from "./quiet";

export type Impact = NonNullable<RouterOutputs["changes"]["preview"]["impact"]>;

type ImpactSummaryProps = Readonly<{
  impact: Impact;
  /** Said first in the same line. */
  lead?: ReactNode;
  /** It is of what was asked before; the new answer is on its way. */
  isOld?: boolean;
  /** What belongs between the line and the rules. */
  children?: ReactNode;
}>;

export const ImpactSummary = ({ impact, lead, isOld = false, children }: ImpactSummaryProps) => (
  <Stack gap={6} opacity={isOld ? 0.5 : 1} role="status">
    <Text size="sm" component="div" {...(impact.requests + impact.reports === 0 && !lead && { c: "dimmed" })}>
      {lead} <Line impact={impact} />
    </Text>
    <FailingCasesNote cases={impact.failingCases} />
    {children}
    <Shadowed impact={impact} />
  </Stack>
);

type Sums = Pick<
  Impact,
  | "requests"
  | "reports"
  | "beforeUsd"
  | "afterUsd"
  | "unpricedBefore"
  | "unpricedAfter"
  | "unpricedReportsBefore"
  | "unpricedReportsAfter"
>;

/** Of both, at the price of before and of after. */
const unpricedOf = (impact: Sums) => ({
  before: impact.unpricedBefore + impact.unpricedReportsBefore,
  after: impact.unpricedAfter + impact.unpricedReportsAfter,
  all: impact.requests + impact.reports,
});

/** What stays without a cost is no $0: where that is all of them, it says so in place of the amount. */
export function ImpactMove({ impact, percent = false }: Readonly<{ impact: Sums; percent?: boolean }>) {
  const { before, after, all } = unpricedOf(impact);
  return (
    <UsdMove
      before={before === all ? null : impact.beforeUsd}
      after={after === all ? null : impact.afterUsd}
      percent={percent}
    />
  );
}

/** Nothing where all of them have a cost, or none. */
function Unpriced(impact: Sums) {
  const { before, after, all } = unpricedOf(impact);
  if (before + after === 0 || (before % all === 0 && after % all === 0)) return null;
  const words = (requests: number, reports: number) =>
    impact.reports === 0 ? exactCount(requests) : countedUsage(requests, reports);
  const was = words(impact.unpricedBefore, impact.unpricedReportsBefore);
  const is = words(impact.unpricedAfter, impact.unpricedReportsAfter);
  const now = was === is ? "as now" : `now ${was}`;
  return (
    <Text span inherit c={after > before ? "var(--rc-warn)" : "dimmed"}>
      {" "}
      ({is} without a cost, {now})
    </Text>
  );
}

function Line({ impact }: Pick<ImpactSummaryProps, "impact">) {
  const { requests, reports, days, isPartial } = impact;
  if (requests + reports === 0) return <>No request of the last {days} days is touched.</>;
  return (
    <>
      Last {days} days: {countedUsage(requests, reports)}, <ImpactMove impact={impact} percent />
      <Unpriced {...impact} />
      {isPartial && <Quiet> (without the rarest of unusual requests)</Quiet>}
    </>
  );
}

const SHOWN_AT_FIRST = 3;

function Shadowed({ impact: { shadowed, unreachable } }: Pick<ImpactSummaryProps, "impact">) {
  const [isOpen, setOpen] = useState(false);
  const sentences = [...unreachable.map(unreachableSentence), ...shadowed.map(shadowSentence)];
  if (sentences.length === 0) return null;
  const hidden = sentences.length - SHOWN_AT_FIRST;
  return (
    <Box>
      <Text size="xs" fw={500}>
        No longer used, because another rule comes first
      </Text>
      <List size="xs" c="dimmed" mah={220} style={{ overflowY: "auto" }} {...(isOpen && { tabIndex: 0 })}>
        {sentences.slice(0, isOpen ? sentences.length : SHOWN_AT_FIRST).map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
      {hidden > 0 && (
        <Button size="compact-xs" variant="subtle" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {isOpen ? "Show fewer" : `Show ${hidden.toLocaleString("en")} more`}
        </Button>
      )}
    </Box>
  );
}

/** Columns of a row's part in an impact: its requests of the last 30 days, and their cost at old and new prices. */
export const impactColumns = <Row extends Readonly<{ impact: Sums | null }>>(): readonly DataColumn<Row>[] => [
  {
    id: "requests",
    header: "Requests",
    help: "Of the last 30 days that this row prices, or priced",
    width: 88,
    align: "right",
    descendingFirst: true,
    sortBy: ({ impact }) => impact?.requests ?? 0,
    cell: ({ impact }) => {
      if (!impact) return <Quiet>0</Quiet>;
      const { requests, reports } = impact;
      return requests === 0 && reports > 0 ? countedUsage(0, reports) : <Count of={requests} unit="requests" />;
    },
  },
  {
    id: "cost",
    header: "Cost 30 d",
    help: "Of these requests, at the prices of before and after",
    width: 148,
    align: "right",
    cell: ({ impact }) => (impact ? <ImpactMove impact={impact} /> : <Quiet>—</Quiet>),
  },
];
