/** A sync as a table for people. Units: USD per 1,000,000 tokens, USD per request; percent of the price before. */
import { describeHold } from "@ratecard/contract";
import { baseName, type SyncRow } from "./choose-bases";
import { textTable } from "./text-table";

/** `written`: it is, or would be without --dry-run. */
export type ShownRow = SyncRow & Readonly<{ isWritten: boolean }>;

/** Input, output and the price per request come first; --json has all of them. */
const MOST_MOVES = 3;
const HEADER = ["NAME", "WHAT", "FROM", "30 DAYS", "BEFORE -> AFTER"];

/** Only what is written, held, or a finding; what is left alone is counted. */
export const syncTable = (rows: readonly ShownRow[]): string =>
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
