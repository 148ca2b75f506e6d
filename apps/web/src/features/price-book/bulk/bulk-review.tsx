/** The preview of a bulk edit, the ticks it needs, and the save. A refusal because rows moved lists them and offers to look again. */
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { BatchName, hasName } from "#web/components/batch-written";
import { DataTable, type Selection } from "#web/components/data-table";
import { ErrorState, LoadingState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { SaveRefusal } from "../form/save-refusal";
import type { PriceRow } from "../price-row";
import { useRefreshPrices } from "../use-refresh-prices";
import { bulkColumns } from "./bulk-columns";
import type { BulkChange, BulkKind } from "./bulk-draft";
import { BulkSummary } from "./bulk-summary";
import { BULK_WORDS, type BulkPreviewRow } from "./bulk-words";
import { useBulkPreview } from "./use-bulk-preview";

type BulkReviewProps = Readonly<{
  kind: BulkKind;
  change: BulkChange | null;
  /** ISO 8601; null: from now. */
  effectiveFrom: string | null;
  rows: readonly PriceRow[];
  onCancel: () => void;
  onDone: (done: { batchId: string | null; count: number }) => void;
}>;

const NONE: Selection = new Set();

export function BulkReview({ kind, change, effectiveFrom, rows, onCancel, onDone }: BulkReviewProps) {
  const [leftOut, setLeftOut] = useState<Selection>(NONE);
  const kept = useMemo(() => rows.filter(({ model }) => !leftOut.has(model)), [rows, leftOut]);
  const { preview, isSettled } = useBulkPreview(change, effectiveFrom, kept);
  const [ticked, setTicked] = useTicks(change, rows);
  const [name, setName] = useState(
    () => `${BULK_WORDS[kind]} ${new Date().toISOString().slice(0, 16).replace("T", " ")}`,
  );
  const columns = useMemo(() => bulkColumns(ticked), [ticked]);
  const save = useBulkEdit(onDone, () => void preview.refetch());
  const refresh = useRefreshPrices();

  if (change === null) return <Footer onCancel={onCancel}>{null}</Footer>;
  if (preview.error) return <ErrorState error={preview.error} retry={() => void preview.refetch()} />;
  if (!preview.data) return kept.length === 0 ? null : <LoadingState label="Comparing with the price book" />;
  const { counts } = preview.data;
  const inTheWay = preview.data.rows.filter((row) => isInTheWay(row, ticked));
  const isBlocked = inTheWay.length > 0 || counts.changed === 0 || !hasName(name) || !isSettled;
  const lookAgain = () => {
    save.reset();
    void refresh();
  };
  const leave = () => setLeftOut(new Set([...leftOut, ...inTheWay.map(({ model }) => model)]));
  const write = () => {
    const acknowledged = kept.map(({ model, version }) => ({ model, version, isAcknowledged: ticked.has(model) }));
    save.mutate({ name: name.trim(), change, effectiveFrom, rows: acknowledged });
  };
  return (
    <Stack gap="sm" opacity={isSettled ? 1 : 0.6}>
      <SaveRefusal error={save.error} />
      <BulkSummary preview={preview.data} leftOut={leftOut.size} />
      {inTheWay.length > 0 && <InTheWay rows={inTheWay} onLeave={leave} onLookAgain={lookAgain} />}
      <DataTable
        label="entries to change"
        rows={preview.data.rows}
        columns={columns}
        rowKey={modelOf}
        sort="tick"
        ticking={{ ticked, onTick: setTicked, tickKey }}
        isMuted={isNotChanged}
        maxHeight="52dvh"
      />
      <Footer onCancel={onCancel}>
        <BatchName name={name} onChange={setName} />
        <Button loading={save.isPending} disabled={isBlocked} onClick={write}>
          Change {counts.changed.toLocaleString("en")} {counts.changed === 1 ? "entry" : "entries"}
        </Button>
      </Footer>
    </Stack>
  );
}

const tickKey = ({ model, quarantine }: BulkPreviewRow) => (quarantine.length > 0 ? model : null);
const modelOf = (row: BulkPreviewRow) => row.model;
const isNotChanged = ({ outcome }: BulkPreviewRow) => outcome !== "changed";

const isInTheWay = ({ outcome, quarantine, model }: BulkPreviewRow, ticked: Selection) =>
  outcome === "moved" || outcome === "refused" || (quarantine.length > 0 && !ticked.has(model));

/** A tick is for what was shown: another change, or other versions, and it is gone. */
function useTicks(change: BulkChange | null, rows: readonly PriceRow[]) {
  const shown = useMemo(() => JSON.stringify([change, rows.map(({ version }) => version)]), [change, rows]);
  const [ticks, setTicks] = useState({ shown, models: NONE });
  const setModels = useMemo(() => (models: Selection) => setTicks({ shown, models }), [shown]);
  return [ticks.shown === shown ? ticks.models : NONE, setModels] as const;
}

function useBulkEdit(onDone: BulkReviewProps["onDone"], onRefused: () => void) {
  const queries = useQueryClient();
  const refresh = useRefreshPrices();
  return useMutation(
    trpc.priceBook.bulkEdit.mutationOptions({
      onError: onRefused,
      onSuccess: async ({ batchId, counts }) => {
        onDone({ batchId, count: counts.changed });
        await Promise.all([refresh(), queries.invalidateQueries(trpc.discovery.batches.pathFilter())]);
      },
    }),
  );
}

const Footer = ({ onCancel, children }: Readonly<{ onCancel: () => void; children: ReactNode }>) => (
  <Group justify="flex-end" gap="xs" align="flex-start">
    <Button variant="default" onClick={onCancel}>
      Cancel
    </Button>
    {children}
  </Group>
);

type InTheWayProps = Readonly<{ rows: readonly BulkPreviewRow[]; onLeave: () => void; onLookAgain: () => void }>;

function InTheWay({ rows, onLeave, onLookAgain }: InTheWayProps) {
  const count = (outcome: BulkPreviewRow["outcome"]) => rows.filter((row) => row.outcome === outcome).length;
  const [moved, refused] = [count("moved"), count("refused")];
  const far = rows.length - moved - refused;
  return (
    <Alert variant="light" color="orange" p="xs" role="alert">
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {far > 0 && `${far.toLocaleString("en")} move far: tick each one that is meant. `}
          {refused > 0 && `${refused.toLocaleString("en")} cannot take the change. `}
          {moved > 0 && `${moved.toLocaleString("en")} were changed by somebody since you looked. `}
        </Text>
        <Group gap="xs">
          {moved > 0 && (
            <Button size="compact-xs" variant="default" onClick={onLookAgain}>
              Look again
            </Button>
          )}
          <Button size="compact-xs" variant="default" onClick={onLeave}>
            Leave {rows.length === 1 ? "it" : `these ${rows.length.toLocaleString("en")}`} out
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}
