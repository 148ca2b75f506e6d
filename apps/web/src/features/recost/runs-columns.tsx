/** The columns of the list of runs. */
import { countColumn, timeColumn } from "#web/components/columns";
import type { DataColumn } from "#web/components/data-table";
import { Money, UsdMove } from "#web/components/money";
import { Absent, Quiet } from "#web/components/quiet";
import { WordsBadge } from "#web/components/words-badge";
import { type RecostRun, scopeWords, STATE_WORDS } from "./scope-words";

export const RUN_COLUMNS: readonly DataColumn<RecostRun>[] = [
  timeColumn("createdAt", "Dry run (UTC)", ({ createdAt }) => createdAt, { width: 142 }),
  { id: "state", header: "State", width: 142, cell: ({ state }) => <WordsBadge {...STATE_WORDS[state]} /> },
  {
    id: "scope",
    header: "Requests",
    width: 170,
    grow: 1,
    cell: ({ scope, reverses, reversedBy }) => (
      <span>
        {reverses !== null && <Quiet>takes back: </Quiet>}
        {scopeWords(scope)}
        {reversedBy !== null && <Quiet> (taken back)</Quiet>}
      </span>
    ),
  },
  countColumn("changed", "Change", (run) => figuresOf(run).changed, { width: 76 }),
  {
    id: "move",
    header: "Cost of those",
    width: 160,
    align: "right",
    cell: (run) => <UsdMove before={figuresOf(run).oldUsd} after={figuresOf(run).newUsd} />,
  },
  {
    id: "difference",
    header: "Difference",
    width: 106,
    align: "right",
    cell: (run) => <Money usd={figuresOf(run).differenceUsd} />,
  },
  {
    id: "reason",
    header: "Confirmed by",
    width: 170,
    cell: ({ confirmedBy, reason }) =>
      confirmedBy === null ? (
        <Absent title="not confirmed" />
      ) : (
        <span title={`${confirmedBy}: ${reason ?? ""}`}>
          {confirmedBy} <Quiet>{reason}</Quiet>
        </span>
      ),
  },
];

/** Of a run that was confirmed what it did; before that what it would do. */
export const figuresOf = (run: RecostRun): Pick<RecostRun, "changed" | "oldUsd" | "newUsd" | "differenceUsd"> =>
  run.confirmedAt === null && run.preview !== null ? run.preview : run;
