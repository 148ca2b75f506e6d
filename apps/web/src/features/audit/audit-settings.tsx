import { Button, Code, Group, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { type DataColumn, DataTable, pagingOf } from "#web/components/data-table";
import { FilterBar } from "#web/components/filter-bar";
import { EmptyState } from "#web/components/states";
import { Time } from "#web/components/time";
import { useTableSearch } from "#web/components/use-table-search";
import { describeClientError } from "#web/errors/describe-client-error";
import { type RouterOutputs, trpc } from "#web/trpc";
import { counted } from "#web/components/count";

const Search = z.object({ q: z.string().catch("") });

export function AuditSettings() {
  const [{ q }, setSearch] = useTableSearch(Search);
  const log = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(
      { search: q },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  return (
    <>
      <FilterBar
        search={{ label: "Search actor, action or subject", value: q, onChange: (text) => setSearch({ q: text }) }}
        right={<ChainCheck />}
      />
      <DataTable
        label="audit entries"
        fill
        rows={log.data?.pages.flatMap((page) => page.entries)}
        columns={AUDIT_COLUMNS}
        rowKey={keyOf}
        onOpen={openEntry}
        {...pagingOf(log)}
        empty={<EmptyState title="No entry matches">Every change is written here, with who made it.</EmptyState>}
      />
    </>
  );
}

const keyOf = (entry: AuditEntry) => entry.seq;

const openEntry = (entry: AuditEntry) =>
  modals.open({
    title: `Entry ${entry.seq}: ${entry.action}`,
    size: "lg",
    children: (
      <Code block tabIndex={0} mah="60dvh" style={{ overflow: "auto" }}>
        {JSON.stringify(entry, null, 2)}
      </Code>
    ),
  });

type AuditEntry = RouterOutputs["audit"]["list"]["entries"][number];

const AUDIT_COLUMNS: readonly DataColumn<AuditEntry>[] = [
  { id: "seq", header: "No.", width: 72, align: "right", cell: (entry) => entry.seq },
  { id: "at", header: "Time (UTC)", width: 168, cell: (entry) => <Time at={entry.at} seconds /> },
  { id: "actor", header: "Who", width: 172, cell: (entry) => entry.actor },
  { id: "action", header: "Did", width: 170, cell: (entry) => <Code>{entry.action}</Code> },
  { id: "subject", header: "To", width: 200, grow: 1, cell: (entry) => entry.subject },
  {
    id: "details",
    header: "Details",
    width: 220,
    grow: 2,
    cell: (entry) => (
      <Text span inherit c="dimmed" className="rc-mono" title={textOf(entry.details)}>
        {textOf(entry.details)}
      </Text>
    ),
  },
];

const textOf = (details: unknown) => {
  const text = JSON.stringify(details);
  return text === "{}" ? "" : text;
};

/** Recomputes the hash chain on demand and says whether the log is as it was written. */
function ChainCheck() {
  const check = useQuery(trpc.audit.verify.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  return (
    <Group gap="xs" role="status">
      {check.data && <Verdict check={check.data} />}
      {check.error && (
        <Text size="sm" c="var(--rc-bad)">
          {describeClientError(check.error).message}
        </Text>
      )}
      <Button variant="default" loading={check.isFetching} onClick={() => void check.refetch()}>
        Check the chain
      </Button>
    </Group>
  );
}

function Verdict({ check }: Readonly<{ check: RouterOutputs["audit"]["verify"] }>) {
  const Icon = check.isIntact ? IconShieldCheck : IconShieldX;
  return (
    <Text size="sm" c={check.isIntact ? "var(--rc-good)" : "var(--rc-bad)"} span>
      <Icon size={15} stroke={1.8} aria-hidden style={{ verticalAlign: "-3px", marginRight: 5 }} />
      {check.isIntact ? intactSentence(check.entries) : check.sentence}
      <Text span size="xs" c="dimmed" ml={6}>
        checked <Time at={check.checkedAt} seconds />
      </Text>
    </Text>
  );
}

const intactSentence = (entries: number) => `${counted(entries, "entry", "entries")}, chain intact`;
