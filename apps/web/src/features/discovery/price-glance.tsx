/**
 * A price in one line: input and output per 1M tokens, else the price per request; more on hover.
 * Units  terms JSON: USD per 1,000,000 tokens and USD per request, decimal text.
 */
import { Group } from "@mantine/core";
import { Quiet } from "#web/components/quiet";
import type { TermsJson } from "@ratecard/pricing";
import { Money } from "#web/components/money";
import { KIND_WORDS } from "#web/components/rung-words";

type PriceGlanceProps = Readonly<{ terms: TermsJson | null | undefined; absent?: string }>;

export function PriceGlance({ terms, absent = "no price" }: PriceGlanceProps) {
  if (!terms) return <Money usd={null} absent={absent} />;
  const { input, output } = terms.ratesPer1M ?? {};
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
  if (terms.perRequestUsd === undefined) return <Money usd={null} absent="priced by other units only" />;
  return (
    <span>
      <Money usd={terms.perRequestUsd} unit="per request" />
      <Quiet>{" / request"}</Quiet>
    </span>
  );
}

const OTHER_PARTS: readonly (readonly [part: keyof TermsJson, words: string])[] = [
  ["thresholds", "higher rates for long prompts"],
  ["tiers", "rates by prompt length"],
  ["serviceTiersPer1M", "service tiers and batches"],
  ["offPeak", "off-peak hours"],
  ["multipliers", "regional multipliers"],
  ["requestFeeUsd", "a fee per request"],
  ["unitsUsd", "prices of other units"],
  ["queryTiers", "prices of searches"],
];

/** What the glance leaves out. */
function besidesOf(terms: TermsJson): string[] {
  const kinds = Object.keys(terms.ratesPer1M ?? {}).filter((kind) => kind !== "input" && kind !== "output");
  const parts = OTHER_PARTS.filter(([part]) => terms[part] !== undefined).map(([, words]) => words);
  return [...kinds.map((kind) => (KIND_WORDS[kind] ?? kind).toLowerCase()), ...parts];
}
