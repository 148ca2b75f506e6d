/** Discounts and margins for people. Units: percents, USD per request. */
import type { RouterOutputs } from "./client";
import { impactLines } from "./impact-text";
import { textTable } from "./text-table";

export type AdjustmentChange = RouterOutputs["adjustments"]["set"];
type Listed = RouterOutputs["adjustments"]["list"]["adjustments"][number];
/** A missing one is none. */
export type Terms = Readonly<
  Partial<Record<"discountPercent" | "marginPercent" | "fixedMarginUsd", string | null | undefined>>
>;

const HEADER = ["PROVIDER", "DISCOUNT", "MARGIN", "PER REQUEST", "FROM", "UNTIL", "STATE", "SET BY"];

export const adjustmentTable = (adjustments: readonly Listed[]): string =>
  textTable(
    HEADER,
    adjustments.map(({ provider, discountPercent, marginPercent, fixedMarginUsd, ...window }) => [
      provider,
      percent(discountPercent),
      percent(marginPercent),
      fixedMarginUsd === null ? NONE : `$${fixedMarginUsd}`,
      window.validFrom,
      window.validUntil ?? NONE,
      window.standing,
      window.actor,
    ]),
  );

const NONE = "-";
const percent = (of: string | null) => (of === null ? NONE : `${of} %`);

/** `terms` null: the adjustment is ended. `impact` is the look's before it. */
export function changeText(
  { dryRun, provider, effectiveFrom, ended, dropped }: AdjustmentChange,
  terms: Terms | null,
  impact: AdjustmentChange["impact"],
): string {
  const would = (done: string) => (dryRun ? `would be ${done}` : done);
  const lines = [
    ...(terms ? [`${termsText(terms)}, from ${effectiveFrom}: ${would("set")}.`] : []),
    ...ended.map((one) => `${termsText(one)}: ${would("ended")} at ${effectiveFrom}.`),
    ...dropped.map((one) => `${termsText(one)}, from ${one.validFrom}: ${would("dropped")}.`),
  ];
  return [
    ...lines.map((line) => `${provider}: ${line}`),
    ...(impact ? impactLines(impact, terms ? "Were it in force now" : "Without it") : []),
    ...(dryRun ? ["Nothing was written."] : []),
  ].join("\n");
}

const termsText = ({ discountPercent, marginPercent, fixedMarginUsd }: Terms): string =>
  [
    ...(discountPercent ? [`discount ${discountPercent} %`] : []),
    ...(marginPercent ? [`margin ${marginPercent} %`] : []),
    ...(fixedMarginUsd ? [`$${fixedMarginUsd} a request`] : []),
  ].join(", ");
