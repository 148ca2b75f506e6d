/** What to check about a discovered name, and whether its price is for a person to choose. */
import { chargingFingerprint, unitReasons } from "@ratecard/changes";
import {
  compare,
  compareDecimals,
  type Decimal,
  decimal,
  isZero,
  multiplyDecimals,
  parseDecimal,
  type PicoUsd,
  times,
} from "@ratecard/money";
import {
  type CostSettings,
  DEFAULT_MODEL,
  normalisedKey,
  type PriceBook,
  type PriceField,
  priceFields,
  type PriceTerms,
  type Resolution,
  typicalPerRequest,
} from "@ratecard/pricing";
import type { DiscoveredName } from "./discovered-name";
import { providersOf, type Suggestion } from "./find-suggestions";

export const PROPOSAL_WARNINGS = [
  /** The name is the price book's entry for unknown models: it is edited there. */
  "reserved-name",
  "provider-unknown",
  /** Its servers state several providers. */
  "providers-differ",
  /** The catalogue's price belongs to another provider. */
  "provider-mismatch",
  /** The base models of the name cost differently: a person decides. */
  "served-models-differ",
  /** Its servers, or the deployments of one, state different prices: a person decides. */
  "server-prices-differ",
  /** Somebody set one rate at the server and not the other, which is 0 in its bill: a person decides. */
  "one-rate-set",
  /** A server states a price that is none, a negative one perhaps: a person decides. */
  "server-price-refused",
  /** Sources name different prices; by more than rounding. */
  "sources-differ",
  /** One of them is 10 times away from the suggested price, or more. */
  "sources-far-apart",
  /** A reference is off by 100, 1,000 or 1,000,000: probably a unit. */
  "unit-suspect",
  /** The suggested price is an explicit 0. */
  "free",
  /** The price book has another entry with the same normalised key. */
  "normalised-twin",
] as const;
export type ProposalWarning = (typeof PROPOSAL_WARNINGS)[number];

export type WarningSources = Readonly<{
  name: DiscoveredName;
  resolution: Resolution;
  suggestions: readonly Suggestion[];
  book: PriceBook;
  settings: CostSettings;
}>;

export type WarningsFound = Readonly<{ warnings: readonly ProposalWarning[]; isUndecided: boolean }>;

const FAR_TIMES = 10;

export function warningsFor({ name, resolution, suggestions, book, settings }: WarningSources): WarningsFound {
  const best = suggestions[0];
  const differs = (evidence: Suggestion["evidence"]) =>
    best?.evidence === evidence && suggestions.filter((other) => other.evidence === evidence).length > 1;
  const others = suggestions.slice(1);
  const notes = name.models.flatMap(({ priceNotes = [] }) => priceNotes);
  const isTwin = (book.normalised.get(normalisedKey(name.name)) ?? []).some(({ model }) => model !== name.name);
  const found: Record<ProposalWarning, boolean> = {
    "reserved-name": name.name === DEFAULT_MODEL,
    "provider-unknown": providersOf(name).length === 0,
    "providers-differ": name.providers.length > 1,
    "provider-mismatch": resolution.warnings.includes("provider-mismatch") || best?.isOtherProvider === true,
    "served-models-differ": differs("served-model"),
    "server-prices-differ": differs("server") || doDeploymentsDiffer(name),
    "one-rate-set": notes.some(({ kind }) => kind === "one-rate-set"),
    "server-price-refused": notes.some(({ kind }) => kind === "not-a-price"),
    "sources-differ": doSourcesDiffer(suggestions),
    "sources-far-apart": best !== undefined && others.some((other) => isFar(best, other, settings)),
    "unit-suspect": best !== undefined && others.some((other) => unitReasons(best.terms, [other]).length > 0),
    free: best !== undefined && isFree(best, settings),
    "normalised-twin": isTwin,
  };
  return {
    warnings: PROPOSAL_WARNINGS.filter((warning) => found[warning]),
    isUndecided: UNDECIDED.some((warning) => found[warning]),
  };
}

/** What nobody but a person can settle. */
const UNDECIDED: readonly ProposalWarning[] = [
  "served-models-differ",
  "server-prices-differ",
  "one-rate-set",
  "server-price-refused",
];

/** A price that somebody set on one deployment of a name says nothing about the others, which answer to the same name. */
function doDeploymentsDiffer({ models }: DiscoveredName): boolean {
  const set = models.filter(({ isPriceSet }) => isPriceSet === true);
  const beside = models.filter(({ serverId }) => set.some((model) => model.serverId === serverId));
  const prices = [...set, ...beside].map(({ suggestedTerms: terms }) => (terms ? chargingFingerprint(terms) : ""));
  return new Set(prices).size > 1;
}

function isFar(left: Suggestion, right: Suggestion, settings: CostSettings): boolean {
  const [a, b] = [typicalCost(left.terms, settings), typicalCost(right.terms, settings)];
  if (a === undefined || b === undefined || isZero(a) || isZero(b)) return false;
  return isTimes(a, b) || isTimes(b, a);
}

const isTimes = (large: PicoUsd, small: PicoUsd): boolean => compare(large, times(small, FAR_TIMES)) >= 0;

const isFree = ({ terms }: Suggestion, settings: CostSettings): boolean => {
  const cost = typicalCost(terms, settings);
  return cost !== undefined && isZero(cost);
};

/** A price that belongs to another provider says nothing about this one's. */
function doSourcesDiffer(suggestions: readonly Suggestion[]): boolean {
  const own = suggestions.filter(({ isOtherProvider }) => isOtherProvider !== true);
  const [first, ...others] = own.length > 0 ? own : suggestions;
  return first !== undefined && others.some(({ terms }) => isOtherPrice(first.terms, terms));
}

/**
 * Whether two sources name different prices for one model.
 *
 * Units   figures as @ratecard/pricing's priceFields; more than one part in ten thousand apart is no rounding.
 * Source  a source that is silent about a kind says nothing against one that names it; two that share no figure disagree.
 */
function isOtherPrice(left: PriceTerms, right: PriceTerms): boolean {
  const figures = figuresOf(right);
  const shared = [...figuresOf(left)].flatMap(([name, figure]) => {
    const other = figures.get(name);
    return other === undefined ? [] : [[figure, other] as const];
  });
  return shared.length === 0 || shared.some(([figure, other]) => isApart(figure, other) || isApart(other, figure));
}

/** A price per request beside token prices is a stand-in, which every source fills in its own way. */
function figuresOf(terms: PriceTerms): ReadonlyMap<string, Decimal> {
  const fields = [...priceFields(terms).values()].filter(({ unit }) => unit !== "text");
  const isFigure = ({ name }: PriceField): boolean => name !== "perRequest" || fields.length === 1;
  return new Map(
    fields.filter(isFigure).flatMap(({ name, text }) => {
      const read = parseDecimal(text);
      return read.ok ? [[name, read.value] as const] : [];
    }),
  );
}

const PARTS = decimal(10_000n);
const ONE_MORE = decimal(10_001n);

const isApart = (large: Decimal, small: Decimal): boolean =>
  compareDecimals(multiplyDecimals(large, PARTS), multiplyDecimals(small, ONE_MORE)) > 0;

/** One figure to compare two prices by: a typical request, else the price per request. Units: pico-USD. */
export const typicalCost = (terms: PriceTerms, settings: CostSettings): PicoUsd | undefined =>
  typicalPerRequest(terms, settings) ?? terms.perRequest;
