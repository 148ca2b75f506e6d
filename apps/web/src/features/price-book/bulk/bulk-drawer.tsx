/** A bulk edit: its fields, then each row before and after, then one batch. */
import { Drawer, Stack } from "@mantine/core";
import { useMemo, useState } from "react";
import type { ChangeSet } from "#web/components/changes/change-choice";
import { ChangeReview } from "#web/components/changes/change-review";
import { namedNow } from "#web/components/changes/change-words";
import { ChangeWritten } from "#web/components/changes/change-written";
import type { PriceRow } from "../price-row";
import { type BulkDraft, type BulkKind, changeOf, emptyDraft } from "./bulk-draft";
import { BulkFields } from "./bulk-fields";
import { BULK_WORDS } from "./bulk-words";

type BulkDrawerProps = Readonly<{
  kind: BulkKind;
  /** The selected entries as the list has them now. */
  rows: readonly PriceRow[];
  providers: readonly string[];
  onClose: () => void;
  onDone: () => void;
}>;

export function BulkDrawer({ kind, rows, providers, onClose, onDone }: BulkDrawerProps) {
  const [draft, setDraft] = useState<BulkDraft>(() => emptyDraft(kind));
  const [from, setFrom] = useState("");
  const [written, setWritten] = useState<ChangeSet | null>(null);
  const [batchName] = useState(() => namedNow(BULK_WORDS[kind]));
  const source = useMemo(() => {
    const change = changeOf(kind, draft);
    return change && ({ kind: "bulk-edit", change, models: rows.map(({ model }) => model) } as const);
  }, [kind, draft, rows]);
  return (
    <Drawer
      opened
      onClose={written ? onDone : onClose}
      position="right"
      size={1080}
      title={`${BULK_WORDS[kind]}: ${rows.length.toLocaleString("en")} ${rows.length === 1 ? "entry" : "entries"}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {written ? (
        <ChangeWritten written={written} from={from} />
      ) : (
        <Stack gap="sm">
          <BulkFields kind={kind} draft={draft} rows={rows} providers={providers} onChange={setDraft} />
          <ChangeReview
            source={source}
            verb="Change"
            name={batchName}
            date={{ from, onChange: setFrom }}
            maxHeight="52dvh"
            onBack={{ words: "Cancel", go: onClose }}
            onWritten={setWritten}
          />
        </Stack>
      )}
    </Drawer>
  );
}
