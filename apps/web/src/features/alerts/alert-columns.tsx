/** The columns of the list of alerts. */
import { nameColumn, textColumn, timeColumn } from "#web/components/columns";
import type { DataColumn } from "#web/components/data-table";
import { TwoLines } from "#web/components/quiet";
import { WordsBadge } from "#web/components/words-badge";
import { AlertValue } from "./alert-value";
import { type Alert, STATE_WORDS } from "./alert-words";

export const ALERT_COLUMNS: readonly DataColumn<Alert>[] = [
  timeColumn("raisedAt", "Since (UTC)", ({ raisedAt }) => raisedAt, { width: 150 }),
  { id: "state", header: "State", width: 118, cell: ({ state }) => <WordsBadge {...STATE_WORDS[state]} /> },
  nameColumn("title", "What", ({ title }) => title, {
    width: 240,
    grow: 2,
    cell: ({ title }) => (
      <TwoLines fw={500} title={title}>
        {title}
      </TwoLines>
    ),
  }),
  {
    id: "value",
    header: "Value",
    width: 106,
    align: "right",
    cell: ({ latestValue, unit }) => <AlertValue value={latestValue} unit={unit} />,
  },
  {
    id: "limit",
    header: "Limit",
    width: 96,
    align: "right",
    cell: ({ limit, unit }) => <AlertValue value={limit} unit={unit} />,
  },
  textColumn("rule", "Rule", ({ ruleName }) => ruleName, { width: 130, grow: 1 }),
  textColumn("acknowledged", "Seen to by", ({ acknowledgedBy }) => acknowledgedBy ?? "", { width: 120 }),
];
