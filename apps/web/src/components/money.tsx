/**
 * The one way an amount is shown: readable at a glance, exact on hover.
 * Units  `usd` is a decimal string in USD as the server sends it; null is "not priced" and never shown as 0.
 */
import { Text, type TextProps } from "@mantine/core";
import { formatUsd, parseSignedUsd, parseUsd, percentDifference, readableUsd } from "@ratecard/money";
import { Absent, InlineText } from "./quiet";

type MoneyProps = Readonly<{
  usd: string | null | undefined;
  /** Said on hover and to screen readers when there is no amount. */
  absent?: string;
  /** All digits in the text itself, for arithmetic that is shown line by line. */
  exact?: boolean;
  /** Added to the exact value on hover: "per 1M tokens". */
  unit?: string;
}> &
  Pick<TextProps, "c" | "fw" | "size">;

export function Money({ usd, absent = "not priced", exact = false, unit, ...text }: MoneyProps) {
  if (usd === null || usd === undefined) {
    return (
      <InlineText {...text}>
        <Absent title={absent} />
      </InlineText>
    );
  }
  const { glance, full } = textsOf(usd);
  const hover = unit === undefined ? `${full} USD` : `${full} USD ${unit}`;
  const shown = exact ? full : glance;
  return (
    <InlineText {...text} tip={exact && unit === undefined ? undefined : hover} isLong={shown.length > USUAL_LENGTH}>
      {shown}
    </InlineText>
  );
}

/** "-$0.00123". What is longer are many zeros, and the digits behind them. */
const USUAL_LENGTH = 9;

type Texts = Readonly<{ glance: string; full: string }>;

/** The same prices and 0 stand in most rows of a table. So many are kept; then it begins anew. */
const known = new Map<string, Texts>();
const MOST_KNOWN = 2_000;

function textsOf(usd: string): Texts {
  const texts = known.get(usd);
  if (texts) return texts;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = makeTexts(usd);
  known.set(usd, made);
  return made;
}

/** Text outside of Money's grammar (a rate finer than a pico-dollar) is shown as it came: never rounded silently. */
function makeTexts(usd: string): Texts {
  const parsed = parseSignedUsd(usd);
  if (!parsed.ok) return { glance: `$${usd}`, full: `$${usd}` };
  return { glance: readableUsd(parsed.value), full: withSign(formatUsd(parsed.value)) };
}

/** An amount inside a sentence. */
export const readableAmount = (usd: string): string => textsOf(usd).glance;

/** The same with all of its digits. */
export const exactAmount = (usd: string): string => textsOf(usd).full;

const withSign = (text: string) => (text.startsWith("-") ? `-$${text.slice(1)}` : `$${text}`);

type UsdMoveProps = Readonly<{ before: string | null; after: string | null; percent?: boolean }>;

/** An amount before and after, and by how many percent it moves. Units: decimal strings in USD; null: there is no cost, which is not 0. */
export const UsdMove = ({ before, after, percent = false }: UsdMoveProps) => (
  <span style={{ whiteSpace: "nowrap" }}>
    <Cost usd={before} /> → <Cost usd={after} {...(percent && { fw: 600 })} />
    {percent && before !== null && after !== null && <Percent before={before} after={after} />}
  </span>
);

const Cost = ({ usd, fw }: Readonly<{ usd: string | null; fw?: number }>) =>
  usd === null ? <>no cost</> : <Money usd={usd} {...(fw !== undefined && { fw })} />;

function Percent({ before, after }: Readonly<{ before: string; after: string }>) {
  const [from, to] = [parseUsd(before), parseUsd(after)];
  const percent = from.ok && to.ok ? percentDifference(from.value, to.value, 1) : undefined;
  if (percent === undefined || percent === "0") return null;
  const isMore = !percent.startsWith("-");
  return (
    <Text span inherit c={isMore ? "var(--rc-warn)" : "dimmed"}>
      {" "}
      {isMore ? "+" : "−"}
      {percent.replace("-", "")} %
    </Text>
  );
}
