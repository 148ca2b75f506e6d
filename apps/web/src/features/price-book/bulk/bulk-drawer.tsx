/** A bulk edit: its fields, then each row before and after, then one batch. */
import { Drawer, Stack } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { ButtonLink } from "#web/components/links";
import { EmptyState } from "#web/components/states";
import type { PriceRow } from "../price-row";
import { type BulkDraft, type BulkKind, changeOf, EMPTY_DRAFT } from "./bulk-draft";
import { BulkFields } from "./bulk-fields";
import { BulkReview } from "./bulk-review";
import { BULK_WORDS } from "./bulk-words";

type BulkDrawerProps = Readonly<{
  kind: BulkKind;
  /** The selected entries as the list has them now. */
  rows: readonly PriceRow[];
  providers: readonly string[];
  onClose: () => void;
  onDone: () => void;
}>;

type Done = Readonly<{ batchId: string | null; count: number }>;

export function BulkDrawer({ kind, rows, providers, onClose, onDone }: BulkDrawerProps) {
  const [draft, setDraft] = useState<BulkDraft>(EMPTY_DRAFT);
  const [done, setDone] = useState<Done | null>(null);
  return (
    <Drawer
      opened
      onClose={done ? onDone : onClose}
      position="right"
      size={1080}
      title={`${BULK_WORDS[kind]}: ${rows.length.toLocaleString("en")} ${rows.length === 1 ? "entry" : "entries"}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {done ? (
        <Written {...done} />
      ) : (
        <Stack gap="sm">
          <BulkFields kind={kind} draft={draft} providers={providers} onChange={setDraft} />
          <BulkReview kind={kind} change={changeOf(kind, draft)} rows={rows} onCancel={onClose} onDone={setDone} />
        </Stack>
      )}
    </Drawer>
  );
}

const Written = ({ batchId, count }: Done) => (
  <EmptyState
    title={batchId === null ? "Nothing had to be written" : "The change is in force"}
    icon={<IconCircleCheck size={20} stroke={1.5} aria-hidden />}
    action={
      batchId !== null && (
        <ButtonLink to="/admin/discovery" search={{ tab: "batches", batch: batchId } as never} variant="default">
          See the batch
        </ButtonLink>
      )
    }
  >
    {count.toLocaleString("en")} {count === 1 ? "entry was" : "entries were"} changed, as one batch that can be looked
    into and taken back.
  </EmptyState>
);
