/**
 * A price in one line: input and output per 1M tokens, else the price per request; more on hover.
 * Units  terms JSON: USD per 1,000,000 tokens and USD per request, decimal text.
 */
import { Group } from "@mantine/core";
import { Quiet } from "#web/components/quiet";
import { RATE_FIELDS, type TermsJson } from "@ratecard/pricing";
import { FIELD_LABELS } from "#web/components/money-fields";
import { Money } from "#web/components/money";

type PriceGlanceProps = Readonly<{ terms: TermsJson | null | undefined; absent?: string }>;

export function PriceGlance({ terms, absent = "no price" }: PriceGlanceProps) {
  if (!terms) return <Money usd={null} absent={absent} />;
  const { inputPer1M: input, outputPer1M: output } = terms;
  const beside = besidesOf(terms);
  return (
    <Group gap={4} wrap="nowrap" component="span">
      {input === undefined && output === undefined ? (
        <Flat terms={terms} />
      ) : (
        <span>
          <Money usd={input} unit="per 1M input tokens" absent="no input price" />
          <Quiet>{" / "}</Quiet>
          <Money usd={output} unit="per 1M output tokens" absent="no output price" />
        </span>
      )}
      {beside.length > 0 && <Quiet title={`Also: ${beside.join(", ")}`}>+{beside.length}</Quiet>}
    </Group>
  );
}

function Flat({ terms }: Readonly<{ terms: TermsJson }>) {
  if (terms.perRequest === undefined) return <Money usd={null} absent="priced by other units only" />;
  return (
    <span>
      <Money usd={terms.perRequest} unit="per request" />
      <Quiet>{" / request"}</Quiet>
    </span>
  );
}

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
function besidesOf(terms: TermsJson): string[] {
  const rates = OTHER_RATES.filter((field) => terms[field] !== undefined).map((field) => FIELD_LABELS[field]);
  const parts = OTHER_PARTS.filter(([part]) => terms[part] !== undefined).map(([, words]) => words);
  return [...rates.map((label) => label.toLowerCase()), ...parts];
}
