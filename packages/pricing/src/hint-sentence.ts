/** One sentence for each hint, with the evidence of what it suggests. */
import type { Hint, SuggestedName } from "./hints";
import { nameParts } from "./name-parts";

const HOUR_MS = 60 * 60 * 1000;

export function hintSentence(hint: Hint): string {
  switch (hint.kind) {
    case "nearest-names":
      return `Nearest known names: ${hint.names.map(withEvidence).join(", ")}.`;
    case "names-of-provider":
      return `Names of ${hint.provider} in the catalogue: ${hint.names.map(withEvidence).join(", ")}.`;
    case "free-variant":
      return `OpenRouter serves names that end in ":free" for nothing. If it serves this one, price "${hint.model}" at 0.`;
    case "provider-not-detected":
      return "Provider not detected: send the provider with the request.";
    case "provider-guessed":
      return `The provider is guessed from the name (${hint.provider}). Send it with the request.`;
    case "catalog-missing":
      return "No catalogue is loaded.";
    case "catalog-stale":
      return `The catalogue (${hint.source}) is ${Math.floor(hint.ageMs / HOUR_MS)} hours old.`;
  }
}

const withEvidence = (suggested: SuggestedName): string => {
  const evidence = suggestionEvidence(suggested);
  return evidence === null ? suggested.name : `${suggested.name} (${evidence})`;
};

/** Why a name is suggested; null: it is spelled almost alike. */
export function suggestionEvidence({ name, difference, source }: SuggestedName): string | null {
  const reason = reasonOf(name, difference);
  const price = source === "none" ? "has no price either" : null;
  const parts = [reason, price].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join("; ");
}

function reasonOf(name: string, difference: SuggestedName["difference"]): string | null {
  const { variant, tune, version } = nameParts(name);
  switch (difference) {
    case "case":
      return "only letter case or dots differ";
    case "variant":
      return variant === "" ? "the model without the route after the colon" : `the model by the route ":${variant}"`;
    case "fine-tune":
      return tune === "" ? "the model it is tuned from" : "fine-tunes of the model";
    case "version":
      return version === "" ? "the name without a date or version" : "another date or version";
    case "prefix":
      return "the same model under another prefix";
    case "typo":
      return null;
  }
}
