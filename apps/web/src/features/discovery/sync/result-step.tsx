/** Step 4: what was written, and where to find it again. */
import { BatchWritten } from "#web/components/batch-written";
import { beginWords } from "#web/components/effective-from-input";
import { useNow } from "#web/components/time";
import type { Sync } from "./use-sync";

export function ResultStep({ sync, onAgain }: Readonly<{ sync: Sync; onAgain: () => void }>) {
  const begin = beginWords(sync.effectiveFrom, useNow());
  if (!sync.imported) return null;
  const { batchId, counts } = sync.imported;
  const skipped = counts.same + counts.pinned;
  const startAgain = () => {
    sync.startOver();
    onAgain();
  };
  return (
    <BatchWritten
      batchId={batchId}
      title={begin.title}
      again={{ words: "Sync again", onClick: startAgain }}
      onLeave={sync.startOver}
    >
      {counts.added.toLocaleString("en")} new, {counts.changed.toLocaleString("en")} changed,{" "}
      {skipped.toLocaleString("en")} skipped. {batchId !== null && begin.sentence}
    </BatchWritten>
  );
}
