/** What a sync wrote, and where to go on. */
import { Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { beginWords } from "#web/components/begin-words";
import { ButtonLink } from "#web/components/links";
import { EmptyState } from "#web/components/states";
import { useNow } from "#web/components/use-now";
import type { Synced } from "./shapes";

type SyncResultProps = Readonly<{ synced: Synced; from: string; onAgain: () => void }>;

export function SyncResult({ synced: { batchId, counts }, from, onAgain }: SyncResultProps) {
  const begin = beginWords(from, useNow());
  return (
    <EmptyState
      title={batchId === null ? "Nothing had to be written" : begin.title}
      icon={<IconCircleCheck size={20} stroke={1.5} aria-hidden />}
      action={
        <Button.Group>
          {batchId !== null && (
            <ButtonLink to="/admin/discovery" search={{ tab: "batches", batch: batchId } as never} variant="default">
              See the batch
            </ButtonLink>
          )}
          <ButtonLink to="/admin/model-pricing" variant="default">
            Price book
          </ButtonLink>
          <Button variant="default" onClick={onAgain}>
            Sync again
          </Button>
        </Button.Group>
      }
    >
      {counts.added.toLocaleString("en")} new, {counts.changed.toLocaleString("en")} changed
      {counts.linked > 0 && `, ${counts.linked.toLocaleString("en")} remembered`}. {batchId !== null && begin.sentence}
    </EmptyState>
  );
}
