/** Findings about use: prices nobody needs, prices nobody looked at. Time: 30 days of 24 hours. */
import { isWildcard, normalisedKey, wildcardPrefix } from "../model-name";
import { type Finding, SEVERITY } from "./finding";
import { currentVersions, type LintInput } from "./lint-context";

const DAY_MS = 24 * 60 * 60 * 1000;
const STALE_DAYS = 30;

export function lintUse(input: LintInput): readonly Finding[] {
  const models = currentVersions(input).map(({ model }) => model);
  return models.flatMap((model) => [...withoutTraffic(input, model), ...stale(input, model)]);
}

function withoutTraffic({ requestsByName }: LintInput, model: string): readonly Finding[] {
  if (!requestsByName) return [];
  const isUsed = [...requestsByName.keys()].some((name) =>
    isWildcard(model)
      ? normalisedKey(name).startsWith(wildcardPrefix(model))
      : normalisedKey(name) === normalisedKey(model),
  );
  if (isUsed) return [];
  const code = "price-without-traffic";
  return [{ code, model, severity: SEVERITY[code], remedy: { action: "deactivate" } }];
}

function stale({ reviewedAt, at }: LintInput, model: string): readonly Finding[] {
  const last = reviewedAt?.get(model);
  const days = last === undefined ? 0 : Math.floor((at - last) / DAY_MS);
  if (days < STALE_DAYS) return [];
  return [{ code: "stale", model, severity: SEVERITY.stale, days, remedy: { action: "mark-reviewed" } }];
}
