/**
 * Everything that looks wrong in the price book as it is in force, gravest first.
 *
 * Errors  none. Rules whose facts are absent (traffic, review times) stay silent.
 */
import { type Finding, LINT_CODES, type LintSeverity } from "./finding";
import type { LintInput } from "./lint-context";
import { lintNames } from "./lint-names";
import { lintPrices } from "./lint-prices";
import { lintUse } from "./lint-use";

const GRAVITY: readonly LintSeverity[] = ["error", "warning", "info"];

export const lintPriceBook = (input: LintInput): readonly Finding[] =>
  [...lintNames(input), ...lintPrices(input), ...lintUse(input)].sort(
    (a, b) =>
      GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity) ||
      LINT_CODES.indexOf(a.code) - LINT_CODES.indexOf(b.code) ||
      (a.model < b.model ? -1 : 1),
  );
