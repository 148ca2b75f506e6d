/** What a change of prices would have meant for the last 30 days, in one line, and the rules that answer no longer. */
import { Box, Button, List, Stack, Text } from "@mantine/core";
import { shadowSentence, unreachableSentence } from "@ratecard/pricing";
import { type ReactNode, useState } from "react";
import type { RouterOutputs } from "#web/trpc";
import { Count, counted } from "./count";
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
    <Text size="sm" component="div" {...(impact.requests === 0 && !lead && { c: "dimmed" })}>
      {lead} <Line impact={impact} />
    </Text>
    <FailingCasesNote cases={impact.failingCases} />
    {children}
    <Shadowed impact={impact} />
  </Stack>
);

type Sums = Readonly<{
  requests: number;
  beforeUsd: string;
  afterUsd: string;
  unpricedBefore: number;
  unpricedAfter: number;
}>;

/** What stays without a cost is no $0: where that is all of them, it says so in place of the amount. */
export const ImpactMove = ({ impact, percent = false }: Readonly<{ impact: Sums; percent?: boolean }>) => (
  <UsdMove
    before={impact.unpricedBefore === impact.requests ? null : impact.beforeUsd}
    after={impact.unpricedAfter === impact.requests ? null : impact.afterUsd}
    percent={percent}
  />
);

/** Nothing where all of them have a cost, or none. */
function Unpriced({ requests, unpricedBefore: before, unpricedAfter: after }: Sums) {
  if (before + after === 0 || (before % requests === 0 && after % requests === 0)) return null;
  const now = before === after ? "as now" : `now ${before.toLocaleString("en")}`;
  return (
    <Text span inherit c={after > before ? "var(--rc-warn)" : "dimmed"}>
      {" "}
      ({after.toLocaleString("en")} without a cost, {now})
    </Text>
  );
}

function Line({ impact }: Pick<ImpactSummaryProps, "impact">) {
  const { requests, days, isPartial } = impact;
  if (requests === 0) return <>No request of the last {days} days is touched.</>;
  return (
    <>
      Last {days} days: {counted(requests, "request")}, <ImpactMove impact={impact} percent />
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
    cell: ({ impact }) => (impact ? <Count of={impact.requests} unit="requests" /> : <Quiet>0</Quiet>),
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
