/**
 * A price in one line: input and output per 1M tokens, else a unit, else a request; what is left out is named on hover.
 * Units  terms JSON: USD per 1,000,000 tokens, per unit and per request, decimal text.
 */
import { oneUnit, RATE_FIELDS, type TermsJson, unitPrices } from "@ratecard/pricing";
import { FIELD_LABELS } from "./money-fields";
import { exactAmount, readableAmount } from "./money";
import { Absent, Quiet } from "./quiet";

/** Over a column of them: without a word of their own they are per 1M tokens. */
export const PRICE_HEADER = "Price, in / out per 1M";

type PriceGlanceProps = Readonly<{ terms: TermsJson | null | undefined; absent?: string }>;

/** Few elements and one tooltip: a review of 10,000 models is full of them. */
export function PriceGlance({ terms, absent = "no price" }: PriceGlanceProps) {
  if (!terms) return <Absent title={absent} />;
  const { rates, single, besides } = partsOf(terms);
  const more = besides.length > 0 && <Quiet title={`Also: ${besides.join(", ")}`}>{` +${besides.length}`}</Quiet>;
  if (rates) {
    const { input, output } = rates;
    return (
      <span data-tip={`${rateWords(input, "input")}, ${rateWords(output, "output")}`}>
        {input === undefined ? <Absent title="no input price" /> : readableAmount(input)}
        <Quiet>{" / "}</Quiet>
        {output === undefined ? <Absent title="no output price" /> : readableAmount(output)}
        {more}
      </span>
    );
  }
  if (!single) {
    return (
      <span>
        <Absent title="neither tokens nor requests have a price" />
        {more}
      </span>
    );
  }
  return (
    <span data-tip={`${exactAmount(single.usd)} USD per ${single.of}`}>
      {readableAmount(single.usd)}
      <Quiet>{` / ${single.of}`}</Quiet>
      {more}
    </span>
  );
}

/** The same as text with all digits: "$2.5 / $10", "$0.04 / output image". */
export function priceGlanceText(terms: TermsJson | null | undefined): string {
  if (!terms) return "no price";
  const { rates, single, besides } = partsOf(terms);
  if (rates) return [rates.input, rates.output].map((usd) => (usd === undefined ? "—" : exactAmount(usd))).join(" / ");
  return single ? `${exactAmount(single.usd)} / ${single.of}` : besides.join(", ");
}

type Parts = Readonly<{
  rates?: Readonly<{ input: string | undefined; output: string | undefined }>;
  single?: Readonly<{ usd: string; of: string }> | undefined;
  /** What the glance leaves out. */
  besides: readonly string[];
}>;

function partsOf(terms: TermsJson): Parts {
  const { inputPer1M: input, outputPer1M: output, perRequest, ...others } = terms;
  const besides = Object.keys(others).length === 0 ? [] : besidesOf(others);
  if (input !== undefined || output !== undefined) return { rates: { input, output }, besides };
  if (perRequest !== undefined) return { single: { usd: perRequest, of: "request" }, besides };
  const [first, ...units] = unitPrices(terms);
  if (!first) return { besides };
  const rest = besides.filter((words) => words !== UNITS);
  return {
    single: { usd: first.usd, of: oneUnit(first.unit) },
    besides: [...rest, ...units.map(({ unit }) => oneUnit(unit))],
  };
}

const rateWords = (usd: string | undefined, side: "input" | "output"): string =>
  usd === undefined ? `no ${side} price` : `${exactAmount(usd)} USD per 1M ${side} tokens`;

const UNITS = "prices of other units";

const OTHER_PARTS: readonly (readonly [part: keyof TermsJson, words: string])[] = [
  ["thresholds", "higher rates for long prompts"],
  ["tiers", "rates by prompt length"],
  ["serviceTiers", "service tiers and batches"],
  ["offPeak", "off-peak hours"],
  ["multipliers", "regional multipliers"],
  ["requestFee", "a fee per request"],
  ["perUnit", UNITS],
  ["queryTiers", "prices of searches"],
];

const OTHER_RATES = RATE_FIELDS.filter((field) => field !== "inputPer1M" && field !== "outputPer1M");

function besidesOf(terms: TermsJson): readonly string[] {
  const rates = OTHER_RATES.filter((field) => terms[field] !== undefined).map((field) => FIELD_LABELS[field]);
  const parts = OTHER_PARTS.filter(([part]) => terms[part] !== undefined).map(([, words]) => words);
  return [...rates.map((label) => label.toLowerCase()), ...parts];
}
