/** Prices that somebody asked for: the open ones wait for a decision, the others say what it was. */
import { Badge, Text } from "@mantine/core";
import { useState } from "react";
import { nameColumn, textColumn, timeColumn } from "#web/components/columns";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { EmptyState } from "#web/components/states";
import { type Proposal, ProposalDrawer } from "./proposal-drawer";
import { useProposals } from "./use-queue";

export function ProposalList() {
  const list = useProposals();
  const [opened, setOpened] = useState<string | null>(null);
  const proposal = list.data?.find(({ id }) => id === opened);
  return (
    <>
      <DataTable
        label="proposed prices"
        rows={list.data}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        rowLabel={({ model }) => model}
        onOpen={({ id }) => setOpened(id)}
        isMuted={({ state }) => state !== "open"}
        error={list.error}
        retry={list.refetch}
        fill
        empty={
          <EmptyState title="Nobody proposed a price">
            Open a name of the queue and choose one of its prices.
          </EmptyState>
        }
      />
      {proposal && <ProposalDrawer proposal={proposal} onClose={() => setOpened(null)} />}
    </>
  );
}

const COLORS = { open: "orange", approved: "green", declined: "gray" } as const;

const COLUMNS: readonly DataColumn<Proposal>[] = [
  nameColumn("model", "Sent name", ({ model }) => model),
  {
    id: "price",
    header: "In / out per 1M",
    width: 130,
    align: "right",
    cell: ({ terms }) => (
      <>
        <Money usd={terms.inputPer1M} absent="no input price" /> /{" "}
        <Money usd={terms.outputPer1M} absent="no output price" />
      </>
    ),
  },
  {
    id: "evidence",
    header: "Because of",
    width: 240,
    grow: 2,
    cell: ({ evidence }) => (
      <Text span inherit truncate title={evidence}>
        {evidence}
      </Text>
    ),
  },
  textColumn("by", "Proposed by", ({ proposedBy }) => proposedBy, { width: 170 }),
  timeColumn("when", "When (UTC)", ({ proposedAt }) => proposedAt),
  {
    id: "state",
    header: "State",
    width: 100,
    sortBy: ({ state }) => state,
    cell: ({ state }) => <Badge color={COLORS[state]}>{state}</Badge>,
  },
];
