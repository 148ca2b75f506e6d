/** Findings about names: keys that clash, wildcards that never or always win, letter case. */
import { EMPTY_CATALOG } from "../catalog-view";
import { isWildcard, normalisedKey, wildcardPrefix } from "../model-name";
import { resolve } from "../resolve";
import { currentVersions, type Finding, isYoung, type LintInput, SEVERITY } from "./finding";

const EXAMPLES = 5;

export function lintNames(input: LintInput): readonly Finding[] {
  const models = currentVersions(input).map(({ model }) => model);
  return [
    ...keyClashes(
      models.filter((model) => !isWildcard(model)),
      input.requestsByName,
    ),
    ...models.filter(isWildcard).flatMap((model) => lintWildcard(input, model, models)),
    ...(input.requestsByName ? caseDifferences(models, input.requestsByName) : []),
  ];
}

/** The entry with most traffic, else the first by name, is the one to keep. */
function keyClashes(models: readonly string[], requestsByName: LintInput["requestsByName"]): readonly Finding[] {
  const byKey = new Map<string, string[]>();
  for (const model of models) {
    const key = normalisedKey(model);
    byKey.set(key, [...(byKey.get(key) ?? []), model]);
  }
  const requests = (model: string): number => requestsByName?.get(model) ?? 0;
  return [...byKey.values()].flatMap((group) => {
    const [kept, ...others] = group.toSorted((a, b) => requests(b) - requests(a));
    return others.map(
      (model): Finding => ({
        ...finding("normalised-key-clash", model),
        kept: kept ?? model,
        remedy: { action: "deactivate" },
      }),
    );
  });
}

function lintWildcard(input: LintInput, model: string, models: readonly string[]): readonly Finding[] {
  const prefix = wildcardPrefix(model);
  const winner = models.find((other) => isWildcard(other) && wildcardPrefix(other) === prefix);
  if (winner !== undefined && winner !== model) {
    return [{ ...finding("wildcard-unreachable", model), winner, remedy: { action: "deactivate" } }];
  }
  const isJudged = input.requestsByName !== undefined && !isYoung(input, model);
  const shadowed = isJudged && shadowedBy(input, model, [...(input.requestsByName?.keys() ?? [])]);
  const hidden = [...input.catalog.keysAt(input.at)].filter((key) => normalisedKey(key).startsWith(prefix));
  return [
    ...(shadowed && shadowed.length > 0
      ? [{ ...finding("wildcard-shadowed", model), winners: shadowed, remedy: { action: "deactivate" as const } }]
      : []),
    ...(hidden.length > 0
      ? [
          {
            ...finding("wildcard-hides-catalog", model),
            count: hidden.length,
            examples: hidden.slice(0, EXAMPLES),
            remedy: { action: "mark-reviewed" as const },
          },
        ]
      : []),
  ];
}

/** The entries that answer instead for every name with traffic it covers; none when it answers one. */
function shadowedBy(input: LintInput, model: string, names: readonly string[]): readonly string[] {
  const winners = new Set<string>();
  for (const name of names) {
    if (!normalisedKey(name).startsWith(wildcardPrefix(model))) continue;
    const resolution = resolve(input.book, EMPTY_CATALOG, { model: name, at: input.at });
    if (!("version" in resolution) || resolution.version.model === model) return [];
    winners.add(resolution.version.model);
  }
  return [...winners].slice(0, EXAMPLES);
}

function caseDifferences(models: readonly string[], requestsByName: ReadonlyMap<string, number>): readonly Finding[] {
  const exact = models.filter((model) => !isWildcard(model));
  const byLowerCase = new Map(exact.map((model) => [normalisedKey(model).toLowerCase(), model]));
  const keys = new Set(exact.map(normalisedKey));
  return [...requestsByName].flatMap(([sentName, requests]): Finding[] => {
    const key = normalisedKey(sentName);
    const model = keys.has(key) ? undefined : byLowerCase.get(key.toLowerCase());
    if (model === undefined || requestsByName.has(model)) return [];
    return [
      { ...finding("case-only-difference", model), sentName, requests, remedy: { action: "rename", to: sentName } },
    ];
  });
}

function finding<C extends keyof typeof SEVERITY>(
  code: C,
  model: string,
): { code: C; model: string; severity: (typeof SEVERITY)[C] } {
  return { code, model, severity: SEVERITY[code] };
}
