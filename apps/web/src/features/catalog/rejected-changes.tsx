/** Changes somebody rejected: the old price stays until the source says something else, or they are accepted after all. */
import { useMemo } from "react";
import { DataTable } from "#web/components/data-table";
import { EmptyState } from "#web/components/states";
import type { RecordedChange } from "./catalog-change";
import { rejectedColumns } from "./changes-columns";
import { useChangesImpact, withCosts } from "./use-changes-impact";
import { useDecideChanges } from "./use-decide-changes";

export function RejectedChanges({ changes }: Readonly<{ changes: readonly RecordedChange[] }>) {
  const decide = useDecideChanges(nothingSelected);
  const columns = useMemo(() => rejectedColumns(decide), [decide]);
  const impact = useChangesImpact(changes);
  const rows = useMemo(() => withCosts(changes, impact.data), [changes, impact.data]);
  return (
    <DataTable
      label="rejected changes"
      rows={rows}
      columns={columns}
      rowKey={changeIdOf}
      rowLabel={keyOf}
      maxHeight="50dvh"
      empty={
        <EmptyState title="Nothing is rejected">A rejected change is listed while the source still says it.</EmptyState>
      }
    />
  );
}

const nothingSelected = () => undefined;
const changeIdOf = ({ changeId }: RecordedChange) => changeId;
const keyOf = ({ key }: RecordedChange) => key;
