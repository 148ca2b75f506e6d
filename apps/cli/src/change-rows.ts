/** Rows of a change of many prices for people. Units: USD per 1,000,000 tokens, USD per request; percent of the price before. */
import { describeHeld, describeRefusal } from "@ratecard/contract";
import type { RouterOutputs } from "./client";
import { textTable, usageText } from "./answer-text";

export type ChangeSet = RouterOutputs["changes"]["preview"];
export type ChangeRow = ChangeSet["rows"][number];
export type Base = ChangeRow["bases"][number];

const ALL = "all";

/** Held rows are written only when somebody names them. */
export const isAccepted = ({ model, held }: ChangeRow, names: readonly string[] = []): boolean =>
  held.length === 0 || names.includes(model) || names.includes(ALL);

/** Of a custom name over several base models. */
export const isToChoose = ({ refusal }: ChangeRow): boolean => refusal?.code === "bases-differ";

/** The model's name, with its provider where that alone does not tell. */
export const baseName = ({ model, provider }: Pick<Base, "model" | "provider">, bases: readonly Base[]): string =>
  provider !== null && bases.filter((base) => base.model === model).length > 1 ? `${provider}/${model}` : model;

/** Input, output and the price per request come first; --json has all of them. */
const MOST_MOVES = 3;
const HEADER = ["NAME", "WHAT", "FROM", "30 DAYS", "BEFORE -> AFTER"];

/** `accepted`: names of held rows that are written. */
export const changeTable = (rows: readonly ChangeRow[], accepted: readonly string[] = []): string =>
  textTable(
    HEADER,
    rows.map((row) => [row.model, what(row, accepted), from(row), impact(row), words(row)]),
  );

function what(row: ChangeRow, accepted: readonly string[]): string {
  if (isToChoose(row)) return "to choose";
  if (row.seen !== null && !isAccepted(row, accepted)) return "held";
  return row.outcome === "added" ? "new" : row.outcome;
}

const from = ({ place, base, bases }: ChangeRow): string =>
  place ?? (base ? (base.key ?? baseName(base, bases)) : bases.map((each) => baseName(each, bases)).join(", "));

function words(row: ChangeRow): string {
  const { bases, refusal, differences, held, notes } = row;
  if (isToChoose(row)) {
    return `choose: ${bases.map((base) => `${baseName(base, bases)} (${priceText(base.terms)})`).join(" or ")}`;
  }
  if (refusal) return describeRefusal(refusal);
  const moves = differences.map(({ field, from: old, to, percent }) => {
    const ratio = percent === null || percent === "0" ? "" : ` (${percent.startsWith("-") ? "" : "+"}${percent} %)`;
    return `${field} ${old ?? "none"} -> ${to ?? "none"}${ratio}`;
  });
  const more = moves.length > MOST_MOVES ? `, ${moves.length - MOST_MOVES} more` : "";
  const why = [...new Set(held.map(describeHeld)), ...notes].map((reason) => `; ${reason}`);
  return moves.slice(0, MOST_MOVES).join(", ") + more + why.join("");
}

function priceText(terms: Base["terms"]): string {
  if (!terms) return "no price";
  const { inputPer1M: input, outputPer1M: output } = terms;
  if (input === undefined && output === undefined) return `${terms.perRequest ?? "?"} a request`;
  return `${input ?? "none"} / ${output ?? "none"}`;
}

const impact = ({ impact: found }: ChangeRow): string =>
  found
    ? `${found.reports === 0 ? `${found.requests} requests` : usageText(found.requests, found.reports)}, ${side(found.beforeUsd, found.unpricedBefore + found.unpricedReportsBefore, found)} -> ${side(found.afterUsd, found.unpricedAfter + found.unpricedReportsAfter, found)}`
    : "";

/** What has no cost is no $0. */
const side = (usd: string, unpriced: number, all: Readonly<{ requests: number; reports: number }>): string =>
  unpriced === all.requests + all.reports ? "no cost" : `$${usd}`;
