/** What changes in a price, in one line: `input $3 → $4 (+33.33 %)`. Units: USD per 1M tokens, USD per request. */
import type { TermsChange } from "@ratecard/pricing";
import { fieldName } from "./field-name";
import { Quiet, TwoLines } from "./quiet";

export type Difference = TermsChange;

type DifferencesProps = Readonly<{
  differences: readonly Difference[];
  /** It is written all the same: today's price, from an earlier or later date on. */
  isWritten?: boolean;
}>;

export function Differences({ differences, isWritten = false }: DifferencesProps) {
  if (differences.length === 0) {
    const words = isWritten ? "the same price, from that date on" : "nothing changes";
    return (
      <TwoLines c="dimmed" title={words}>
        {words}
      </TwoLines>
    );
  }
  const sentence = differences.map(differenceText).join(" · ");
  return <TwoLines title={sentence}>{sentence}</TwoLines>;
}

export function differenceText(difference: Difference): string {
  const { field, unit, from, to, percent } = difference;
  const name = fieldName(field);
  const shown = (text: string | null) => valueText(difference, text);
  if (field === "isActive") return to === "true" ? "switched on" : "switched off";
  if (field === "provider") return `${name} ${from ?? "none"} → ${to ?? "none"}`;
  if (unit === "text") return `${name} ${from === null ? "added" : to === null ? "taken away" : "changed"}`;
  const move = from === null ? shown(to) : `${shown(from)} → ${shown(to)}`;
  return percent === null || percent === "0" ? `${name} ${move}` : `${name} ${move} (${withSign(percent)} %)`;
}

export const valueText = ({ unit }: Pick<Difference, "unit">, text: string | null): string =>
  text === null ? "nothing" : unit.startsWith("usd") ? `$${text}` : text;

export const withSign = (percent: string) => (percent.startsWith("-") ? percent : `+${percent}`);

/** `fields`: so many are named in the line. */
type TermsChangesProps = Readonly<{ changes: readonly TermsChange[]; fields?: number }>;

/** What differs between two prices, in one line: the first differences, all of them on hover. Units: decimal text in USD. */
export function TermsChanges({ changes, fields = 1 }: TermsChangesProps) {
  const more = changes.length - fields;
  return (
    <span data-tip={changes.map(changeText).join(", ")}>
      <TwoLines>
        {changes.slice(0, fields).map(changeText).join(", ")}
        {more > 0 && <Quiet> and {more} more</Quiet>}
      </TwoLines>
    </span>
  );
}

const changeText = (change: TermsChange): string => {
  const { field, from, to, unit } = change;
  const move = `${valueText(change, from)} → ${valueText(change, to)}`;
  return `${fieldName(field)} ${move}${unit === "usd-per-1m" ? " / 1M" : ""}`;
};
