import { Button } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { DataTable } from "#web/components/data-table";
import { FilterBar } from "#web/components/filter-bar";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import { API_KEY_COLUMNS, type ApiKey } from "./api-keys-columns";
import { CreateApiKeyForm } from "./create-api-key-form";

const Search = z.object({ q: z.string().catch(""), sort: z.string().catch("-created") });

export function ApiKeysSettings() {
  const [{ q, sort }, setSearch] = useTableSearch(Search);
  const keys = useQuery(trpc.access.apiKeys.list.queryOptions());
  const shown = keys.data?.filter((key) => matches(key, q));
  return (
    <>
      <FilterBar
        search={{ label: "Search API keys", value: q, onChange: (text) => setSearch({ q: text }) }}
        right={
          <Button leftSection={<IconPlus size={14} stroke={1.8} />} onClick={openCreateKey}>
            Create API key
          </Button>
        }
      />
      <DataTable
        label="API keys"
        fill
        rows={shown}
        columns={API_KEY_COLUMNS}
        rowKey={keyOf}
        rowLabel={(key) => key.name}
        sort={sort}
        onSortChange={(next) => setSearch({ sort: next })}
        isMuted={(key) => key.revokedAt !== null}
        error={keys.error}
        retry={keys.refetch}
        empty={q === "" ? <NoKeys /> : <EmptyState title="No API key matches">None has “{q}” in its name.</EmptyState>}
      />
    </>
  );
}

const NoKeys = () => (
  <EmptyState title="No API keys yet" action={<Button onClick={openCreateKey}>Create API key</Button>}>
    A gateway needs one with the scope “ingest” to report its usage; scripts need “read” or “admin”.
  </EmptyState>
);

const keyOf = (key: ApiKey) => key.id;

const matches = (key: ApiKey, text: string) =>
  `${key.name} ${key.keyStart} ${key.createdBy}`.toLowerCase().includes(text.trim().toLowerCase());

const openCreateKey = () =>
  modals.open({ modalId: "create-api-key", title: "Create API key", children: <CreateApiKeyForm /> });
