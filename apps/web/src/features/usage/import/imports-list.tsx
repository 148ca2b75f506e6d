/** Files that were brought in, and how far those are that did not come to their end. */
import { useQuery } from "@tanstack/react-query";
import { nameColumn, textColumn, timeColumn } from "#web/components/columns";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { EmptyState } from "#web/components/states";
import { useNow } from "#web/components/time";
import { trpc } from "#web/trpc";
import { outcomeWords, percentOf, RefusedLink } from "./import-progress";
import { FORMAT_WORDS } from "./import-words";
import type { UsageImport } from "./send-file";

const REFRESH_MS = 2000;
/** No rows for that long: its tab was closed, or waits for the server. */
const STOPPED_MS = 60_000;

export function ImportsList() {
  const imports = useQuery(trpc.usage.imports.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return (
    <DataTable
      label="Imports"
      rows={imports.data}
      columns={COLUMNS}
      rowKey={({ id }) => id}
      error={imports.error}
      retry={imports.refetch}
      maxHeight="420px"
      empty={<EmptyState title="No file was brought in yet">Choose one above.</EmptyState>}
    />
  );
}

function State(row: UsageImport) {
  const now = useNow();
  if (row.state !== "running") return row.state;
  const isStopped = now - Date.parse(row.movedAt) > STOPPED_MS;
  return isStopped ? `stopped at ${percentOf(row)} %: choose the file again` : `${percentOf(row)} %`;
}

const COLUMNS: readonly DataColumn<UsageImport>[] = [
  nameColumn("fileName", "File", ({ fileName }) => fileName),
  textColumn("format", "Kind", ({ format }) => FORMAT_WORDS[format], { width: 190 }),
  textColumn("gateway", "Gateway", ({ gateway }) => gateway, { width: 130 }),
  { id: "state", header: "State", width: 210, cell: State },
  textColumn("rows", "Rows", outcomeWords, { width: 430 }),
  {
    id: "refused",
    header: "Not taken",
    width: 130,
    cell: (row) => (row.refused + row.quarantined > 0 ? <RefusedLink stands={row} /> : null),
  },
  textColumn("createdBy", "By", ({ createdBy }) => createdBy, { width: 150 }),
  timeColumn("createdAt", "Begun", ({ createdAt }) => createdAt),
];
