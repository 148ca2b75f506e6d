/** What was written, and where to find it again. */
import { Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { ButtonLink } from "#web/components/links";
import { EmptyState } from "#web/components/states";
import type { RouterOutputs } from "#web/trpc";
import { usePriceSearch } from "../use-price-search";

export type FileImported = RouterOutputs["priceBook"]["importFile"];

const WORDS = [
  ["added", "new"],
  ["changed", "changed"],
  ["unchanged", "already so"],
  ["bad", "bad left out"],
] as const;

type ImportDoneProps = Readonly<{ imported: FileImported; onAgain: () => void }>;

export function ImportDone({ imported: { batchId, counts }, onAgain }: ImportDoneProps) {
  const [, setSearch] = usePriceSearch();
  const words = WORDS.flatMap(([outcome, word]) =>
    counts[outcome] > 0 ? [`${counts[outcome].toLocaleString("en")} ${word}`] : [],
  );
  return (
    <EmptyState
      title={batchId === null ? "Nothing had to be written" : "The prices are written"}
      icon={<IconCircleCheck size={20} stroke={1.5} aria-hidden />}
      action={
        <Button.Group>
          {batchId !== null && (
            <ButtonLink to="/admin/discovery" search={{ tab: "batches", batch: batchId } as never} variant="default">
              See the batch
            </ButtonLink>
          )}
          <Button variant="default" onClick={() => setSearch({ view: "prices", outcome: "all", q: "" })}>
            Price book
          </Button>
          <Button variant="default" onClick={onAgain}>
            Import another
          </Button>
        </Button.Group>
      }
    >
      {words.join(", ")}. {batchId !== null && "As one batch it can be looked into and taken back."}
    </EmptyState>
  );
}
