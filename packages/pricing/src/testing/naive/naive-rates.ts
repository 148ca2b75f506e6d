/**
 * The rate of one token kind, asked straight from the written rules. In tests only.
 *
 * Units   USD per 1,000,000 tokens as decimal text. Shares no code with the engine.
 */
import type { RatesJson, TermsJson } from "../../terms-json";

export type NaiveRate = Readonly<{ per1M: string; of: string; isHalf: boolean }>;

export type NaiveRequest = Readonly<{
  terms: TermsJson;
  prompt: number;
  tier: string | undefined;
  isBatch: boolean;
  at: number;
}>;

const FALLBACK: Readonly<Record<string, string>> = {
  cacheRead: "input",
  cacheWrite: "input",
  cacheWrite1h: "cacheWrite",
  reasoning: "output",
  audioInput: "input",
  imageInput: "input",
  videoInput: "input",
  audioOutput: "output",
  imageOutput: "output",
  videoOutput: "output",
  cacheReadAudio: "cacheRead",
  cacheReadImage: "cacheRead",
};

export function naiveRate(request: NaiveRequest, kind: string): NaiveRate | undefined {
  const standard = followed(kind, (wanted) => standardRate(request, wanted));
  if (!request.isBatch || kind === "citation") return standard;
  const side = isOutput(kind) ? "output" : "input";
  const hasOwnModality = isOutput(kind) && !["output", "reasoning"].includes(kind) && standard?.of === kind;
  if (batchRate(request, side) === undefined || (hasOwnModality && batchRate(request, kind) === undefined)) {
    return standard && { ...standard, isHalf: true };
  }
  return followed(kind, (wanted) => batchRate(request, wanted));
}

const isOutput = (kind: string): boolean =>
  kind === "reasoning" || kind.startsWith("output") || kind.endsWith("Output");

/** The kind's own rate, else that of the kind it falls back to; text output may be image output. */
function followed(kind: string, rateOf: (kind: string) => string | undefined): NaiveRate | undefined {
  for (let wanted: string | undefined = kind; wanted !== undefined; wanted = FALLBACK[wanted]) {
    const per1M = rateOf(wanted);
    if (per1M !== undefined) return { per1M, of: wanted, isHalf: false };
    const images: string | undefined = wanted === "output" ? rateOf("imageOutput") : undefined;
    if (images !== undefined) return { per1M: images, of: "imageOutput", isHalf: false };
  }
  return undefined;
}

function standardRate(request: NaiveRequest, kind: string): string | undefined {
  const { offPeak } = request.terms;
  const cheap = offPeak && isOpen(offPeak, request.at) ? get(offPeak, kind) : undefined;
  return cheap ?? tieredOr(request, kind);
}

function tieredOr(request: NaiveRequest, kind: string): string | undefined {
  const base = request.terms;
  const tiers = request.terms.tiers ?? [];
  const chosen =
    tiers.find((tier) => tier.fromTokens < request.prompt && request.prompt <= tier.toTokens) ?? tiers.at(-1);
  if (request.prompt <= 0 || chosen?.inputPer1M === undefined) return byServiceTier(request, kind);
  const own = get(chosen, kind);
  if (own !== undefined || ["input", "cacheRead", "cacheWrite", "cacheWrite1h"].includes(kind)) return own;
  return kind === "reasoning" && chosen.outputPer1M !== undefined ? undefined : get(base, kind);
}

/** From the highest crossed threshold down to the base, each with the service tier's rate first. */
function byServiceTier(request: NaiveRequest, kind: string): string | undefined {
  const { terms } = request;
  const tier = request.isBatch ? undefined : request.tier;
  const lane = tierRates(terms.serviceTiers, tier);
  const crossed = thresholdsCrossed(request);
  const higher = crossed.flatMap((each) => [get(tierRates(each.serviceTiers, tier), kind), get(each, kind)]);
  const hidesReasoning = kind === "reasoning" && lane?.outputPer1M !== undefined && lane.reasoningPer1M === undefined;
  return [...higher, get(lane, kind), hidesReasoning ? undefined : get(terms, kind)].find((rate) => rate !== undefined);
}

function batchRate(request: NaiveRequest, kind: string): string | undefined {
  const crossed = thresholdsCrossed(request).map((each) => get(each.serviceTiers?.batch, kind));
  return [...crossed, get(request.terms.serviceTiers?.batch, kind)].find((rate) => rate !== undefined);
}

const thresholdsCrossed = ({ terms, prompt }: NaiveRequest) =>
  [...(terms.thresholds ?? [])]
    .filter(({ aboveTokens }) => (terms.inclusiveThresholds ? prompt >= aboveTokens : prompt > aboveTokens))
    .sort((a, b) => b.aboveTokens - a.aboveTokens);

const tierRates = (tiers: TermsJson["serviceTiers"], tier: string | undefined): RatesJson | undefined =>
  Object.entries(tiers ?? {}).find(([name]) => name === tier)?.[1];

const get = (rates: RatesJson | undefined, kind: string): string | undefined =>
  Object.entries(rates ?? {}).find(([name]) => name === `${kind}Per1M`)?.[1];

function isOpen(offPeak: NonNullable<TermsJson["offPeak"]>, at: number): boolean {
  const local = dayIn(offPeak.weekdayZone ?? "UTC", at);
  const day = ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].indexOf(local);
  const minute = new Date(at).getUTCHours() * 60 + new Date(at).getUTCMinutes();
  return offPeak.windows.some(({ startMinute, endMinute, weekdays }) => {
    const minutes = startMinute < endMinute ? [startMinute, endMinute] : [startMinute, endMinute + 1440];
    const isWithin = [minute, minute + 1440].some((m) => m >= (minutes[0] ?? 0) && m < (minutes[1] ?? 0));
    return isWithin && (weekdays === undefined || weekdays.includes(day));
  });
}

const DAYS: Record<string, Intl.DateTimeFormat> = {};

function dayIn(timeZone: string, at: number): string {
  DAYS[timeZone] ??= new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone });
  return DAYS[timeZone].format(at);
}
