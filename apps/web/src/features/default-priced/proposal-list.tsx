/** Prices that somebody asked for: the open ones wait for a decision, the others say what it was. */
import { Badge, Text } from "@mantine/core";
import { useState } from "react";
import { nameColumn, textColumn, timeColumn } from "#web/components/columns";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { PRICE_HEADER, PriceGlance } from "#web/components/price-glance";
import { EmptyState } from "#web/components/states";
import { type Proposal, PROPOSAL_COLORS, ProposalDrawer } from "./proposal-drawer";
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

const COLUMNS: readonly DataColumn<Proposal>[] = [
  nameColumn("model", "Sent name", ({ model }) => model),
  {
    id: "price",
    header: PRICE_HEADER,
    width: 150,
    align: "right",
    cell: PriceGlance,
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
    cell: ({ state }) => <Badge color={PROPOSAL_COLORS[state]}>{state}</Badge>,
  },
];
