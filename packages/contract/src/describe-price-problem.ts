/** Why a value is no price, as the end of a sentence that begins with the field's name. */
import type { JsonProblem, JsonProblemCode } from "@ratecard/pricing";
import type { FieldProblem } from "./errors";

const PROBLEMS = {
  "not-a-decimal-literal":
    "is not a decimal number. Write it as 3 or 0.25, without separators or units; null means no price.",
  "not-a-number": "is NaN, which is no price. Enter a decimal number, or null for no price.",
  infinite: "is infinite. Enter a decimal number, or null for no price.",
  negative: "is negative. Enter 0 for free, or a positive number.",
  "too-large": "is larger than any price may be (1,000,000 USD per 1,000 tokens or per request). Check the unit.",
  "too-fine":
    "has more decimals than are kept (6 for USD per 1M tokens, 9 per 1K, 12 for USD per request). Check the unit (0.0000025 per token is 2.5 per 1M), or round it.",
  "not-an-object": "must be an object.",
  "not-a-list": "must be a list.",
  "not-text": 'must be decimal text, as "0.25".',
  "not-a-whole-number": "must be a whole number that is not negative.",
  "not-a-boolean": "must be true or false.",
  "unknown-field": "is not a field of a price. Check its spelling.",
  "out-of-order": "has its bounds out of order. Put the smaller one first.",
  "named-twice": "is there twice. Keep one of them.",
  overlaps: "lies inside another tier. Let it begin where that one ends.",
  "no-rate": "names no rate. Enter at least one, or take the row away.",
  "tier-without-input": "is missing, and a tier without a price for input tokens prices nothing. Enter one; 0 is free.",
} satisfies Record<JsonProblemCode, string>;

export const describePriceProblem = (problem: JsonProblemCode): string => PROBLEMS[problem];

export const describePriceProblems = (problems: readonly JsonProblem[]): readonly FieldProblem[] =>
  problems.map(({ path, problem }) => ({ field: path, problem: describePriceProblem(problem) }));
