/** Names the batch and writes the ticked rows. A refusal because prices moved shows them as they are now. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { BatchName, hasName } from "#web/components/batch-written";
import { notifyError } from "#web/components/notify";
import { domainErrorOf } from "#web/errors/describe-client-error";
import { trpc } from "#web/trpc";
import type { SyncRow } from "./shapes";
import { KIND_WORDS } from "./sync-words";
import { tickedRows } from "./ticked-rows";
import type { PriceSync } from "./use-price-sync";

type SyncButtonProps = Readonly<{ sync: PriceSync; selected: readonly SyncRow[]; isBlocked: boolean }>;

export function SyncButton({ sync, selected, isBlocked }: SyncButtonProps) {
  const { asked, preview, setSynced } = sync;
  const queries = useQueryClient();
  const [name, setName] = useState(
    () => `${KIND_WORDS[asked.kind].title} ${new Date().toISOString().slice(0, 16).replace("T", " ")}`,
  );
  const write = useMutation(
    trpc.priceSync.sync.mutationOptions({
      onSuccess: (synced) => {
        setSynced(synced);
        void queries.invalidateQueries(trpc.priceBook.pathFilter());
        void queries.invalidateQueries(trpc.discovery.pathFilter());
      },
      onError: (error) => {
        notifyError(error);
        if (domainErrorOf(error)?.code === "VERSION_MOVED") void preview.refetch();
      },
    }),
  );
  const count = selected.length;
  return (
    <>
      <BatchName name={name} onChange={setName} />
      <Button
        loading={write.isPending}
        disabled={isBlocked || count === 0 || !hasName(name)}
        onClick={() => write.mutate({ ...asked, name: name.trim(), rows: tickedRows(selected) })}
      >
        Write {count.toLocaleString("en")} {count === 1 ? "price" : "prices"}
      </Button>
    </>
  );
}
