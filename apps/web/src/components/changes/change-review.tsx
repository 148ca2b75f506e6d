/**
 * The review of a change of many prices, whatever it comes from: each row before and after, the held ones to be chosen one by one,
 * the last 30 days at both prices, name, date and reason, then one batch. Nothing is written before the button.
 */
import { Button, Group } from "@mantine/core";
import { type ReactNode, useMemo, useState } from "react";
import { DataTable, type Selection } from "../data-table";
import { EffectiveFromInput } from "../effective-from-input";
import { FilterBar } from "../filter-bar";
import { useMay } from "../session";
import { EmptyState, ErrorState, LoadingState } from "../states";
import {
  type ChangeChoice,
  type ChangeRow,
  type ChangeSet,
  type ChangeView,
  choiceOf,
  chosenRows,
  isHeld,
  isWritable,
  NO_CHOICE,
  shownRows,
} from "./change-choice";
import { changeColumns, type ChooseBase } from "./change-columns";
import { ChangeFilters } from "./change-filters";
import { ChangeSummary, RefusedRows } from "./change-summary";
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
      {rows.length > 0 && <ChangeSummary set={set} chosen={chosen} isOld={!isSettled} />}
      {refused !== null && (
        <RefusedRows
          csv={refused}
          count={set.counts.refused}
          isSkipping={choice.skipsRefused}
          onSkip={(skipsRefused) => setChoice({ ...choice, skipsRefused })}
        />
      )}
      <FilterBar
        search={{ label: "Search rows", placeholder: "Model", value: view.q, onChange: (q) => setView({ q }) }}
      >
        <ChangeFilters rows={rows} view={view} onChange={setView} />
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

const Nothing = ({ isEmpty, nothing }: Readonly<{ isEmpty: boolean; nothing: ReactNode }>) =>
  isEmpty ? (
    <EmptyState title="There is nothing to change">{nothing}</EmptyState>
  ) : (
    <EmptyState title="No row matches">Change the search or the filter.</EmptyState>
  );
