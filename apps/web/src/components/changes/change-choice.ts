/**
 * Which rows of a change are written: all that are not held, but for those somebody took out, and the held ones somebody chose. Pure.
 * Units   sums in USD as decimal text.
 */
import { add, formatUsd, type PicoUsd, parseUsd, ZERO } from "@ratecard/money";
import type { RouterOutputs } from "#web/trpc";

export type ChangeSet = RouterOutputs["changes"]["preview"];
export type ChangeRow = ChangeSet["rows"][number];

/** A choice is of what was shown: `chosen` is by model, what the row said then; once it says something else the choice is gone. */
export type ChangeChoice = Readonly<{
  chosen: Readonly<Record<string, string>>;
  leftOut: readonly string[];
  /** The refused rows of a file are known, and the others are written without them. */
  skipsRefused: boolean;
  /** Of the batch; null: as it is called by itself. */
  name: string | null;
}>;

export const NO_CHOICE: ChangeChoice = { chosen: {}, leftOut: [], skipsRefused: false, name: null };

export const isWritable = ({ seen }: ChangeRow): boolean => seen !== null;
export const isHeld = (row: ChangeRow): boolean => isWritable(row) && row.held.length > 0;

export function chosenRows(
  rows: readonly ChangeRow[],
  { chosen, leftOut }: Pick<ChangeChoice, "chosen" | "leftOut">,
): readonly ChangeRow[] {
  const out = new Set(leftOut);
  return rows.filter((row) => {
    const { model, seen } = row;
    return seen !== null && !out.has(model) && (row.held.length === 0 || chosen[model] === seen);
  });
}

/** `next`: the models that are to be written. */
export function choiceOf(
  rows: readonly ChangeRow[],
  next: ReadonlySet<string>,
): Pick<ChangeChoice, "chosen" | "leftOut"> {
  const isChosen = (row: ChangeRow) => isHeld(row) && next.has(row.model);
  return {
    chosen: Object.fromEntries(rows.filter(isChosen).map(({ model, seen }) => [model, seen ?? ""])),
    leftOut: rows.filter((row) => isWritable(row) && !isHeld(row) && !next.has(row.model)).map(({ model }) => model),
  };
}

export type ImpactSum = NonNullable<ChangeRow["impact"]>;

export function impactOf(rows: readonly ChangeRow[]): ImpactSum {
  const impacts = rows.flatMap(({ impact }) => impact ?? []);
  const count = (counts: readonly number[]) => counts.reduce((total, each) => total + each, 0);
  const sum = (amounts: readonly string[]) => formatUsd(amounts.map(usd).reduce(add, ZERO));
  return {
    requests: count(impacts.map(({ requests }) => requests)),
    reports: count(impacts.map(({ reports }) => reports)),
    unpricedReportsBefore: count(impacts.map(({ unpricedReportsBefore }) => unpricedReportsBefore)),
    unpricedReportsAfter: count(impacts.map(({ unpricedReportsAfter }) => unpricedReportsAfter)),
    unpricedBefore: count(impacts.map(({ unpricedBefore }) => unpricedBefore)),
    unpricedAfter: count(impacts.map(({ unpricedAfter }) => unpricedAfter)),
    beforeUsd: sum(impacts.map(({ beforeUsd }) => beforeUsd)),
    afterUsd: sum(impacts.map(({ afterUsd }) => afterUsd)),
  };
}

function usd(text: string): PicoUsd {
  const parsed = parseUsd(text);
  return parsed.ok ? parsed.value : ZERO;
}

/** What the rows of a review are looked at by; in the URL of a page. */
export const CHANGE_FILTERS = ["all", "write", "held", "same", "refused"] as const;
export type ChangeFilter = (typeof CHANGE_FILTERS)[number];
export type ChangeView = Readonly<{ q: string; outcome: ChangeFilter; sort: string }>;

export const belongsTo = (filter: ChangeFilter, row: ChangeRow): boolean =>
  filter === "all" || (filter === "held" ? isHeld(row) : filter === "write" ? isWritable(row) : row.outcome === filter);

export function shownRows(rows: readonly ChangeRow[], { q, outcome }: ChangeView): readonly ChangeRow[] {
  const text = q.trim().toLowerCase();
  return rows.filter((row) => belongsTo(outcome, row) && (text === "" || wordsOf(row).includes(text)));
}

const wordsOf = ({ model, newModel, provider, base, bases }: ChangeRow): string =>
  [model, newModel, provider, base?.model, ...bases.map((each) => each.model)].join(" ").toLowerCase();
