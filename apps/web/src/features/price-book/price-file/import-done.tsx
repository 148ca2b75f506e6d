/** What was written, and where to find it again. */
import { BatchWritten } from "#web/components/batch-written";
import type { RouterOutputs } from "#web/trpc";

export type FileImported = RouterOutputs["priceBook"]["importFile"];

const WORDS = [
  ["added", "new"],
  ["changed", "changed"],
  ["unchanged", "already so"],
  ["bad", "bad left out"],
] as const;

type ImportDoneProps = Readonly<{ imported: FileImported; onAgain: () => void }>;

export function ImportDone({ imported: { batchId, counts }, onAgain }: ImportDoneProps) {
  const words = WORDS.flatMap(([outcome, word]) =>
    counts[outcome] > 0 ? [`${counts[outcome].toLocaleString("en")} ${word}`] : [],
  );
  return (
    <BatchWritten
      batchId={batchId}
      title="The prices are written"
      again={{ words: "Import another", onClick: onAgain }}
    >
      {words.join(", ")}. {batchId !== null && "As one batch it can be looked into and taken back."}
    </BatchWritten>
  );
}
