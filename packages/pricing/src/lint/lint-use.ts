/** Findings about use: prices nobody needs, prices nobody looked at. Time: 30 days of 24 hours. */
import { isWildcard, normalisedKey, wildcardPrefix } from "../model-name";
import { type Finding, SEVERITY } from "./finding";
import { currentVersions, type LintInput } from "./lint-context";

const DAY_MS = 24 * 60 * 60 * 1000;
const STALE_DAYS = 30;

export function lintUse(input: LintInput): readonly Finding[] {
  const models = currentVersions(input).map(({ model }) => model);
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
  const days = last === undefined ? 0 : Math.floor((at - last) / DAY_MS);
  if (days < STALE_DAYS) return [];
  return [{ code: "stale", model, severity: SEVERITY.stale, days, remedy: { action: "mark-reviewed" } }];
}
