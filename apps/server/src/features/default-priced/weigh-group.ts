/**
 * What a group probably cost, by each candidate, and how far that is from what was booked. Pure.
 * Units   answers in USD as decimal text. Errors: none; what is unknown is null, never 0.
 */
import { formatUsd, parseSignedUsd, type PicoUsd, subtract, ZERO } from "@ratecard/money";
import {
  byKind,
  candidateReason,
  type CostSettings,
  COUNT_COLUMN,
  COUNT_FIELD,
  doAgree,
  estimatedCost,
  type Exposure,
  exposureOf,
  type GroupUsage,
  PRICE_EVIDENCE,
  type PriceCandidate,
  type PriceEvidence,
  type PricingSource,
  reportedForAll,
  TOKEN_KINDS,
  type TermsJson,
  termsToJson,
  type Units,
} from "@ratecard/pricing";
import type { GroupSums } from "./group-rows";

export type CandidateView = Readonly<{
  evidence: PriceEvidence;
  /** The name whose price it is; null for what the gateway reported. */
  name: string | null;
  provider: string | null;
  source: PricingSource | null;
  terms: TermsJson | null;
  reason: string;
  /** null: it charges by what was not counted. */
  costUsd: string | null;
  exposureUsd: string | null;
  /** With the most probable one; a twentieth apart at most. */
  doesAgree: boolean;
}>;

/** What the requests of a group have beside its sums: what they consumed other than tokens, and what their gateway reported. */
export type RowFacts = Readonly<{ units: Units | undefined; reported: Reported }>;

export type Reported = Readonly<{ usd: PicoUsd; requests: bigint }>;

export type Weighed = Readonly<{
  exposure: Exposure | undefined;
  /** The most probable first. */
  candidates: readonly CandidateView[];
}>;

type Costed = Readonly<{ evidence: PriceEvidence; candidate: PriceCandidate | null; reason: string; cost?: PicoUsd }>;

export function weighGroup(
  group: GroupSums,
  candidates: readonly PriceCandidate[],
  { units, reported }: RowFacts,
  { settings, at }: Readonly<{ settings: CostSettings; at: number }>,
): Weighed {
  const usage = usageOfGroup(group, units);
  const booked = usd(group.costUsd);
  const priced = candidates.map((candidate): Costed => {
    const cost = estimatedCost(candidate.terms, usage, settings, at);
    const plain = { evidence: candidate.evidence, candidate, reason: candidateReason(candidate) };
    return cost === undefined ? { ...plain, reason: `${plain.reason}; ${NOT_COUNTED}` } : { ...plain, cost };
  });
  const costed = [...priced, ...reportedCandidate(group, reported)].sort(
    (a, b) => PRICE_EVIDENCE.indexOf(a.evidence) - PRICE_EVIDENCE.indexOf(b.evidence),
  );
  const known = costed.flatMap(({ cost }) => cost ?? []);
  const [probable] = known;
  return {
    exposure: exposureOf(known, booked),
    candidates: costed.map(({ evidence, candidate, reason, cost }) => ({
      evidence,
      name: candidate?.name ?? null,
      provider: candidate?.provider ?? null,
      source: candidate?.source ?? null,
      terms: candidate ? termsToJson(candidate.terms) : null,
      reason,
      costUsd: cost === undefined ? null : formatUsd(cost),
      exposureUsd: cost === undefined ? null : formatUsd(subtract(cost, booked)),
      doesAgree: cost !== undefined && probable !== undefined && doAgree(cost, probable),
    })),
  };
}

const NOT_COUNTED = "it charges by what was not counted";

function reportedCandidate({ requests }: GroupSums, reported: Reported): readonly Costed[] {
  const cost = reportedForAll(reported.usd, reported.requests, BigInt(requests));
  if (cost === undefined) return [];
  const ofAll =
    reported.requests === BigInt(requests) ? "each request" : `${reported.requests} of ${requests} requests`;
  return [{ evidence: "reported", candidate: null, reason: `the gateway reported a cost for ${ofAll}`, cost }];
}

/** As if each request were of the average length. */
export function usageOfGroup(
  { requests, countedRequests, uncountedRequests, tokens }: GroupSums,
  units: Units | undefined,
): GroupUsage {
  const counted = BigInt(countedRequests);
  const summed = byKind(({ kind }) => BigInt(tokens[COUNT_COLUMN[kind]] ?? 0));
  return {
    countedRequests: counted,
    uncountedRequests: BigInt(uncountedRequests),
    promptTokens: counted === 0n ? 0 : Number(summed.input / counted),
    tokens: summed,
    together: { ...countsOf(summed), units, sumOfRequests: Number(requests) },
  };
}

const countsOf = (tokens: GroupUsage["tokens"]) =>
  Object.fromEntries(TOKEN_KINDS.map((kind) => [COUNT_FIELD[kind], Number(tokens[kind])]));

export function usd(text: string): PicoUsd {
  const parsed = parseSignedUsd(text);
  return parsed.ok ? parsed.value : ZERO;
}
