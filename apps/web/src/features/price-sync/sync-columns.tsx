/** Columns of a sync: the tick a held row needs, where the price comes from, before and after, the last 30 days at both. */
import { Badge, Checkbox, Text } from "@mantine/core";
import { describeHold } from "@ratecard/contract";
import type { DataColumn, Selection } from "#web/components/data-table";
import { Differences } from "#web/components/differences";
import { Money } from "#web/components/money";
import { TwoLines } from "#web/components/quiet";
import { BaseCell, type ChooseBase } from "./base-cell";
import type { SyncRow } from "./shapes";
import { OUTCOME_REASONS, OUTCOME_WORDS } from "./sync-words";

type Ticks = Readonly<{ meant: Selection; onMean: ((next: Selection) => void) | null; choose: ChooseBase | null }>;

export const syncColumns = ({ meant, onMean, choose }: Ticks): readonly DataColumn<SyncRow>[] => [
  {
    id: "meant",
    header: "Meant",
    help: "Prices that move far, or are another provider's, need a tick each",
    width: 68,
    align: "center",
    sortBy: (row) => `${row.holds.length > 0 ? 0 : 1} ${row.model}`,
    cell: (row) => row.holds.length > 0 && <MeantTick row={row} meant={meant} onMean={onMean} />,
  },
  {
    id: "model",
    header: "Model",
    width: 140,
    grow: 1,
    sortBy: (row) => row.model,
    cell: (row) => (
      <TwoLines fw={500} title={row.model}>
        {row.model}
      </TwoLines>
    ),
  },
  { id: "outcome", header: "What", width: 100, sortBy: (row) => OUTCOME_WORDS[row.outcome].words, cell: What },
  {
    id: "base",
    header: "Price of",
    width: 150,
    grow: 1,
    sortBy: (row) => row.base?.key ?? row.base?.model,
    cell: (row) => <BaseCell row={row} choose={choose} />,
  },
  {
    id: "change",
    header: "Before → after, USD per 1M tokens",
    width: 210,
    grow: 3,
    cell: (row) =>
      row.seen !== null ? (
        <Differences differences={row.differences} isWritten={row.outcome === "changed"} />
      ) : (
        <Reason row={row} />
      ),
  },
  IMPACT_COLUMN,
  { id: "why", header: "Why a tick", width: 140, grow: 1, cell: (row) => <Why row={row} /> },
];

const IMPACT_COLUMN: DataColumn<SyncRow> = {
  id: "cost",
  header: "Cost of 30 days",
  help: "What the last 30 days cost at the price of now, and would have cost at the new one. Sorted by requests",
  width: 142,
  align: "right",
  descendingFirst: true,
  sortBy: ({ impact }) => impact?.requests ?? 0,
  cell: ({ impact, seen }) =>
    impact ? (
      <span title={`${impact.requests.toLocaleString("en")} requests`}>
        <Money usd={impact.beforeUsd} /> → <Money usd={impact.afterUsd} />
      </span>
    ) : (
      seen !== null && (
        <Text span inherit c="dimmed">
          not used
        </Text>
      )
    ),
};

function What({ outcome }: SyncRow) {
  const { words, color } = OUTCOME_WORDS[outcome];
  return (
    <Badge color={color} {...(color === "orange" && { c: "var(--rc-warn)" })}>
      {words}
    </Badge>
  );
}

const Reason = ({ row: { outcome } }: Readonly<{ row: SyncRow }>) => {
  const reason = OUTCOME_REASONS[outcome];
  return reason === undefined ? null : (
    <TwoLines c="dimmed" title={reason}>
      {reason}
    </TwoLines>
  );
};

type MeantProps = Readonly<{ row: SyncRow; meant: Selection; onMean: Ticks["onMean"] }>;

function MeantTick({ row: { model, seen }, meant, onMean }: MeantProps) {
  if (seen === null) return null;
  return (
    <Checkbox
      size="xs"
      aria-label={`The price of ${model} is meant`}
      disabled={onMean === null}
      checked={meant.has(seen)}
      onChange={({ currentTarget }) => {
        const next = new Set(meant);
        if (currentTarget.checked) next.add(seen);
        else next.delete(seen);
        onMean?.(next);
      }}
    />
  );
}

function Why({ row: { holds, outcome, replacesOwn } }: Readonly<{ row: SyncRow }>) {
  // Without an entry of its own it is a wildcard that prices the name so far.
  const whose = outcome === "added" ? "a wildcard prices this name" : "somebody set this price by hand";
  const own = replacesOwn ? [whose] : [];
  const text = [...own, ...new Set(holds.map(describeHold))].join("; ");
  if (text === "") return null;
  return (
    <TwoLines title={text} c="var(--rc-warn)">
      {text}
    </TwoLines>
  );
}
