/** Names the batch and writes it. A refusal because prices moved leads back to look again. */
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { BatchName, hasName } from "#web/components/batch-written";
import type { Selection } from "#web/components/data-table";
import { notifyError } from "#web/components/notify";
import { domainErrorOf } from "#web/errors/describe-client-error";
import { trpc } from "#web/trpc";
import type { Imported, ImportRow } from "../shapes";
import { refreshDiscovery } from "../use-discovery-job";

type ImportButtonProps = Readonly<{
  rows: readonly ImportRow[];
  /** ISO 8601; null: from now. */
  effectiveFrom: string | null;
  /** The models whose far move was ticked. */
  acknowledged: Selection;
  /** Prices that would be written. */
  count: number;
  isBlocked: boolean;
  onImported: (imported: Imported) => void;
  onMoved: () => Promise<void>;
}>;

export function ImportButton(props: ImportButtonProps) {
  const { rows, effectiveFrom, acknowledged, count, isBlocked, onImported, onMoved } = props;
  const [name, setName] = useState(() => `Sync models ${new Date().toISOString().slice(0, 16).replace("T", " ")}`);
  const write = useMutation(
    trpc.discovery.import.mutationOptions({
      onSuccess: (imported) => {
        void refreshDiscovery();
        onImported(imported);
      },
      onError: (error) => {
        notifyError(error);
        if (domainErrorOf(error)?.code === "VERSION_MOVED") void onMoved();
      },
    }),
  );
  return (
    <>
      <BatchName name={name} onChange={setName} width={220} />
      <Button
        loading={write.isPending}
        disabled={isBlocked || count === 0 || !hasName(name)}
        onClick={() => write.mutate({ name, effectiveFrom, rows: ticked(rows, acknowledged) })}
      >
        Import {count.toLocaleString("en")} {count === 1 ? "price" : "prices"}
      </Button>
    </>
  );
}

const ticked = (rows: readonly ImportRow[], acknowledged: Selection): ImportRow[] =>
  rows.map((row) => ({ ...row, isAcknowledged: acknowledged.has(row.model) }));
