/** Files that were brought in, and how far those are that did not come to their end. */
import { useQuery } from "@tanstack/react-query";
import { countColumn, nameColumn, textColumn, timeColumn } from "#web/components/columns";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { Quiet } from "#web/components/quiet";
import { EmptyState } from "#web/components/states";
import { useNow } from "#web/components/time";
import { trpc } from "#web/trpc";
import { percentOf, RefusedLink } from "./import-progress";
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
  nameColumn("fileName", "File", ({ fileName }) => fileName, { width: 120 }),
  textColumn("format", "Kind", ({ format }) => FORMAT_WORDS[format], { width: 120 }),
  textColumn("gateway", "Gateway", ({ gateway }) => gateway, { width: 94 }),
  { id: "state", header: "State", width: 104, grow: 1, cell: State },
  countColumn("accepted", "Accepted", ({ accepted }) => accepted, { width: 84 }),
  countColumn("duplicate", "Duplicate", ({ duplicate }) => duplicate, { width: 84 }),
  {
    id: "refused",
    header: "Not taken",
    help: "Refused or in quarantine",
    width: 118,
    cell: (row) => (row.refused + row.quarantined > 0 ? <RefusedLink stands={row} /> : <Quiet>none</Quiet>),
  },
  textColumn("createdBy", "By", ({ createdBy }) => createdBy, { width: 100 }),
  timeColumn("createdAt", "Begun (UTC)", ({ createdAt }) => createdAt, { width: 144 }),
];
