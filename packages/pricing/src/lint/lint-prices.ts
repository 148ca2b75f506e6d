/**
 * Findings about values: unit mistakes, rates that look like a mistake, drift from the catalogue, output below input.
 * Units   pico-USD per token; a remedy's terms are complete, ready to be published.
 */
import { compareRates, decimal, divideDecimal, isZeroRate, type RatePerToken, scaleRate } from "@ratecard/money";
import { findBare, findScoped } from "../catalog-rungs";
import type { CatalogHit, CatalogView } from "../catalog-view";
import { diffTerms } from "../diff-terms";
import { isWildcard } from "../model-name";
import type { PriceTerms, PriceVersion } from "../price-terms";
import { rateProblems, type UnitSuspect, unitSuspect } from "../rate-sanity";
import { TOKEN_KINDS } from "../token-kinds";
import { currentVersions, type Finding, type LintInput, type Remedy, SEVERITY } from "./finding";

export const lintPrices = (input: LintInput): readonly Finding[] =>
  currentVersions(input).flatMap((version) => {
    const gravest = [unitSuspects, implausibleRates, drift]
      .map((look) => look(input, version))
      .find((found) => found.length > 0);
    return [...(gravest ?? []), ...outputCheaperThanInput(version)];
  });

const referencesOf = (input: LintInput, version: PriceVersion): readonly CatalogHit[] =>
  [input.catalog, input.reference].flatMap((view) => listed(view, version, input.at) ?? []);

function unitSuspects(input: LintInput, version: PriceVersion): readonly Finding[] {
  const references = referencesOf(input, version);
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

/** The catalogue's price mends it, where the catalogue has one; else a person has to look. */
function implausibleRates(input: LintInput, version: PriceVersion): readonly Finding[] {
  const { model, terms } = version;
  const problems = rateProblems(
    terms,
    referencesOf(input, version).map((reference) => reference.terms),
  );
  if (problems.length === 0) return [];
  const code = "implausible-rate";
  const hit = listed(input.catalog, version, input.at);
  const remedy: Remedy = hit
    ? { action: "set-terms", terms: withPerRequest(hit.terms, terms) }
    : { action: "mark-reviewed" };
  return [{ code, model, severity: SEVERITY[code], problems, remedy }];
}

/** A price per request is our own: the catalogue's rates leave it as it is. */
const withPerRequest = (rates: PriceTerms, { perRequest }: PriceTerms): PriceTerms =>
  perRequest === undefined ? rates : { ...rates, perRequest };

function drift(input: LintInput, version: PriceVersion): readonly Finding[] {
  const hit = listed(input.catalog, version, input.at);
  if (!hit) return [];
  const { perRequest: _, ...terms } = version.terms;
  const changes = diffTerms(terms, hit.terms).filter(
    ({ from, to, unit }) => from !== null && to !== null && unit !== "text",
  );
  if (changes.length === 0) return [];
  return [
    {
      code: "catalog-drift",
      model: version.model,
      severity: SEVERITY["catalog-drift"],
      catalogKey: hit.key,
      changes,
      remedy: { action: "set-terms", terms: withPerRequest(hit.terms, version.terms) },
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
