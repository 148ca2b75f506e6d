/**
 * Findings about values: unit mistakes, drift from the catalogue, output below input.
 *
 * Units   pico-USD per token; a remedy's terms are complete, ready to be published.
 */
import { compareRates, decimal, divideDecimal, isZeroRate, type RatePerToken, scaleRate } from "@ratecard/money";
import { findBare, findScoped } from "../catalog-rungs";
import type { CatalogHit, CatalogView } from "../catalog-view";
import { diffTerms } from "../diff-terms";
import { isWildcard } from "../model-name";
import type { PriceTerms } from "../price-terms";
import type { PriceVersion } from "../price-version";
import { TOKEN_KINDS } from "../token-kinds";
import { type UnitSuspect, unitSuspect } from "../unit-suspect";
import { type Finding, SEVERITY } from "./finding";
import { currentVersions, type LintInput } from "./lint-context";

export const lintPrices = (input: LintInput): readonly Finding[] =>
  currentVersions(input).flatMap((version) => {
    const suspects = unitSuspects(input, version);
    return [...suspects, ...(suspects.length > 0 ? [] : drift(input, version)), ...outputCheaperThanInput(version)];
  });

function unitSuspects(input: LintInput, version: PriceVersion): readonly Finding[] {
  const references = [input.catalog, input.reference].flatMap((view) => listed(view, version, input.at) ?? []);
  const finding = TOKEN_KINDS.flatMap((kind): Finding[] => {
    const rate = version.terms.rates[kind];
    const others = references.flatMap(({ terms }) => terms.rates[kind] ?? []);
    const suspect = rate === undefined ? undefined : unitSuspect(rate, others);
    if (!suspect) return [];
    return [
      {
        code: "unit-suspect",
        model: version.model,
        severity: SEVERITY["unit-suspect"],
        kind,
        suspect,
        references: others.length,
        remedy: { action: "set-terms", terms: corrected(version.terms, suspect) },
      },
    ];
  });
  return finding.slice(0, 1);
}

/** All base rates brought to the unit the references speak of: a unit is mistaken for a whole entry. */
function corrected(terms: PriceTerms, { factor, direction }: UnitSuspect): PriceTerms {
  const times = direction === "divided" ? decimal(BigInt(factor)) : divideDecimal(decimal(1n), BigInt(factor), 6);
  const rates = Object.entries(terms.rates).flatMap(([kind, rate]): [string, RatePerToken][] => {
    const scaled = scaleRate(rate, times);
    return scaled.ok ? [[kind, scaled.value]] : [];
  });
  return { ...terms, rates: Object.fromEntries(rates) };
}

function drift(input: LintInput, version: PriceVersion): readonly Finding[] {
  const hit = listed(input.catalog, version, input.at);
  if (!hit) return [];
  const { perRequest, ...terms } = version.terms;
  const changes = diffTerms(terms, hit.terms).filter(
    ({ from, to, unit }) => from !== null && to !== null && unit !== "text",
  );
  if (changes.length === 0) return [];
  const aligned = perRequest === undefined ? hit.terms : { ...hit.terms, perRequest };
  return [
    {
      code: "catalog-drift",
      model: version.model,
      severity: SEVERITY["catalog-drift"],
      catalogKey: hit.key,
      changes,
      remedy: { action: "set-terms", terms: aligned },
    },
  ];
}

/** Embeddings have no output: an explicit 0 is meant. */
function outputCheaperThanInput({ model, terms }: PriceVersion): readonly Finding[] {
  const { input, output } = terms.rates;
  if (input === undefined || output === undefined || isZeroRate(output) || compareRates(output, input) >= 0) return [];
  return [
    {
      code: "output-cheaper-than-input",
      model,
      severity: SEVERITY["output-cheaper-than-input"],
      remedy: { action: "set-terms", terms: { ...terms, rates: { ...terms.rates, input: output, output: input } } },
    },
  ];
}

const listed = (view: CatalogView, { model, provider }: PriceVersion, at: number): CatalogHit | undefined =>
  isWildcard(model) ? undefined : (findScoped(view, provider, model, at) ?? findBare(view, provider, model, at));
