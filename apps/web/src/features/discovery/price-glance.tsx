/**
 * A price in one line: input and output per 1M tokens, else the price per request; more on hover.
 * Units  terms JSON: USD per 1,000,000 tokens and USD per request, decimal text.
 */
import { Absent, Quiet } from "#web/components/quiet";
import { RATE_FIELDS, type TermsJson } from "@ratecard/pricing";
import { FIELD_LABELS } from "#web/components/money-fields";
import { exactAmount, readableAmount } from "#web/components/money";

type PriceGlanceProps = Readonly<{ terms: TermsJson | null | undefined; absent?: string }>;

/** Few elements and one tooltip: a review of 10,000 models is full of them. */
export function PriceGlance({ terms, absent = "no price" }: PriceGlanceProps) {
  if (!terms) return <Absent title={absent} />;
  const { inputPer1M: input, outputPer1M: output, perRequest } = terms;
  const besides = besidesOf(terms);
  const more = besides.length > 0 && <Quiet title={`Also: ${besides.join(", ")}`}>{` +${besides.length}`}</Quiet>;
  if (input !== undefined || output !== undefined) {
    return (
      <span data-tip={`${rateWords(input, "input")}, ${rateWords(output, "output")}`}>
        {input === undefined ? <Absent title="no input price" /> : readableAmount(input)}
        <Quiet>{" / "}</Quiet>
        {output === undefined ? <Absent title="no output price" /> : readableAmount(output)}
        {more}
      </span>
    );
  }
  if (perRequest === undefined) {
    return (
      <span>
        <Absent title="priced by other units only" />
        {more}
      </span>
    );
  }
  return (
    <span data-tip={`${exactAmount(perRequest)} USD per request`}>
      {readableAmount(perRequest)}
      <Quiet>{" / request"}</Quiet>
      {more}
    </span>
  );
}

const rateWords = (usd: string | undefined, side: "input" | "output"): string =>
  usd === undefined ? `no ${side} price` : `${exactAmount(usd)} USD per 1M ${side} tokens`;

const OTHER_PARTS: readonly (readonly [part: keyof TermsJson, words: string])[] = [
  ["thresholds", "higher rates for long prompts"],
  ["tiers", "rates by prompt length"],
  ["serviceTiers", "service tiers and batches"],
  ["offPeak", "off-peak hours"],
  ["multipliers", "regional multipliers"],
  ["requestFee", "a fee per request"],
  ["perUnit", "prices of other units"],
  ["queryTiers", "prices of searches"],
];

const OTHER_RATES = RATE_FIELDS.filter((field) => field !== "inputPer1M" && field !== "outputPer1M");

/** What the glance leaves out. */
function besidesOf(terms: TermsJson): readonly string[] {
  const shown = [terms.inputPer1M, terms.outputPer1M, terms.perRequest].filter((usd) => usd !== undefined);
  if (Object.keys(terms).length === shown.length) return [];
  const rates = OTHER_RATES.filter((field) => terms[field] !== undefined).map((field) => FIELD_LABELS[field]);
  const parts = OTHER_PARTS.filter(([part]) => terms[part] !== undefined).map(([, words]) => words);
  return [...rates.map((label) => label.toLowerCase()), ...parts];
}
