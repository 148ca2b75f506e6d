/** What a change wrote, and where to go on. */
import { BatchWritten } from "../batch-written";
import { beginWords } from "../effective-from-input";
import { useNow } from "../time";
import type { ChangeSet } from "./change-choice";

type ChangeWrittenProps = Readonly<{
  written: ChangeSet;
  /** ISO 8601; "" is now. */
  from?: string;
  /** Missing where the price book stands behind it, as behind a drawer. */
  again?: Readonly<{ words: string; onClick: () => void }>;
  onLeave?: () => void;
}>;

export function ChangeWritten({ written: { batchId, counts }, from = "", again, onLeave }: ChangeWrittenProps) {
  const begin = beginWords(from, useNow());
  return (
    <BatchWritten batchId={batchId} title={begin.title} {...(again && { again })} {...(onLeave && { onLeave })}>
      {counts.added.toLocaleString("en")} new, {counts.changed.toLocaleString("en")} changed.{" "}
      {batchId !== null && begin.sentence}
    </BatchWritten>
  );
}
