/** A bulk edit: its fields, then each row before and after, then one batch. */
import { Drawer, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { BatchWritten } from "#web/components/batch-written";
import { EffectiveFromInput } from "#web/components/effective-from-input";
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
  const [from, setFrom] = useState("");
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
        <Written {...done} from={from} />
      ) : (
        <Stack gap="sm">
          <BulkFields kind={kind} draft={draft} providers={providers} onChange={setDraft} />
          <Group align="flex-end">
            <EffectiveFromInput
              label="Holds from"
              description="UTC. Empty: from now. A past time corrects backwards, a future one schedules every row."
              value={from}
              onChange={setFrom}
            />
          </Group>
          <BulkReview
            kind={kind}
            change={changeOf(kind, draft)}
            effectiveFrom={from === "" ? null : from}
            rows={rows}
            onCancel={onClose}
            onDone={setDone}
          />
        </Stack>
      )}
    </Drawer>
  );
}

const Written = ({ batchId, count, from }: Done & Readonly<{ from: string }>) => (
  <BatchWritten batchId={batchId} title={writtenTitle(from)}>
    {count.toLocaleString("en")} {count === 1 ? "price was" : "prices were"} written, as one batch that can be looked
    into and taken back.
  </BatchWritten>
);

const writtenTitle = (from: string): string =>
  from !== "" && Date.parse(from) > Date.now() ? "The change is scheduled" : "The change is in force";
