/** What taking a batch back would do; rows edited since are refused and stay. Requests already booked keep their cost. */
import { useMemo } from "react";
import { ChangeReview } from "#web/components/changes/change-review";
import { notifyDone } from "#web/components/notify";
import { freshTab } from "./discovery-search";
import { useDiscoverySearch } from "./use-discovery-search";

type RevertPreviewProps = Readonly<{ batch: Readonly<{ id: string; name: string }>; onCancel: () => void }>;

export function RevertPreview({ batch: { id, name }, onCancel }: RevertPreviewProps) {
  const [, setSearch] = useDiscoverySearch();
  const source = useMemo(() => ({ kind: "revert", batchId: id }) as const, [id]);
  return (
    <ChangeReview
      source={source}
      verb="Take back"
      name={`Revert of ${name}`}
      maxHeight="60dvh"
      onBack={{ words: "Keep the batch", go: onCancel }}
      onWritten={({ batchId }) => {
        notifyDone(`${name} was taken back`);
        if (batchId !== null) setSearch({ ...freshTab("batches"), batch: batchId });
      }}
    />
  );
}
