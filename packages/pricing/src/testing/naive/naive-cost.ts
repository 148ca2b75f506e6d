/**
 * What a request costs, straight from the written rules, in fractions. In tests only.
 *
 * Units   pico-dollars at the end; each line is rounded half-even once. Shares no code with the engine.
 */
import type { CostFlag } from "../../cost-result";
import type { TermsJson } from "../../terms-json";
import type { Usage } from "../../usage";
import { type NaiveRequest, naiveRate } from "./naive-rates";
import { adjusted, type NaiveAdjustments, termsOf } from "./naive-adjustments";
import { isCharged, isUncounted, promptOf } from "./naive-sums";
import { plus, product, type Rational, rational, toPicoDollars, whole, ZERO_RATIONAL } from "./rational";

export type NaiveSettings = Readonly<{ typicalIn: number; typicalOut: number; adjustments: NaiveAdjustments }>;
/** `pico` null: nothing that was counted has a price. */
export type NaiveCost = Readonly<{ pico: bigint | null; flags: readonly CostFlag[] }>;

/** Part of the prompt, part of the completion, or beside both. */
const SIDE: Readonly<Record<string, "in" | "out" | "beside">> = {
  cacheRead: "in",
  cacheWrite: "in",
  cacheWrite1h: "in",
  audioInput: "in",
  imageInput: "in",
  videoInput: "in",
  cacheReadAudio: "in",
  cacheReadImage: "in",
  reasoning: "out",
  audioOutput: "out",
  imageOutput: "out",
  videoOutput: "out",
  citation: "beside",
};
const PER_TOKEN = rational("0.000001");
const TOOLS = /^(webSearches|grounded|mapsQueries|fileSearch|vectorStore|codeInterpreter|computerUse)/;

type Line = Readonly<{ usd: Rational; isTool: boolean; isFree: boolean; isPerRequest?: boolean }>;

export function naiveCost(
  terms: TermsJson,
  usage: Usage,
  settings: NaiveSettings,
  at: number,
  provider?: string,
): NaiveCost {
  const flags = new Set<CostFlag>();
  const lines = naiveLines(terms, usage, settings, at, flags);
  const isNothingCharged = lines.every(({ isFree }) => isFree);
  const isByRequest = lines.some(({ isPerRequest }) => isPerRequest === true);
  const isOwedUnknown = isUncounted(usage) && isCharged(isByRequest ? terms.perRequest : terms.requestFee);
  if (isOwedUnknown && !isByRequest) flags.add("usage-not-priced");
  if (isNothingCharged && (hasPricedUnit(terms) || flags.has("usage-not-priced") || isOwedUnknown)) {
    return { pico: null, flags: [...flags, "units-unknown" as const].sort() };
  }
  const requests = whole(usage.sumOfRequests ?? 1);
  const sumOf = (some: readonly Line[]): Rational => some.reduce((total, { usd }) => plus(total, usd), ZERO_RATIONAL);
  const factor = naiveFactor(terms, usage);
  const models = lines.filter(({ isTool }) => !isTool);
  const tools = sumOf(lines.filter(({ isTool }) => isTool));
  const before = plus(plus(toPicoDollars(product(sumOf(models), factor)), tools), feeOf(terms, lines, requests));
  const total = adjusted(before, usage, termsOf(settings.adjustments, provider), flags);
  return { pico: (total.top * 10n ** 12n) / total.bottom, flags: [...flags].sort() };
}

/** A price per request is all there is to pay. */
const feeOf = ({ requestFee }: TermsJson, lines: readonly Line[], requests: Rational): Rational =>
  lines.some(({ isPerRequest }) => isPerRequest === true)
    ? ZERO_RATIONAL
    : product(rational(requestFee ?? "0"), requests);

function naiveLines(terms: TermsJson, usage: Usage, settings: NaiveSettings, at: number, flags: Set<CostFlag>): Line[] {
  const request = (own: Usage): NaiveRequest => ({
    terms,
    prompt: promptOf(own),
    tier: tierName(usage.serviceTier),
    isBatch: usage.isBatch === true,
    at,
  });
  const hasTokenPrice = [
    terms,
    ...(terms.tiers ?? []),
    ...(terms.thresholds ?? []),
    terms.offPeak,
    ...Object.values(terms.serviceTiers ?? {}),
  ].some((rates) => Object.keys(rates ?? {}).some((field) => field.endsWith("Per1M")));
  const standard = { terms: { ...terms, offPeak: undefined }, prompt: 1, tier: undefined, isBatch: false, at };
  const plainRate = (kind: string) => naiveRate(standard, kind)?.per1M ?? "0";
  const isMissing = (count: number | undefined, kind: string): boolean =>
    count === undefined && plainRate(kind) !== "0";
  if (hasTokenPrice && (isMissing(usage.promptTokens, "input") || isMissing(usage.completionTokens, "output")))
    flags.add("tokens-unknown");
  const counted = [
    ...Object.keys(SIDE).map((kind) => countOf(usage, kind)),
    usage.promptTokens,
    usage.completionTokens,
  ];
  const hasTokens = counted.some((count) => (count ?? 0) > 0);
  const hasUnits = Object.entries(chargedUnits(terms, usage)).some(
    ([kind, count]) => count > 0 && unitPrice(terms, usage, kind) !== undefined,
  );
  const isByTheUnitOnly = !hasTokenPrice && terms.perRequest === undefined;
  if ((hasTokenPrice && hasTokens) || hasUnits || isByTheUnitOnly) return consumed(terms, usage, request(usage), flags);
  if (terms.perRequest !== undefined) {
    const usd = product(rational(terms.perRequest), whole(usage.sumOfRequests ?? 1));
    return [{ usd, isTool: false, isFree: usd.top === 0n, isPerRequest: true }];
  }
  const count = usage.sumOfRequests ?? 1;
  const typical: Usage = {
    promptTokens: settings.typicalIn * count,
    completionTokens: settings.typicalOut * count,
    sumOfRequests: usage.sumOfRequests,
  };
  return estimated(consumed(terms, typical, request(typical), flags), flags);
}

function estimated(lines: Line[], flags: Set<CostFlag>): Line[] {
  if (lines.some(({ isFree }) => !isFree)) flags.add("estimated");
  return lines;
}

function consumed(terms: TermsJson, usage: Usage, request: NaiveRequest, flags: Set<CostFlag>): Line[] {
  const isCut = (terms.thresholds?.length ?? 0) > 0 || (terms.tiers?.length ?? 0) > 0;
  if (usage.sumOfRequests !== undefined && isCut) flags.add("estimated");
  const partsOf = (side: "in" | "out"): number =>
    Object.keys(SIDE).reduce((sum, kind) => sum + (SIDE[kind] === side ? (countOf(usage, kind) ?? 0) : 0), 0);
  const left = (count: number | undefined, side: "in" | "out"): number => {
    if (count !== undefined && partsOf(side) > count) flags.add("parts-exceed-whole");
    return count === undefined ? 0 : Math.max(0, count - partsOf(side));
  };
  const counts: Record<string, number> = {
    input: left(usage.promptTokens, "in"),
    output: left(usage.completionTokens, "out"),
  };
  for (const kind of Object.keys(SIDE)) counts[kind] = countOf(usage, kind) ?? 0;
  const replaced = {
    inputCharacters: "input",
    outputCharacters: "output",
    inputAudioSeconds: "audioInput",
    inputImages: "imageInput",
    inputVideoSeconds: "videoInput",
  };
  for (const [unit, kind] of Object.entries(replaced)) {
    if (unitCount(usage, unit) > 0 && ownUnitPrice(terms, unit) !== undefined) counts[kind] = 0;
  }
  const byToken = tokenLines(counts, request, flags);
  const isPaidByTokens = byToken.some(({ isFree }) => !isFree);
  return [...byToken, ...unitLines(terms, usage, isPaidByTokens, flags)];
}

function tokenLines(counts: Readonly<Record<string, number>>, request: NaiveRequest, flags: Set<CostFlag>): Line[] {
  return Object.entries(counts).flatMap(([kind, count]): Line[] => {
    if (count <= 0) return [];
    const rate = naiveRate(request, kind);
    if (!rate) {
      flags.add("usage-not-priced");
      return [];
    }
    if (rate.of !== kind && kind !== "reasoning" && kind !== "output") flags.add("rate-fallback");
    const usd = product(product(whole(count), rational(rate.per1M)), PER_TOKEN);
    return [
      {
        usd: toPicoDollars(rate.isHalf ? product(usd, rational("0.5")) : usd),
        isTool: false,
        isFree: isZeroText(rate.per1M),
      },
    ];
  });
}

function unitLines(terms: TermsJson, usage: Usage, isPaidByTokens: boolean, flags: Set<CostFlag>): Line[] {
  const hasImageTokens = (usage.imageOutputTokens ?? 0) > 0 && terms.imageOutputPer1M !== undefined;
  return Object.entries(chargedUnits(terms, usage)).flatMap(([kind, count]): Line[] => {
    const isPicture = kind === "outputImages" || kind === "outputPixels";
    if (count <= 0 || (isPicture && (hasImageTokens || pictureBy(terms, usage) !== kind))) return [];
    const price = unitPrice(terms, usage, kind);
    if (price === undefined) {
      if (!isPaidByTokens || !/^(in|out)put/.test(kind)) flags.add("usage-not-priced");
      return [];
    }
    const names = Object.keys(terms.perUnit ?? {});
    const isNarrow =
      kind.startsWith("batch") || (/^outputSeconds./.test(kind) && names.some((own) => /^outputSeconds./.test(own)));
    if (isNarrow && ownUnitPrice(terms, kind) === undefined) flags.add("rate-fallback");
    const usd = toPicoDollars(product(rational(price), rational(plainText(count))));
    return [{ usd, isTool: TOOLS.test(kind), isFree: isZeroText(price) }];
  });
}

/** Searches are one grounded request where that has a price. */
function chargedUnits(terms: TermsJson, usage: Usage): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { ...usage.units };
  if (ownUnitPrice(terms, "groundedRequests") === undefined) return counts;
  const searches = Object.keys(counts).filter((kind) => kind.startsWith("webSearches"));
  const hasSearched = searches.some((kind) => (counts[kind] ?? 0) > 0);
  for (const kind of searches) counts[kind] = 0;
  if (hasSearched && (counts.groundedRequests ?? 0) === 0) counts.groundedRequests = 1;
  return counts;
}

/** Pieces and pixels are one picture: whichever has a price, pieces first; pieces say what is missing when neither has. */
function pictureBy(terms: TermsJson, usage: Usage): string {
  const isPriced = (kind: string): boolean => unitCount(usage, kind) > 0 && unitPrice(terms, usage, kind) !== undefined;
  if (isPriced("outputImages")) return "outputImages";
  return isPriced("outputPixels") || unitCount(usage, "outputImages") === 0 ? "outputPixels" : "outputImages";
}

function unitPrice(terms: TermsJson, usage: Usage, kind: string): string | undefined {
  const results = usage.maxResults ?? 0;
  const band = terms.queryTiers?.find(({ toResults }) => results <= toResults) ?? terms.queryTiers?.at(-1);
  if (kind === "queries" && band) return band.perQuery;
  const narrow = usage.isBatch === true ? IN_BATCH[kind] : undefined;
  const tried = [narrow === undefined ? undefined : ownUnitPrice(terms, narrow), eitherPrice(terms, usage, kind)];
  const wider = OTHERWISE[kind];
  if (wider !== undefined) tried.push(eitherPrice(terms, usage, wider));
  return tried.find((price) => price !== undefined);
}

/** Its own price, or that of its twin when its own is none or 0 and the twin is neither counted with a price, nor 0. */
function eitherPrice(terms: TermsJson, usage: Usage, kind: string): string | undefined {
  const own = ownUnitPrice(terms, kind);
  const twin = TWIN[kind];
  if (twin === undefined || (own !== undefined && !isZeroText(own))) return own;
  const price = ownUnitPrice(terms, twin);
  if (price === undefined || isZeroText(price) || unitCount(usage, twin) > 0) return own;
  return price;
}

const TWIN: Readonly<Record<string, string>> = {
  inputSeconds: "outputSeconds",
  outputSeconds: "outputVideoSeconds",
  outputImages: "inputImages",
  outputPixels: "inputPixels",
};
const IN_BATCH: Readonly<Record<string, string>> = { pages: "batchPages", annotationPages: "batchAnnotationPages" };
const OTHERWISE: Readonly<Record<string, string>> = {
  outputSeconds480p: "outputSeconds",
  outputSeconds720p: "outputSeconds",
  outputSeconds768p: "outputSeconds",
  outputSeconds1080p: "outputSeconds",
  outputSeconds2k: "outputSeconds",
  outputSeconds4k: "outputSeconds",
  batchPages: "pages",
  batchAnnotationPages: "annotationPages",
};

const ownUnitPrice = (terms: TermsJson, kind: string): string | undefined =>
  Object.entries(terms.perUnit ?? {}).find(([name]) => name === kind)?.[1];

const unitCount = (usage: Usage, kind: string): number =>
  Object.entries(usage.units ?? {}).find(([name]) => name === kind)?.[1] ?? 0;

function countOf(usage: Usage, kind: string): number | undefined {
  const counts: Readonly<Record<string, unknown>> = usage;
  const count = counts[`${kind}Tokens`];
  return typeof count === "number" ? count : undefined;
}

/** Quantities of these tests have at most seven decimals. */
const plainText = (count: number): string => count.toFixed(7);

function naiveFactor({ multipliers }: TermsJson, usage: Usage): Rational {
  const named = (factors: Readonly<Record<string, string>> | undefined, name: string | undefined) =>
    Object.entries(factors ?? {}).find(([own]) => own === name?.toLowerCase())?.[1];
  const isElsewhere = (place: string | undefined) =>
    place !== undefined && !["global", "not_available"].includes(place);
  return [
    isElsewhere(usage.region) ? named(multipliers?.residency, usage.region) : undefined,
    isElsewhere(usage.region) ? multipliers?.regionalEndpoint : undefined,
    isElsewhere(usage.inferenceGeo) ? named(multipliers?.geo, usage.inferenceGeo) : undefined,
    usage.speed === "fast" ? multipliers?.fast : undefined,
  ].reduce<Rational>((factor, text) => (text === undefined ? factor : product(factor, rational(text))), rational("1"));
}

function tierName(name: string | undefined): string | undefined {
  const tier = name?.toLowerCase();
  return tier === "fast" ? "priority" : ["flex", "balanced", "priority", "ultrafast"].find((known) => known === tier);
}

const isZeroText = (price: string): boolean => !/[1-9]/.test(price);

const hasPricedUnit = ({ perUnit, queryTiers }: TermsJson): boolean =>
  [...Object.values(perUnit ?? {}), ...(queryTiers ?? []).map(({ perQuery }) => perQuery)].some(
    (price) => !isZeroText(price),
  );
