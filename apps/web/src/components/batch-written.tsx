/** The end of a change of many prices: what was written, and the ways on. `batchId` null: there was nothing to write. */
import { Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ButtonLink } from "./links";
import { EmptyState } from "./states";

type BatchWrittenProps = Readonly<{
  batchId: string | null;
  /** Of a batch; `nothing` where there is none. */
  title: string;
  nothing?: string;
  /** Missing where the price book is still open, as under a drawer. */
  again?: Readonly<{ words: string; onClick: () => void }>;
  onLeave?: () => void;
  children: ReactNode;
}>;

export function BatchWritten({ batchId, title, nothing, again, onLeave, children }: BatchWrittenProps) {
  return (
    <EmptyState
      title={batchId === null ? (nothing ?? "Nothing had to be written") : title}
      icon={<IconCircleCheck size={20} stroke={1.5} aria-hidden />}
      action={
        <Button.Group>
          {batchId !== null && (
            <ButtonLink
              to="/admin/discovery"
              search={{ tab: "batches", batch: batchId } as never}
              variant="default"
              onClick={onLeave}
            >
              See the batch
            </ButtonLink>
          )}
          {again && (
            <>
              <ButtonLink to="/admin/model-pricing" variant="default">
                Price book
              </ButtonLink>
              <Button variant="default" onClick={again.onClick}>
                {again.words}
              </Button>
            </>
          )}
        </Button.Group>
      }
    >
      {children}
    </EmptyState>
  );
}
