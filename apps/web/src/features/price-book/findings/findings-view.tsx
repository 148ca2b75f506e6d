/** What looks wrong in the price book, by kind; one click applies a remedy. Kind and search stand in the URL. */
import { Badge, Button, Drawer, Group, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { ChangeSet } from "#web/components/changes/change-choice";
import { ChangeReview } from "#web/components/changes/change-review";
import { namedNow } from "#web/components/changes/change-words";
import { ChangeWritten } from "#web/components/changes/change-written";
import { DataTable } from "#web/components/data-table";
import { FilterBar } from "#web/components/filter-bar";
import { EmptyState } from "#web/components/states";
import { type RouterOutputs, trpc } from "#web/trpc";
import type { Finding } from "../price-row";
import { usePriceSearch } from "../price-search";
import { filterFindings, FINDING_NAMES, kindsOf, SEVERITY_COLORS } from "./finding-words";
import { findingColumns } from "./findings-columns";
import { ReviewList } from "./review-list";
import { useReviewPrices } from "./use-review-prices";
import { useSettleFinding } from "./use-settle-finding";
import { counted } from "#web/components/count";

export function FindingsView() {
  const [{ q, finding: code }, setSearch] = usePriceSearch();
  const list = useQuery(trpc.findings.list.queryOptions());
  const findings = list.data?.findings;
  const settle = useSettleFinding();
  const reviews = useReviewPrices();
  const keepAll = code === "stale" ? reviews?.review : settle?.keepAll;
  const [applied, setApplied] = useState<readonly Finding[] | null>(null);
  const columns = useMemo(() => findingColumns(settle), [settle]);
  const shown = useMemo(() => findings && filterFindings(findings, { code, q }), [findings, code, q]);
  const empty = <NothingShown isNothingFound={findings?.length === 0} isReview={code === "stale" && q === ""} />;
  return (
    <>
      <FilterBar
        search={{
          label: "Search findings",
          placeholder: "Model, words",
          value: q,
          onChange: (text) => setSearch({ q: text }),
        }}
        right={list.data && <Facts list={list.data} />}
      />
      <Group justify="space-between" gap="sm">
        <KindFilter findings={findings ?? []} />
        {keepAll && code !== "" && shown && <ApplyAll findings={shown} onApply={setApplied} onKeep={keepAll} />}
      </Group>
      {code === "stale" ? (
        <ReviewList findings={shown} reviews={reviews} error={list.error} retry={list.refetch} empty={empty} />
      ) : (
        <DataTable
          label="findings"
          fill
          rows={shown}
          columns={columns}
          rowKey={keyOf}
          rowLabel={labelOf}
          onOpen={({ model }) => setSearch({ open: model, pane: "price", new: "" })}
          error={list.error}
          retry={list.refetch}
          empty={empty}
        />
      )}
      {applied && <ApplyFindingsDrawer findings={applied} onClose={() => setApplied(null)} />}
    </>
  );
}

type ApplyAllProps = Readonly<{
  findings: readonly Finding[];
  onApply: (findings: readonly Finding[]) => void;
  onKeep: (findings: readonly Finding[]) => void;
}>;

/** Of the kind that is chosen and the names that are searched for. */
function ApplyAll({ findings, onApply, onKeep }: ApplyAllProps) {
  const open = findings.filter(({ obstacle }) => obstacle === undefined);
  if (open.length === 0) return null;
  // Nothing of a price changes then, so there is nothing to look at first.
  const isReview = open.every(({ remedy }) => remedy.action === "mark-reviewed");
  return (
    <Button size="compact-sm" variant="light" onClick={() => (isReview ? onKeep(open) : onApply(open))}>
      {isReview ? "Mark" : "Apply"} {open.length === 1 ? "it" : `all ${open.length.toLocaleString("en")}`}{" "}
      {isReview ? "as reviewed" : "…"}
    </Button>
  );
}

const keyOf = ({ findingId }: Finding) => findingId;
const labelOf = ({ model, sentence }: Finding) => `${model}: ${sentence}`;

function NothingShown({ isNothingFound, isReview }: Readonly<{ isNothingFound: boolean; isReview: boolean }>) {
  if (isNothingFound) {
    return (
      <EmptyState title="Nothing looks wrong" icon={<IconCircleCheck size={20} stroke={1.5} aria-hidden />}>
        Names, wildcards, units and prices were compared with the catalogue and the traffic of the last 30 days.
      </EmptyState>
    );
  }
  if (!isReview) return <EmptyState title="No finding matches">Change the search or the kind.</EmptyState>;
  return (
    <EmptyState title="Every price was looked at">No price with requests has waited for a review too long.</EmptyState>
  );
}

function KindFilter({ findings }: Readonly<{ findings: readonly Finding[] }>) {
  const [{ finding: chosen }, setSearch] = usePriceSearch();
  const kinds = useMemo(() => kindsOf(findings), [findings]);
  if (kinds.length === 0) return null;
  return (
    <Group gap={6} role="group" aria-label="Kinds of findings">
      {kinds.map(({ code, severity, count }) => (
        <Button
          key={code}
          size="compact-sm"
          variant={chosen === code ? "filled" : "default"}
          aria-pressed={chosen === code}
          onClick={() => setSearch({ finding: chosen === code ? "" : code })}
          rightSection={
            <Badge size="sm" variant={chosen === code ? "white" : "light"} color={SEVERITY_COLORS[severity]}>
              {count.toLocaleString("en")}
            </Badge>
          }
        >
          {FINDING_NAMES[code]}
        </Button>
      ))}
    </Group>
  );
}

function Facts({ list }: Readonly<{ list: RouterOutputs["findings"]["list"] }>) {
  const facts = [
    ...(list.keptCount > 0 ? [`${list.keptCount.toLocaleString("en")} kept as they are`] : []),
    ...(list.isTrafficKnown ? [] : [`no requests in ${list.days} days, so use is not judged`]),
    ...(list.hasSecondReference ? [] : ["units are judged by one reference only"]),
  ];
  return (
    <Text size="xs" c="dimmed" role="status">
      {facts.join(" · ")}
    </Text>
  );
}

/** `findings` is never empty, and all of one kind. */
type ApplyFindingsDrawerProps = Readonly<{ findings: readonly Finding[]; onClose: () => void }>;

/** Many findings at once: what each remedy does, then one batch that can be taken back. */
function ApplyFindingsDrawer({ findings, onClose }: ApplyFindingsDrawerProps) {
  const [refs] = useState(() => findings.map(({ findingId, model }) => ({ findingId, model })));
  const [written, setWritten] = useState<ChangeSet | null>(null);
  const source = useMemo(() => ({ kind: "findings", findings: firstOfEach(refs) }) as const, [refs]);
  const title = findings[0] ? FINDING_NAMES[findings[0].code] : "";
  const [batchName] = useState(() => namedNow(title));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={1080}
      title={`${title}: ${counted(refs.length, "remedy", "remedies")}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {written ? (
        <ChangeWritten written={written} />
      ) : (
        <ChangeReview
          source={source}
          verb="Apply"
          name={batchName}
          maxHeight="64dvh"
          onBack={{ words: "Cancel", go: onClose }}
          onWritten={setWritten}
        />
      )}
    </Drawer>
  );
}

/** Of several findings about one entry the first is applied: it may settle the others. */
const firstOfEach = <Ref extends Readonly<{ model: string }>>(refs: readonly Ref[]): Ref[] =>
  refs.filter(({ model }, index) => refs.findIndex((other) => other.model === model) === index);
