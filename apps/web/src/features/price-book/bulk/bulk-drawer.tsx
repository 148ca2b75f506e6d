/** A bulk edit: its fields, then each row before and after, then one batch. */
import { useMemo, useState } from "react";
import { ChangeDrawer } from "#web/components/changes/change-drawer";
import { namedNow } from "#web/components/changes/change-words";
import type { PriceRow } from "../price-row";
import { type BulkDraft, type BulkKind, changeOf, emptyDraft } from "./bulk-draft";
import { BulkFields } from "./bulk-fields";
import { BULK_WORDS } from "./bulk-words";
import { counted } from "#web/components/count";

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
  const [batchName] = useState(() => namedNow(BULK_WORDS[kind]));
  const source = useMemo(() => {
    const change = changeOf(kind, draft);
    return change && ({ kind: "bulk-edit", change, models: rows.map(({ model }) => model) } as const);
  }, [kind, draft, rows]);
  return (
    <ChangeDrawer
      title={`${BULK_WORDS[kind]}: ${counted(rows.length, "entry", "entries")}`}
      source={source}
      verb="Change"
      name={batchName}
      onClose={(isWritten) => (isWritten ? onDone() : onClose())}
    >
      <BulkFields kind={kind} draft={draft} rows={rows} providers={providers} onChange={setDraft} />
    </ChangeDrawer>
  );
}
