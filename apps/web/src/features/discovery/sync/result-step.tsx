/** Step 4: what was written, and where to find it again. */
import { Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { beginWords } from "#web/components/begin-words";
import { ButtonLink } from "#web/components/links";
import { EmptyState } from "#web/components/states";
import { useNow } from "#web/components/use-now";
import { freshTab } from "../discovery-search";
import { useDiscoverySearch } from "../use-discovery-search";
import type { Sync } from "./use-sync";

export function ResultStep({ sync, onAgain }: Readonly<{ sync: Sync; onAgain: () => void }>) {
  const [, setSearch] = useDiscoverySearch();
  const begin = beginWords(sync.effectiveFrom, useNow());
  if (!sync.imported) return null;
  const { batchId, counts } = sync.imported;
  const skipped = counts.same + counts.pinned;
  const openBatch = (id: string) => {
    sync.startOver();
    setSearch({ ...freshTab("batches"), batch: id });
  };
  const startAgain = () => {
    sync.startOver();
    onAgain();
  };
  return (
    <EmptyState
      title={batchId === null ? "Nothing had to be written" : begin.title}
      icon={<IconCircleCheck size={20} stroke={1.5} aria-hidden />}
      action={
        <Button.Group>
          {batchId !== null && (
            <Button variant="default" onClick={() => openBatch(batchId)}>
              See the batch
            </Button>
          )}
          <ButtonLink to="/admin/model-pricing" variant="default">
            Price book
          </ButtonLink>
          <Button variant="default" onClick={startAgain}>
            Sync again
          </Button>
        </Button.Group>
      }
    >
      {counts.added.toLocaleString("en")} new, {counts.changed.toLocaleString("en")} changed,{" "}
      {skipped.toLocaleString("en")} skipped. {batchId !== null && begin.sentence}
    </EmptyState>
  );
}
