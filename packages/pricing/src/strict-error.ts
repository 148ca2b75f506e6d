/** The strict mode's error text. Source: pricing.md section 3, verbatim; hints follow on their own lines. */
import { hintSentence } from "./hint-sentence";
import type { Hint } from "./hints";

export const strictError = (model: string, hints: readonly Hint[] = []): string =>
  [
    `No pricing found for model [${model}]. Add it to the price book or contribute the model at https://github.com/BerriAI/litellm`,
    ...hints.map(hintSentence),
  ].join("\n");
