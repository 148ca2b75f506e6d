/**
 * The review of a change of many prices, whatever it comes from: each row before and after, the held ones to be chosen one by one,
 * the last 30 days at both prices, name, date and reason, then one batch. Nothing is written before the button.
 */
import { Alert, Badge, Button, Checkbox, Group } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { type ReactNode, useMemo, useState } from "react";
import { DataTable, type Selection } from "../data-table";
import { downloadText } from "../download-text";
import { EffectiveFromInput } from "../effective-from-input";
import { FilterBar } from "../filter-bar";
import { ImpactSummary } from "../impact-summary";
import { useMay } from "../session";
import { EmptyState, ErrorState, LoadingState } from "../states";
import {
  belongsTo,
  CHANGE_FILTERS,
  type ChangeChoice,
  type ChangeRow,
  type ChangeSet,
  type ChangeView,
  choiceOf,
  chosenRows,
  impactOf,
  isHeld,
  isWritable,
  NO_CHOICE,
  shownRows,
} from "./change-choice";
import { changeColumns, type ChooseBase } from "./change-columns";
import { FILTER_WORDS } from "./change-words";
import { type ChangeSource, useChangePreview } from "./use-change-preview";
import { WriteChanges } from "./write-changes";

type ChangeReviewProps = Readonly<{
  /** Stable; null: there is nothing to compare yet. */
  source: ChangeSource | null;
  /** Of the button, as "Import". */
  verb: string;
  /** Of the batch, until somebody gives it another. */
  name: string;
  /** ISO 8601, "" is now; missing: it has no date. */
  date?: Readonly<{ from: string; onChange: (from: string) => void }>;
  /** In the URL of a page; missing in a drawer. */
  view?: readonly [ChangeView, (patch: Partial<ChangeView>) => void];
  /** Kept by a page over a reload. */
  choice?: readonly [ChangeChoice, (next: ChangeChoice) => void];
  onChooseBase?: ChooseBase;
  onBack?: Readonly<{ words: string; go: () => void }>;
  onWritten: (written: ChangeSet) => void;
  /** Left of the date. */
  settings?: (set: ChangeSet | undefined) => ReactNode;
  /** Above the rows. */
  children?: (set: ChangeSet) => ReactNode;
  /** What keeps it from being written, beside the rows themselves. */
  isBlocked?: (set: ChangeSet) => boolean;
  nothing?: ReactNode;
  maxHeight?: string;
}>;

export function ChangeReview(props: ChangeReviewProps) {
  const { source, date, onBack } = props;
  const from = date?.from ?? "";
  const { preview, isSettled } = useChangePreview(source, from);
  const { data } = preview;
  if (preview.error) {
    return (
      <>
        <ErrorState error={preview.error} retry={() => void preview.refetch()} />
        {onBack && (
          <Group justify="center">
            <Button variant="default" onClick={onBack.go}>
              {onBack.words}
            </Button>
          </Group>
        )}
      </>
    );
  }
  if (source === null) return null;
  if (!data) return <LoadingState label="Comparing with the price book" />;
  return (
    <Reviewed {...props} source={source} set={data} isSettled={isSettled} onLookAgain={() => void preview.refetch()} />
  );
}

const NO_VIEW: ChangeView = { q: "", outcome: "all", sort: "outcome" };

type ReviewedProps = Omit<ChangeReviewProps, "source"> &
  Readonly<{ source: ChangeSource; set: ChangeSet; isSettled: boolean; onLookAgain: () => void }>;

function Reviewed(props: ReviewedProps) {
  const { source, set, isSettled, verb, name, onChooseBase, onBack, onWritten, onLookAgain } = props;
  const { rows } = set;
  const mayWrite = useMay("price-book:write");
  const [[view, setView], [choice, setChoice]] = useViewAndChoice(props);
  const chosen = useMemo(() => chosenRows(rows, choice), [rows, choice]);
  const selection = useMemo(() => new Set(chosen.map(({ model }) => model)), [chosen]);
  const columns = useMemo(
    () => changeColumns(rows, mayWrite ? (onChooseBase ?? null) : null),
    [rows, mayWrite, onChooseBase],
  );
  const shown = useMemo(() => shownRows(rows, view), [rows, view]);
  const refused = set.file?.refusedRows ?? null;
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Settings {...props} />
        {mayWrite && (
          <WriteChanges
            source={source}
            from={props.date?.from ?? ""}
            rows={chosen}
            verb={verb}
            name={choice.name ?? name}
            onName={(named) => setChoice({ ...choice, name: named })}
            isBlocked={isBlocked(props, choice)}
            onBack={onBack}
            onWritten={onWritten}
            onMoved={onLookAgain}
          />
        )}
      </Group>
      {props.children?.(set)}
      {rows.length > 0 && <Summary set={set} chosen={chosen} isOld={!isSettled} />}
      {refused !== null && (
        <Refused
          csv={refused}
          count={set.counts.refused}
          isSkipping={choice.skipsRefused}
          onSkip={(skipsRefused) => setChoice({ ...choice, skipsRefused })}
        />
      )}
      <FilterBar
        search={{ label: "Search rows", placeholder: "Model", value: view.q, onChange: (q) => setView({ q }) }}
      >
        <Filters rows={rows} view={view} onChange={setView} />
      </FilterBar>
      <DataTable
        label="prices to write"
        rows={shown}
        columns={columns}
        rowKey={keyOf}
        sort={view.sort}
        onSortChange={(sort) => setView({ sort })}
        {...(mayWrite && {
          selection,
          selectability,
          onSelectionChange: (next: Selection) => setChoice({ ...choice, ...choiceOf(rows, next) }),
        })}
        isMuted={isNotWritten}
        {...(props.maxHeight === undefined ? { fill: true } : { maxHeight: props.maxHeight })}
        empty={<Nothing isEmpty={rows.length === 0} nothing={props.nothing} />}
      />
    </>
  );
}

function isBlocked({ set, isSettled, isBlocked: isBlockedByPage }: ReviewedProps, { skipsRefused }: ChangeChoice) {
  const hasRefused = (set.file?.refusedRows ?? null) !== null;
  return !isSettled || (hasRefused && !skipsRefused) || (isBlockedByPage?.(set) ?? false);
}

/** A page's own, or the review's. */
function useViewAndChoice({ view, choice }: Pick<ReviewedProps, "view" | "choice">) {
  const [ownView, setOwnView] = useState(NO_VIEW);
  const ownChoice = useState(NO_CHOICE);
  const patchView = (patch: Partial<ChangeView>) => setOwnView((now) => ({ ...now, ...patch }));
  return [view ?? ([ownView, patchView] as const), choice ?? ownChoice] as const;
}

const Settings = ({ set, date, settings }: Pick<ReviewedProps, "set" | "date" | "settings">) => (
  <Group gap="sm" align="flex-start">
    {settings?.(set)}
    {date && <EffectiveFromInput label="Holds from (UTC)" w={190} value={date.from} onChange={date.onChange} />}
  </Group>
);

/** Rows that could not be read share an empty name; their place tells them apart. */
const keyOf = ({ model, place, seen }: ChangeRow) => (seen === null && place !== null ? `${place} ${model}` : model);
const isNotWritten = (row: ChangeRow) => !isWritable(row);
const selectability = (row: ChangeRow) => (!isWritable(row) ? "none" : isHeld(row) ? "alone" : "all");

type SummaryProps = Readonly<{ set: ChangeSet; chosen: readonly ChangeRow[]; isOld: boolean }>;

function Summary({ set: { rows, counts, impact, heldCount }, chosen, isOld }: SummaryProps) {
  const placeholders = chosen.filter(({ isPlaceholder }) => isPlaceholder).length;
  const open = heldCount - chosen.filter(isHeld).length;
  const lead = (
    <>
      <b>{chosen.length.toLocaleString("en")}</b> of {rows.length.toLocaleString("en")} chosen:{" "}
      {counts.added.toLocaleString("en")} new, {counts.changed.toLocaleString("en")} changed,{" "}
      {(counts.same + counts.refused).toLocaleString("en")} left alone.
      {placeholders > 0 && ` ${placeholders.toLocaleString("en")} of the chosen take the default price.`}
    </>
  );
  return (
    <>
      {impact && <ImpactSummary impact={{ ...impact, ...impactOf(chosen) }} isOld={isOld} lead={lead} />}
      {open > 0 && (
        <Alert flex="none" variant="light" color="orange" p="xs">
          {open.toLocaleString("en")} {open === 1 ? "row is" : "rows are"} held: far moves, another unit, another
          provider's price, or a price set by hand. Most far moves turn out to be unit mistakes. Choose each that is
          right; the others stay as they are.
        </Alert>
      )}
    </>
  );
}

type RefusedProps = Readonly<{
  csv: string;
  count: number;
  isSkipping: boolean;
  onSkip: (isSkipping: boolean) => void;
}>;

const Refused = ({ csv, count, isSkipping, onSkip }: RefusedProps) => (
  <Group gap="sm" justify="flex-end">
    <Checkbox
      size="xs"
      label={`Import the good rows without the ${count.toLocaleString("en")} refused`}
      checked={isSkipping}
      onChange={({ currentTarget }) => onSkip(currentTarget.checked)}
    />
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<IconDownload size={12} aria-hidden />}
      onClick={() => downloadText("refused-rows.csv", csv, "text/csv")}
    >
      Refused rows with reasons
    </Button>
  </Group>
);

type FiltersProps = Readonly<{
  rows: readonly ChangeRow[];
  view: ChangeView;
  onChange: (patch: Partial<ChangeView>) => void;
}>;

function Filters({ rows, view: { outcome }, onChange }: FiltersProps) {
  const counts = useMemo(
    () => CHANGE_FILTERS.map((filter) => ({ filter, count: rows.filter((row) => belongsTo(filter, row)).length })),
    [rows],
  );
  return (
    <Group gap={6} role="group" aria-label="Rows by what becomes of them">
      {counts.map(
        ({ filter, count }) =>
          (count > 0 || filter === outcome) && (
            <Button
              key={filter}
              size="compact-sm"
              variant={outcome === filter ? "filled" : "default"}
              aria-pressed={outcome === filter}
              onClick={() => onChange({ outcome: filter })}
              rightSection={
                <Badge size="sm" variant={outcome === filter ? "white" : "light"} color={FILTER_WORDS[filter].color}>
                  {count.toLocaleString("en")}
                </Badge>
              }
            >
              {FILTER_WORDS[filter].words}
            </Button>
          ),
      )}
    </Group>
  );
}

const Nothing = ({ isEmpty, nothing }: Readonly<{ isEmpty: boolean; nothing: ReactNode }>) =>
  isEmpty ? (
    <EmptyState title="There is nothing to change">{nothing}</EmptyState>
  ) : (
    <EmptyState title="No row matches">Change the search or the filter.</EmptyState>
  );
