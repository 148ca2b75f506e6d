/** What a sync wrote, and where to go on. */
import { BatchWritten } from "#web/components/batch-written";
import { beginWords } from "#web/components/effective-from-input";
import { useNow } from "#web/components/time";
import type { Synced } from "./shapes";

type SyncResultProps = Readonly<{ synced: Synced; from: string; onAgain: () => void }>;

export function SyncResult({ synced: { batchId, counts }, from, onAgain }: SyncResultProps) {
  const begin = beginWords(from, useNow());
  return (
    <BatchWritten batchId={batchId} title={begin.title} again={{ words: "Sync again", onClick: onAgain }}>
      {counts.added.toLocaleString("en")} new, {counts.changed.toLocaleString("en")} changed
      {counts.linked > 0 && `, ${counts.linked.toLocaleString("en")} remembered`}. {batchId !== null && begin.sentence}
    </BatchWritten>
  );
}
