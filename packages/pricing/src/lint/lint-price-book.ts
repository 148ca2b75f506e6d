/**
 * Everything that looks wrong in the price book as it is in force, gravest first.
 * Errors  none. Rules whose facts are absent (traffic, review times) stay silent.
 */
import { isWildcard, normalisedKey, wildcardPrefix } from "../model-name";
import {
  currentVersions,
  type Finding,
  isYoung,
  LINT_CODES,
  type LintInput,
  type LintSeverity,
  SEVERITY,
  USE_DAYS,
  wholeDaysSince,
} from "./finding";
import { lintNames } from "./lint-names";
import { lintPrices } from "./lint-prices";

const GRAVITY: readonly LintSeverity[] = ["error", "warning", "info"];

export const lintPriceBook = (input: LintInput): readonly Finding[] =>
  [...lintNames(input), ...lintPrices(input), ...lintUse(input)].sort(
    (a, b) =>
      GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity) ||
      LINT_CODES.indexOf(a.code) - LINT_CODES.indexOf(b.code) ||
      (a.model < b.model ? -1 : 1),
  );

/** Findings about use: prices without traffic, prices long not looked at. Time: 30 days of 24 hours; younger entries are left alone. */
function lintUse(input: LintInput): readonly Finding[] {
  const models = currentVersions(input).flatMap(({ model }) => (isYoung(input, model) ? [] : [model]));
  const isUsed = input.requestsByName && usedAmong([...input.requestsByName.keys()]);
  return models.flatMap((model) => [...withoutTraffic(model, isUsed), ...stale(input, model)]);
}

/** Normalised once: a book of thousands meets thousands of names. */
function usedAmong(names: readonly string[]): (model: string) => boolean {
  const keys = new Set(names.map(normalisedKey));
  return (model) => {
    if (!isWildcard(model)) return keys.has(normalisedKey(model));
    const prefix = wildcardPrefix(model);
    return [...keys].some((key) => key.startsWith(prefix));
  };
}

function withoutTraffic(model: string, isUsed: ((model: string) => boolean) | undefined): readonly Finding[] {
  if (!isUsed || isUsed(model)) return [];
  const code = "price-without-traffic";
  return [{ code, model, severity: SEVERITY[code], remedy: { action: "deactivate" } }];
}

function stale({ reviewedAt, at }: LintInput, model: string): readonly Finding[] {
  const last = reviewedAt?.get(model);
  const days = last === undefined ? 0 : wholeDaysSince(last, at);
  if (days < USE_DAYS) return [];
  return [{ code: "stale", model, severity: SEVERITY.stale, days, remedy: { action: "mark-reviewed" } }];
}
