/** Discounts and margins of providers: those in force and scheduled, those of before on demand. */
import { Button, Group, Switch } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "#web/components/data-table";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { type Adjustment, AdjustmentForm } from "./adjustment-form";
import { adjustmentColumns } from "./adjustments-columns";

export function AdjustmentsSettings() {
  const [hasPast, setHasPast] = useState(false);
  const [sort, setSort] = useState("provider");
  const listed = useQuery(trpc.adjustments.list.queryOptions());
  const mayEdit = useMay("price-book:write");
  const shown = listed.data?.adjustments.filter(({ standing }) => hasPast || standing !== "past");
  return (
    <Panel
      title="Discounts and margins"
      description="Change a provider’s costs after everything else: discount, then margin, then the amount per request. Booked costs stay."
      actions={
        <Group gap="md" wrap="nowrap">
          <Switch label="Show past ones" checked={hasPast} onChange={(event) => setHasPast(event.target.checked)} />
          {mayEdit && <AddButton />}
        </Group>
      }
    >
      <DataTable
        label="Discounts and margins"
        rows={shown}
        columns={adjustmentColumns(mayEdit)}
        rowKey={keyOf}
        rowLabel={({ provider }) => provider}
        sort={sort}
        onSortChange={setSort}
        isMuted={({ standing }) => standing === "past"}
        error={listed.error}
        retry={listed.refetch}
        empty={
          <EmptyState title="No discounts and no margins" action={mayEdit && <AddButton />}>
            Every request costs what its price says.
          </EmptyState>
        }
      />
    </Panel>
  );
}

const AddButton = () => (
  <Button
    variant="default"
    leftSection={<IconPlus size={14} stroke={1.8} aria-hidden />}
    onClick={() => modals.open({ modalId: "adjustment", title: "Discount or margin", children: <AdjustmentForm /> })}
  >
    Add
  </Button>
);

const keyOf = ({ id }: Adjustment) => id;
