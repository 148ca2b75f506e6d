/** The strict mode's error text. Source: pricing.md section 3, verbatim; hints follow on their own lines. */
import type { Hint } from "./hints";

const HOUR_MS = 60 * 60 * 1000;

export const strictError = (model: string, hints: readonly Hint[] = []): string =>
  [
    `No pricing found for model [${model}]. Add it to the price book or contribute the model at https://github.com/BerriAI/litellm`,
    ...hints.map(hintSentence),
  ].join("\n");

export function hintSentence(hint: Hint): string {
  switch (hint.kind) {
    case "nearest-names":
      return `Nearest known names: ${hint.names.map(({ name }) => name).join(", ")}.`;
    case "provider-not-detected":
      return "Provider not detected: send the provider with the request.";
    case "catalog-missing":
      return "No catalogue is loaded.";
    case "catalog-stale":
      return `The catalogue (${hint.source}) is ${Math.floor(hint.ageMs / HOUR_MS)} hours old.`;
  }
}
