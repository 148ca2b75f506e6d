/** What a change wrote, and where to go on. */
import { Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { beginWords } from "../effective-from-input";
import { ButtonLink } from "../links";
import { recostScope } from "../recost-offer";
import { EmptyState } from "../states";
import { useNow } from "../time";
import type { ChangeRow, ChangeSet } from "./change-choice";

type ChangeWrittenProps = Readonly<{
  written: ChangeSet;
  /** ISO 8601; "" is now. */
  from?: string;
  /** Missing in a drawer, under which the price book is still open. */
  again?: Readonly<{ words: string; onClick: () => void }>;
  onLeave?: () => void;
}>;

export function ChangeWritten({ written: { batchId, counts, rows }, from = "", again, onLeave }: ChangeWrittenProps) {
  const now = useNow();
  const begin = beginWords(from, now);
  const namesOf = (outcome: ChangeRow["outcome"]) =>
    rows.filter((row) => row.outcome === outcome).map(({ model }) => model);
  const scope =
    batchId === null ? null : recostScope({ added: namesOf("added"), changed: namesOf("changed"), from }, now);
  return (
    <EmptyState
      title={batchId === null ? "Nothing had to be written" : begin.title}
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
          {scope && (
            <ButtonLink to="/admin/recost" search={{ scope } as never} variant="default" onClick={onLeave}>
              Re-cost what was booked
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
      {counts.added.toLocaleString("en")} new, {counts.changed.toLocaleString("en")} changed.{" "}
      {batchId !== null && begin.sentence}
    </EmptyState>
  );
}
