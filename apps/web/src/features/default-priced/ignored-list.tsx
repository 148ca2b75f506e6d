/** Names that somebody left as they are, and the way back. */
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import { nameColumn, textColumn, timeColumn } from "#web/components/columns";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { feedback } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { type RouterOutputs, trpc } from "#web/trpc";
import { groupKey } from "./queue-search";
import { useIgnored } from "./use-queue";

type Ignored = RouterOutputs["defaultPriced"]["ignored"][number];

export function IgnoredList() {
  const list = useIgnored();
  const mayHeed = useMay("price-proposals:write");
  const { mutate: heed, isPending } = useMutation(
    trpc.defaultPriced.heed.mutationOptions(
      feedback(() => "It is in the queue again", trpc.defaultPriced.pathFilter()),
    ),
  );
  const columns = useMemo(
    (): readonly DataColumn<Ignored>[] => [
      ...COLUMNS,
      ...(mayHeed
        ? [
            {
              id: "undo",
              header: "Undo",
              width: 110,
              cell: ({ model, provider }: Ignored) => (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Take ${model} back into the queue`}
                  disabled={isPending}
                  onClick={() => heed({ groups: [{ model, provider }] })}
                >
                  Take back
                </Button>
              ),
            },
          ]
        : []),
    ],
    [mayHeed, heed, isPending],
  );
  return (
    <DataTable
      label="ignored names"
      rows={list.data}
      columns={columns}
      rowKey={groupKey}
      error={list.error}
      retry={list.refetch}
      fill
      empty={<EmptyState title="Nothing is ignored">What is left as it is, with a reason, stands here.</EmptyState>}
    />
  );
}

const COLUMNS: readonly DataColumn<Ignored>[] = [
  nameColumn("model", "Sent name", ({ model }) => model),
  textColumn("provider", "Provider", ({ provider }) => provider ?? "not known", { width: 110 }),
  textColumn("reason", "Reason", ({ reason }) => reason, { width: 260, grow: 2 }),
  textColumn("by", "By", ({ ignoredBy }) => ignoredBy, { width: 180 }),
  timeColumn("when", "When (UTC)", ({ ignoredAt }) => ignoredAt),
];
