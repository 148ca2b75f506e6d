/**
 * Thresholds and tiers that contradict each other: for some count of tokens two of them would hold.
 * Units   prompt tokens. Errors: answers the field of the second one, and the remedy.
 */
import type { PriceTerms } from "@ratecard/pricing";

type Problem = Readonly<{ field: string; problem: string }>;

export const boundProblems = ({ thresholds = [], tiers = [] }: PriceTerms): readonly Problem[] => [
  ...thresholds.flatMap(({ aboveTokens }, index): Problem[] => {
    const first = thresholds.findIndex((other) => other.aboveTokens === aboveTokens);
    if (first === index) return [];
    const problem = `begins at ${aboveTokens} tokens, as thresholds[${first}] does. Keep one of them.`;
    return [{ field: `thresholds[${index}].aboveTokens`, problem }];
  }),
  ...tiers.flatMap(({ fromTokens, toTokens }, index): Problem[] => {
    const first = tiers.findIndex((other) => other.fromTokens < toTokens && fromTokens < other.toTokens);
    if (first === index) return [];
    return [{ field: `tiers[${index}]`, problem: `overlaps tiers[${first}]. End each one where the next begins.` }];
  }),
];
