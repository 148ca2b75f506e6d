/** Corrections of what was booked: which requests, what a correction changes before it is made, and what was done. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { DataTable } from "#web/components/data-table";
import { Page } from "#web/components/page";
import { EmptyState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { NewRun } from "./new-run";
import { RUN_COLUMNS } from "./runs-columns";
import type { RecostRun } from "./scope-words";

const REFRESH_MS = 2000;

export function RecostPage() {
  const navigate = useNavigate();
  const runs = useQuery(
    trpc.recost.list.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.some(isAtWork) ? REFRESH_MS : false),
    }),
  );
  return (
    <Page
      title="Re-cost"
      description="Costs that were booked at a guess, or at a price that was corrected since, are brought to what they should have been. What was first booked stays beside it, and every correction can be taken back."
      fill
    >
      <NewRun />
      <DataTable
        label="Runs"
        rows={runs.data}
        columns={RUN_COLUMNS}
        rowKey={({ id }) => id}
        rowLabel={({ createdAt }) => `Run of ${createdAt}`}
        onOpen={({ id }) => void navigate({ to: "/admin/recost/$id", params: { id } })}
        error={runs.error}
        retry={runs.refetch}
        fill
        empty={
          <EmptyState title="Nothing was corrected yet">
            Choose requests above. A dry run says what would change; nothing is written before you confirm it.
          </EmptyState>
        }
      />
    </Page>
  );
}

const isAtWork = ({ state }: RecostRun): boolean => state === "previewing" || state === "running";
