/** Columns of the price book. Prices are USD in the unit of the page, exact on hover. */
import { parseUsd, toPico } from "@ratecard/money";
import { Count } from "#web/components/count";
import { type DataColumn, type EditEnd, withoutState } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { Quiet, TwoLines } from "#web/components/quiet";
import { Age } from "#web/components/time";
import { WordsBadge } from "#web/components/words-badge";
import type { CellField } from "./cell-price";
import { copySentence, isCopyDrifting } from "./copy-words";
import { DriftBadge } from "./drift-badge";
import { largestMove } from "./largest-move";
import { PLACEHOLDER_SENTENCE } from "./placeholder-note";
import { PriceCellEditor } from "./price-cell-editor";
import { PriceMenu } from "./price-menu";
import type { PriceRow } from "./price-row";
import classes from "./prices-columns.module.css";
import { type PriceUnit, rateInUnit, rateRank, UNIT_WORDS } from "#web/components/rate-in-unit";
import { ActiveSwitch, type ToggleEntry } from "./use-toggle-entry";

export const priceColumns = (unit: PriceUnit, onToggle: ToggleEntry): readonly DataColumn<PriceRow>[] => [
  ...withoutState([
    ...NAME_COLUMNS,
    ...moneyColumns(unit).map((column) => (onToggle ? editable(column, unit) : column)),
    ...USE_COLUMNS,
  ]),
  ...STATE_COLUMNS,
  {
    id: "active",
    header: "On",
    width: 56,
    sortBy: (row) => row.isActive,
    cell: (row) => <ActiveSwitch row={row} onToggle={onToggle} />,
  },
  {
    id: "more",
    header: "…",
    help: "Edit, history, explain, delete",
    width: 42,
    cell: (row) => <PriceMenu row={row} />,
  },
];

const NAME_COLUMNS: readonly DataColumn<PriceRow>[] = [
  {
    id: "model",
    header: "Model",
    width: 136,
    grow: 1,
    sortBy: (row) => row.model,
    cell: (row) => <ModelName row={row} />,
  },
  {
    id: "provider",
    header: "Provider",
    width: 98,
    sortBy: (row) => row.provider,
    cell: (row) => <TwoLines title={row.provider}>{row.provider}</TwoLines>,
  },
];

/** Only of entries that are not pinned; see the page. */
const editable = (column: MoneyColumn, unit: PriceUnit): DataColumn<PriceRow> => ({
  ...column,
  help: `${column.help}. Arrow keys, then Enter or F2, edit it in place`,
  editor: (row, done: (end: EditEnd) => void) => (
    <PriceCellEditor row={row} field={column.field} unit={unit} done={done} />
  ),
});

type MoneyColumn = DataColumn<PriceRow> & Readonly<{ field: CellField; help: string }>;

const moneyColumns = (unit: PriceUnit): readonly MoneyColumn[] => [
  {
    id: "input",
    field: "inputPer1M",
    header: `Input / ${unit.toUpperCase()}`,
    help: `USD ${UNIT_WORDS[unit]}`,
    width: 95,
    align: "right",
    sortBy: (row) => rateRank(row.inputPer1M),
    cell: (row) => (
      <Money usd={rateInUnit(row.inputPer1M, unit)} unit={UNIT_WORDS[unit]} absent="no price for input tokens" />
    ),
  },
  {
    id: "output",
    field: "outputPer1M",
    header: `Output / ${unit.toUpperCase()}`,
    help: `USD ${UNIT_WORDS[unit]}`,
    width: 95,
    align: "right",
    sortBy: (row) => rateRank(row.outputPer1M),
    cell: (row) => (
      <Money usd={rateInUnit(row.outputPer1M, unit)} unit={UNIT_WORDS[unit]} absent="no price for output tokens" />
    ),
  },
  {
    id: "request",
    field: "perRequest",
    header: "Request",
    help: "USD per request: used when the tokens of a request are not known",
    width: 98,
    align: "right",
    sortBy: (row) => usdRank(row.perRequest),
    cell: (row) => <Money usd={row.perRequest} unit="per request" />,
  },
];

const USE_COLUMNS: readonly DataColumn<PriceRow>[] = [
  {
    id: "requests",
    header: "Used 30 d",
    help: "Requests sent under this very name in the last 30 days",
    width: 84,
    align: "right",
    descendingFirst: true,
    sortBy: (row) => row.usage?.requests ?? 0,
    cell: (row) => (row.usage ? <Count of={row.usage.requests} unit="requests" /> : <Quiet>0</Quiet>),
  },
  {
    id: "cost",
    header: "Cost 30 d",
    width: 84,
    align: "right",
    descendingFirst: true,
    sortBy: (row) => usdRank(row.usage?.costUsd) ?? 0n,
    cell: (row) => (row.usage ? <Money usd={row.usage.costUsd} /> : <Quiet>$0</Quiet>),
  },
];

const STATE_COLUMNS: readonly DataColumn<PriceRow>[] = [
  {
    id: "drift",
    header: "Catalogue",
    help: "Largest difference of our price from the catalogue in force",
    width: 92,
    sortBy: (row) => (row.drift ? (largestMove(row.drift.differences)?.rank ?? -1n) : undefined),
    descendingFirst: true,
    cell: (row) => <DriftBadge drift={row.drift} />,
  },
  {
    id: "changed",
    header: "Changed",
    width: 92,
    descendingFirst: true,
    sortBy: (row) => row.updatedAt,
    cell: (row) => <LastChange row={row} />,
  },
];

function ModelName({ row }: Readonly<{ row: PriceRow }>) {
  return (
    <span className={classes.name}>
      <TwoLines title={row.model}>{row.model}</TwoLines>
      {row.pinnedBy !== undefined && <Mark label={`Pinned by ${row.pinnedBy}; change it in that file.`}>pinned</Mark>}
      {row.scheduledFrom !== undefined && (
        <Mark label={scheduleSentence(row.effectiveFrom, row.scheduledFrom)}>scheduled</Mark>
      )}
      {row.copiedFrom !== undefined && (
        <Mark label={copySentence(row)} color={isCopyDrifting(row) ? "orange" : "gray"}>
          {isCopyDrifting(row) ? "copy differs" : "copy"}
        </Mark>
      )}
      {row.isPlaceholder && (
        <Mark label={PLACEHOLDER_SENTENCE} color="orange">
          placeholder
        </Mark>
      )}
      {row.problem !== undefined && (
        <Mark label={row.problem} color="red">
          problem
        </Mark>
      )}
    </span>
  );
}

/** The first price of a name may be still to come. */
const scheduleSentence = (effectiveFrom: string | undefined, scheduledFrom: string) =>
  `${effectiveFrom === scheduledFrom ? "This price" : "Another price"} begins ${scheduledFrom.slice(0, 16).replace("T", " ")} UTC.`;

function Mark({ label, color = "gray", children }: Readonly<{ label: string; color?: string; children: string }>) {
  return <WordsBadge words={children} color={color} size="xs" flex="none" data-tip={label} />;
}

function LastChange({ row }: Readonly<{ row: PriceRow }>) {
  const who = row.changedBy === undefined ? "" : `by ${row.changedBy} through ${row.changedThrough ?? "?"}`;
  return (
    <span title={who}>
      <Age at={row.updatedAt} />
    </span>
  );
}

function usdRank(usd: string | undefined): bigint | undefined {
  const parsed = usd === undefined ? null : parseUsd(usd);
  return parsed?.ok ? toPico(parsed.value) : undefined;
}
