/** Many findings at once: what each remedy does, rows to be left out, then one batch that can be taken back. */
import { Button, Drawer, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { BatchName, BatchWritten, hasName } from "#web/components/batch-written";
import { type DataColumn, DataTable, type Selection } from "#web/components/data-table";
import { Differences } from "#web/components/differences";
import { ImpactSummary } from "#web/components/impact-summary";
import { ErrorState, LoadingState } from "#web/components/states";
import { type RouterOutputs, trpcClient } from "#web/trpc";
import { SaveRefusal } from "../form/save-refusal";
import type { Finding } from "../price-row";
import { FINDING_NAMES } from "./finding-words";
import { useApplyFindings } from "./use-apply-findings";

type Preview = RouterOutputs["priceBook"]["previewFindings"];
type PreviewRow = Preview["rows"][number];

/** `findings` is never empty, and all of one kind. */
type ApplyFindingsDrawerProps = Readonly<{ findings: readonly Finding[]; onClose: () => void }>;

export function ApplyFindingsDrawer({ findings, onClose }: ApplyFindingsDrawerProps) {
  const apply = useApplyFindings();
  const title = findings[0] ? FINDING_NAMES[findings[0].code] : "";
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={1080}
      title={`${title}: ${findings.length.toLocaleString("en")} ${findings.length === 1 ? "remedy" : "remedies"}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {apply.data ? (
        <Applied batchId={apply.data.batchId} />
      ) : (
        <Review title={title} findings={findings} apply={apply} onClose={onClose} />
      )}
    </Drawer>
  );
}

const Applied = ({ batchId }: Readonly<{ batchId: string | null }>) => (
  <BatchWritten batchId={batchId} title="The remedies are in force" nothing="They are marked as looked at">
    {batchId === null
      ? "No price changed."
      : "They were written as one batch, which can be looked into and taken back."}
  </BatchWritten>
);

type ReviewProps = ApplyFindingsDrawerProps & Readonly<{ title: string; apply: ReturnType<typeof useApplyFindings> }>;

function Review({ title, findings, apply, onClose }: ReviewProps) {
  const [refs] = useState(() => findings.map(({ findingId, model, version }) => ({ findingId, model, version })));
  const [chosen, setChosen] = useState<Selection>(() => new Set(refs.map(({ findingId }) => findingId)));
  const [name, setName] = useState(() => `${title} ${new Date().toISOString().slice(0, 16).replace("T", " ")}`);
  const kept = useMemo(() => refs.filter(({ findingId }) => chosen.has(findingId)), [refs, chosen]);
  const preview = useQuery({
    queryKey: ["findings preview", refs],
    queryFn: ({ signal }) => trpcClient.priceBook.previewFindings.mutate({ findings: refs }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (preview.error) return <ErrorState error={preview.error} retry={() => void preview.refetch()} />;
  if (!preview.data) return <LoadingState label="Comparing with the price book" />;
  const count = preview.data.rows.filter((row) => chosen.has(row.findingId) && isDone(row)).length;
  return (
    <Stack gap="sm">
      <SaveRefusal error={apply.error} />
      <Summary preview={preview.data} />
      <DataTable
        label="remedies"
        rows={preview.data.rows}
        columns={COLUMNS}
        rowKey={keyOf}
        rowLabel={labelOf}
        sort="what"
        selection={chosen}
        onSelectionChange={setChosen}
        isMuted={isLeft}
        maxHeight="64dvh"
      />
      <Group justify="flex-end" gap="xs" align="flex-start">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <BatchName name={name} onChange={setName} width={280} />
        <Button
          loading={apply.isPending}
          disabled={count === 0 || !hasName(name)}
          onClick={() => apply.mutate({ name: name.trim(), findings: kept })}
        >
          Apply {count.toLocaleString("en")} {count === 1 ? "remedy" : "remedies"}
        </Button>
      </Group>
    </Stack>
  );
}

function Summary({ preview: { counts, impact } }: Readonly<{ preview: Preview }>) {
  const left = counts.settled + counts.moved + counts.pinned + counts.refused;
  const lead = left > 0 && <>{left.toLocaleString("en")} cannot be applied and are left alone. All of the others:</>;
  return <ImpactSummary impact={impact} lead={lead} />;
}

const DONE: ReadonlySet<PreviewRow["outcome"]> = new Set(["changed", "renamed", "reviewed"]);
const isDone = ({ outcome }: PreviewRow) => DONE.has(outcome);
const isLeft = (row: PreviewRow) => !isDone(row);
const keyOf = ({ findingId }: PreviewRow) => findingId;
const labelOf = ({ model }: PreviewRow) => model;

const COLUMNS: readonly DataColumn<PreviewRow>[] = [
  {
    id: "model",
    header: "Entry",
    width: 200,
    grow: 1,
    sortBy: ({ model }) => model,
    cell: ({ model }) => <span title={model}>{model}</span>,
  },
  {
    id: "what",
    header: "What happens",
    width: 260,
    grow: 1,
    sortBy: (row) => `${isDone(row) ? 1 : 0} ${row.model}`,
    cell: ({ note }) => <span title={note}>{note}</span>,
  },
  {
    id: "change",
    header: "Before → after, USD per 1M tokens",
    width: 280,
    grow: 2,
    cell: ({ differences }) => (differences.length > 0 ? <Differences differences={differences} /> : null),
  },
];
