/**
 * The two syncs: shows what they change, writes what needs no decision, and fails with a code of its own when something does.
 * Source  the server decides which rows those are; a row that is held is written only when it is named, or with --all.
 */
import { describeHold, type SyncKind } from "@ratecard/contract";
import { textTable } from "../answer-text";
import { CliProblem } from "../cli-problem";
import type { CommandContext } from "../client";
import { baseName, chooseBases, type SyncOptions, type SyncRow } from "../command-options";

export async function syncPrices(context: CommandContext, kind: SyncKind, options: SyncOptions) {
  const { client, terminal, settings } = context;
  terminal.progress("Comparing with the price book ...");
  const sync = { kind, effectiveFrom: options.from };
  const first = await client.trpc.priceSync.preview.mutate(sync);
  const choices = chooseBases(options.choose ?? [], first.rows);
  const preview = choices.length === 0 ? first : await client.trpc.priceSync.preview.mutate({ ...sync, choices });
  checkNames([...(options.acceptFar ?? []), ...(options.replaceOwn ?? [])], preview.rows);

  const rows = preview.rows.map((row): ShownRow => ({ ...row, isWritten: isMeant(row, options) }));
  const confirmed = rows.flatMap(({ model, seen, isWritten }) =>
    isWritten && seen !== null ? [{ model, seen, isAcknowledged: true }] : [],
  );
  const isWriting = !settings.isDryRun && confirmed.length > 0;
  terminal.progress(isWriting ? `Writing ${confirmed.length} prices ...` : "");
  const written = isWriting
    ? await client.trpc.priceSync.sync.mutate({ ...sync, choices, name: options.name, rows: confirmed })
    : null;
  terminal.progress("");

  const undecided = rows.filter((row) => !row.isWritten && isUndecided(row));
  const answer = {
    kind,
    dryRun: settings.isDryRun,
    batchId: written?.batchId ?? null,
    counts: preview.counts,
    written: confirmed.map(({ model }) => model),
    undecided: undecided.map(({ model }) => model),
    rows,
  };
  terminal.answer(answer, [syncTable(rows), summary(answer)].filter(Boolean).join("\n"));
  if (undecided.length > 0) throw leftToDecide(undecided);
}

const isUndecided = ({ outcome, holds, replacesOwn }: SyncRow): boolean =>
  outcome === "conflict" || (holds.length > 0 && !replacesOwn);

function isMeant({ model, seen, isTakenByItself, holds, replacesOwn }: SyncRow, options: SyncOptions): boolean {
  if (seen === null || isTakenByItself || options.all) return seen !== null;
  const isAccepted = holds.length === 0 || (options.acceptFar ?? []).includes(model);
  return isAccepted && (!replacesOwn || (options.replaceOwn ?? []).includes(model));
}

function checkNames(names: readonly string[], rows: readonly SyncRow[]): void {
  const known = new Set(rows.map(({ model }) => model));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new CliProblem(`The sync has no row ${unknown.map((name) => `"${name}"`).join(", ")}. Check the spelling.`, {
    kind: "usage",
  });
}

type Answer = Readonly<{
  dryRun: boolean;
  written: readonly string[];
  undecided: readonly string[];
  rows: readonly ShownRow[];
}>;

function summary({ dryRun, written, undecided, rows }: Answer): string {
  const own = rows.filter((row) => row.replacesOwn && !row.isWritten).length;
  const reported = rows.filter(({ outcome }) => outcome === "missing" || outcome === "unknown").length;
  const others = rows.length - written.length - undecided.length - own - reported;
  const parts = [
    `${written.length} ${dryRun ? "to write (nothing was written)" : "written"}`,
    `${undecided.length} left to decide`,
    ...(own > 0 ? [`${own} with a price of their own`] : []),
    ...(reported > 0 ? [`${reported} without a price to take`] : []),
    `${others} left alone`,
  ];
  return `${parts.join(", ")}.`;
}

function leftToDecide(rows: readonly ShownRow[]): CliProblem {
  const conflicts = rows.filter(({ outcome }) => outcome === "conflict").length;
  const held = rows.length - conflicts;
  const parts = [
    ...(held > 0 ? [`${held} held: look at them and name them with --accept-far`] : []),
    ...(conflicts > 0 ? [`${conflicts} with several prices: decide with --choose name=base`] : []),
  ];
  return new CliProblem(`Left to decide: ${parts.join("; ")}.`, { kind: "undecided" });
}

/** `written`: it is, or would be without --dry-run. */
type ShownRow = SyncRow & Readonly<{ isWritten: boolean }>;

/** Input, output and the price per request come first; --json has all of them. */
const MOST_MOVES = 3;
const HEADER = ["NAME", "WHAT", "FROM", "30 DAYS", "BEFORE -> AFTER"];

/** Only what is written, held, or a finding; what is left alone is counted. */
const syncTable = (rows: readonly ShownRow[]): string =>
  textTable(
    HEADER,
    rows.filter(isShown).map((row) => [row.model, what(row), from(row), impact(row), change(row)]),
  );

const isShown = ({ seen, outcome }: ShownRow): boolean =>
  seen !== null || outcome === "conflict" || outcome === "missing" || outcome === "unknown";

function what({ outcome, isWritten, replacesOwn, seen }: ShownRow): string {
  if (outcome === "missing") return "no base price";
  if (outcome === "unknown") return "not in catalogue";
  if (isWritten) return { added: "new", changed: "changed", linked: "linked" }[outcome as string] ?? outcome;
  if (seen === null) return outcome;
  return replacesOwn ? "own price kept" : "held";
}

const from = ({ base, bases }: ShownRow): string => (base ? (base.key ?? baseName(base, bases)) : "");

function change({ outcome, bases, differences, holds }: ShownRow): string {
  if (outcome === "conflict") {
    return `choose: ${bases.map((base) => `${baseName(base, bases)} (${priceText(base.terms)})`).join(" or ")}`;
  }
  if (outcome === "missing") return bases.map((base) => baseName(base, bases)).join(", ");
  const moves = differences.map(({ field, from: old, to, percent }) => {
    const ratio = percent === null || percent === "0" ? "" : ` (${percent.startsWith("-") ? "" : "+"}${percent} %)`;
    return `${field} ${old ?? "none"} -> ${to ?? "none"}${ratio}`;
  });
  const more = moves.length > MOST_MOVES ? `, ${moves.length - MOST_MOVES} more` : "";
  const why = holds.length === 0 ? "" : `; ${[...new Set(holds.map(describeHold))].join(", ")}`;
  return moves.slice(0, MOST_MOVES).join(", ") + more + why;
}

function priceText(terms: SyncRow["after"]): string {
  if (!terms) return "no price";
  const { input, output } = terms.ratesPer1M ?? {};
  if (input === undefined && output === undefined) return `${terms.perRequestUsd ?? "?"} a request`;
  return `${input ?? "none"} / ${output ?? "none"}`;
}

const impact = ({ impact: found }: ShownRow): string =>
  found ? `${found.requests} requests, $${found.beforeUsd} -> $${found.afterUsd}` : "";
