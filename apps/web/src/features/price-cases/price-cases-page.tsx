/** Golden cases: requests whose cost is known, each with what it costs now. Every change of prices is checked against them. */
import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { z } from "zod";
import { DataTable } from "#web/components/data-table";
import { FilterBar } from "#web/components/filter-bar";
import { ButtonLink } from "#web/components/links";
import { Page } from "#web/components/page";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import { caseColumns } from "./case-columns";
import type { CheckedCase } from "./case-words";

const Search = z.object({ q: z.string().catch(""), set: z.string().catch(""), sort: z.string().catch("label") });

export function PriceCasesPage() {
  const [{ q, set, sort }, setSearch] = useTableSearch(Search);
  const list = useQuery(trpc.priceCases.check.queryOptions({}));
  const mayEdit = useMay("price-cases:write");
  const columns = useMemo(() => caseColumns(mayEdit), [mayEdit]);
  const sets = useMemo(() => [...new Set(list.data?.cases.map((each) => each.set))], [list.data]);
  const rows = list.data?.cases.filter((each) => isShown(each, q.trim().toLowerCase(), set));
  return (
    <Page
      title="Golden cases"
      description={
        list.data && list.data.checked > 0
          ? `${list.data.failing} of ${list.data.checked} fail at the prices in force. Every change of prices names those it would fail before it is written.`
          : "What requests have to cost. Every change of prices names those it would fail before it is written."
      }
      actions={mayEdit && <AddLink />}
      fill
    >
      <FilterBar
        search={{
          label: "Search cases",
          placeholder: "Case or model",
          value: q,
          onChange: (text) => setSearch({ q: text }),
        }}
      >
        <Select
          aria-label="Set"
          placeholder="All sets"
          clearable
          data={sets}
          value={set === "" ? null : set}
          onChange={(value) => setSearch({ set: value ?? "" })}
          w={180}
        />
      </FilterBar>
      <DataTable
        label="Golden cases"
        rows={rows}
        columns={columns}
        rowKey={keyOf}
        rowLabel={({ label }) => label}
        rowHeightPx={48}
        sort={sort}
        onSortChange={(next) => setSearch({ sort: next })}
        error={list.error}
        retry={list.refetch}
        fill
        empty={
          <EmptyState title="No golden cases" action={mayEdit && <AddLink />}>
            A case says what a request has to cost. Keep one from the page of a request, from Explain, or with ratecard
            cases import.
          </EmptyState>
        }
      />
    </Page>
  );
}

const keyOf = ({ id }: CheckedCase) => id;

const isShown = ({ label, model, set }: CheckedCase, words: string, chosen: string): boolean =>
  (chosen === "" || chosen === set) && [label, model].some((text) => text.toLowerCase().includes(words));

const AddLink = () => (
  <ButtonLink to="/explain" variant="default">
    Make one with Explain
  </ButtonLink>
);
