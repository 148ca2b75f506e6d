/** The groups of one reason; several chosen ones are priced or ignored together. */
import { Button, Group as Row, Text } from "@mantine/core";
import type { DayRange, QueueReason } from "@ratecard/contract";
import { IconCircleCheck } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { DataTable, type Selection } from "#web/components/data-table";
import { FilterBar } from "#web/components/filter-bar";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { IgnoreForm } from "./ignore-form";
import { PriceDrawer, type Taken } from "./price-drawer";
import { QUEUE_COLUMNS } from "./queue-columns";
import { type Group, groupKey, QueueSearch, REASON_WORDS } from "./queue-search";
import { takenOfGroups } from "./taken-prices";
import { useQueue } from "./use-queue";

type QueueListProps = Readonly<{ reason: QueueReason; range: DayRange }>;

export function QueueList({ reason, range }: QueueListProps) {
  const [{ q, sort }, setSearch] = useTableSearch(QueueSearch);
  const list = useQueue(range, reason);
  const [selection, setSelection] = useState<Selection>(new Set());
  const groups = list.data?.groups;
  const shown = useMemo(() => groups && matching(groups, q), [groups, q]);
  const chosen = useMemo(() => (groups ?? []).filter((group) => selection.has(groupKey(group))), [groups, selection]);
  const mayPropose = useMay("price-proposals:write");
  return (
    <>
      <FilterBar
        search={{
          label: "Search names",
          placeholder: "Name, provider",
          value: q,
          onChange: (text) => setSearch({ q: text }),
        }}
        right={
          chosen.length > 0 ? (
            <ChosenActions chosen={chosen} range={range} reason={reason} onDone={() => setSelection(new Set())} />
          ) : (
            <Text size="xs" c="dimmed">
              {REASON_WORDS[reason].about}
            </Text>
          )
        }
      />
      <DataTable
        label="default-priced names"
        rows={shown}
        columns={QUEUE_COLUMNS}
        rowKey={groupKey}
        rowLabel={({ model, provider }) => `${model}, ${provider ?? "provider not known"}`}
        sort={sort}
        onSortChange={(next) => setSearch({ sort: next })}
        {...(mayPropose && { selection, onSelectionChange: setSelection })}
        onOpen={({ model, provider }) => setSearch({ group: model, at: provider ?? "" })}
        error={list.error}
        retry={list.refetch}
        fill
        empty={
          groups?.length === 0 ? (
            <NothingGuessed />
          ) : (
            <EmptyState title="No name matches">Change the search.</EmptyState>
          )
        }
      />
    </>
  );
}

function matching(groups: readonly Group[], q: string): readonly Group[] {
  const text = q.trim().toLowerCase();
  return groups.filter(({ model, provider }) => `${model} ${provider ?? ""}`.toLowerCase().includes(text));
}

const NothingGuessed = () => (
  <EmptyState title="Nothing here was priced by a guess" icon={<IconCircleCheck size={20} stroke={1.5} aria-hidden />}>
    Every request of these days is priced by an entry or the catalogue, as far as this tab goes.
  </EmptyState>
);

type ChosenProps = QueueListProps & Readonly<{ chosen: readonly Group[]; onDone: () => void }>;

function ChosenActions({ chosen, range, reason, onDone }: ChosenProps) {
  const [taken, setTaken] = useState<readonly Taken[] | null>(null);
  const [isLooking, setLooking] = useState(false);
  const [isIgnoring, setIgnoring] = useState(false);
  const mayPrice = useMay("price-book:write");
  const look = async () => {
    setLooking(true);
    try {
      setTaken(await takenOfGroups(chosen, reason, range));
    } finally {
      setLooking(false);
    }
  };
  const known = chosen.filter(({ evidence }) => evidence !== null && evidence.name !== null).length;
  return (
    <Row gap="xs">
      {mayPrice && (
        <Button size="compact-sm" loading={isLooking} disabled={known === 0} onClick={() => void look()}>
          Price {known.toLocaleString("en")} by the most probable …
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => setIgnoring(true)}>
        Ignore {chosen.length.toLocaleString("en")} …
      </Button>
      {isIgnoring && <IgnoreForm groups={chosen} onClose={() => setIgnoring(false)} onDone={onDone} />}
      {taken && <PriceDrawer taken={taken} onClose={() => setTaken(null)} onWritten={onDone} />}
    </Row>
  );
}
