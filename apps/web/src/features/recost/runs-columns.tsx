/** The columns of the list of runs. */
import { countColumn, textColumn, timeColumn } from "#web/components/columns";
import type { DataColumn } from "#web/components/data-table";
import { Money, UsdMove } from "#web/components/money";
import { Absent, Quiet } from "#web/components/quiet";
import { WordsBadge } from "#web/components/words-badge";
import { type RecostRun, scopeWords, STATE_WORDS } from "./scope-words";

export const RUN_COLUMNS: readonly DataColumn<RecostRun>[] = [
  timeColumn("createdAt", "Dry run (UTC)", ({ createdAt }) => createdAt, { width: 150 }),
  { id: "state", header: "State", width: 150, cell: ({ state }) => <WordsBadge {...STATE_WORDS[state]} /> },
  {
    id: "scope",
    header: "Requests",
    width: 260,
    grow: 1,
    cell: ({ scope, reverses, reversedBy }) => (
      <span>
        {reverses !== null && <Quiet>takes back: </Quiet>}
        {scopeWords(scope)}
        {reversedBy !== null && <Quiet> (taken back)</Quiet>}
      </span>
    ),
  },
  countColumn("changed", "Change", (run) => figuresOf(run).changed, { width: 100 }),
  {
    id: "move",
    header: "Cost of those",
    width: 190,
    align: "right",
    cell: (run) => <UsdMove before={figuresOf(run).oldUsd} after={figuresOf(run).newUsd} />,
  },
  {
    id: "difference",
    header: "Difference",
    width: 120,
    align: "right",
    cell: (run) => <Money usd={figuresOf(run).differenceUsd} />,
  },
  textColumn("by", "By", ({ confirmedBy, createdBy }) => confirmedBy ?? createdBy, { width: 190 }),
  {
    id: "reason",
    header: "Reason",
    width: 200,
    cell: ({ reason }) => reason ?? <Absent title="not confirmed" />,
  },
];

/** Of a run that was confirmed what it did; before that what it would do. */
export const figuresOf = (run: RecostRun): Pick<RecostRun, "changed" | "oldUsd" | "newUsd" | "differenceUsd"> =>
  run.confirmedAt === null && run.preview !== null ? run.preview : run;
