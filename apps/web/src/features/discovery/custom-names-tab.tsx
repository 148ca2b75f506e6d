/** Names somebody made up, the model behind each, and whether both have a price. */
import { Button, Switch } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "#web/components/data-table";
import { FilterBar } from "#web/components/filter-bar";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { CUSTOM_NAME_COLUMNS } from "./custom-name-columns";
import { CustomNameForm } from "./custom-name-form";
import type { CustomName } from "./shapes";
import { useDiscoverySearch } from "./use-discovery-search";

export function CustomNamesTab() {
  const [{ q, sort, warned }, setSearch] = useDiscoverySearch();
  const names = useQuery(trpc.discovery.customNames.list.queryOptions());
  const mayWrite = useMay("discovery:write");
  const shown = names.data?.filter((name) => matches(name, q) && (!warned || name.ownPrice === null));
  return (
    <>
      <FilterBar
        search={{ label: "Search custom names", value: q, onChange: (text) => setSearch({ q: text }) }}
        right={
          mayWrite && (
            <Button leftSection={<IconPlus size={14} stroke={1.8} />} onClick={() => openCustomName(null)}>
              Add a custom name
            </Button>
          )
        }
      >
        <Switch
          label="Without a price only"
          checked={warned}
          onChange={({ currentTarget }) => setSearch({ warned: currentTarget.checked })}
        />
      </FilterBar>
      <DataTable
        label="custom names"
        rows={shown}
        columns={CUSTOM_NAME_COLUMNS}
        rowKey={keyOf}
        rowLabel={(name) => name.customName}
        sort={sort}
        onSortChange={(next) => setSearch({ sort: next })}
        {...(mayWrite ? { onOpen: openCustomName } : {})}
        isMuted={(name) => !name.isActive}
        error={names.error}
        retry={names.refetch}
        fill
        empty={
          names.data?.length === 0 ? (
            <EmptyState title="No custom names yet">
              Discovery finds them: names a gateway maps to another model, as my-chatbot to claude-sonnet-4.5.
            </EmptyState>
          ) : (
            <EmptyState title="No custom name matches">The search and the filter leave nothing.</EmptyState>
          )
        }
      />
    </>
  );
}

const openCustomName = (name: CustomName | null) =>
  modals.open({
    modalId: "custom-name",
    title: name?.customName ?? "Add a custom name",
    children: <CustomNameForm name={name} />,
  });

const keyOf = (name: CustomName) => name.id;

const matches = ({ customName, actualModel, serverName, provider }: CustomName, text: string) =>
  `${customName} ${actualModel} ${serverName} ${provider ?? ""}`.toLowerCase().includes(text.trim().toLowerCase());
