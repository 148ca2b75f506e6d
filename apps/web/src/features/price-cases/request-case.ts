/** What a request is as a golden case: whether it can be one, whether it is one, and under which label. */
import type { RouterOutputs } from "#web/trpc";
import type { CheckedCase } from "./case-words";

type RequestDetails = RouterOutputs["requests"]["get"];
type RequestKey = Pick<RequestDetails["request"], "gateway" | "requestId">;

/** null: it can be one. */
export function whyNoCase({
  request: { costUsd, sumOfRequests },
  freeBecause,
}: Readonly<{
  request: Pick<RequestDetails["request"], "costUsd" | "sumOfRequests">;
  freeBecause: RequestDetails["freeBecause"];
}>): string | null {
  if (costUsd === null) return "It has no cost, so there is nothing that it has to cost. Price its name first.";
  if (sumOfRequests !== null)
    return "It is a sum of many requests. A golden case is about one: keep one that was reported by itself.";
  if (freeBecause === "cache-hit")
    return "It was answered from a cache and cost nothing whatever the price. Keep a request that a model answered.";
  if (freeBecause !== null)
    return "It failed before a token flowed and cost nothing whatever the price. Keep a request that was answered.";
  return null;
}

export const caseOfRequest = <Kept extends Pick<CheckedCase, "gateway" | "requestId">>(
  cases: readonly Kept[],
  { gateway, requestId }: RequestKey,
): Kept | undefined => cases.find((kept) => kept.gateway === gateway && kept.requestId === requestId);

const LONGEST_LABEL = 255;

/** One that no case has, so that none is replaced. */
export function freeLabel(
  cases: readonly Pick<CheckedCase, "set" | "label">[],
  { model, gateway, requestId }: RequestKey & Readonly<{ model: string }>,
): string {
  const taken = new Set(cases.map(({ label }) => label));
  const plain = `${model}, ${requestId}`.slice(0, LONGEST_LABEL);
  if (!taken.has(plain)) return plain;
  const named = `${gateway}: ${plain}`.slice(0, LONGEST_LABEL - " (999)".length);
  for (let nth = 1; ; nth += 1) {
    const label = nth === 1 ? named : `${named} (${nth})`;
    if (!taken.has(label)) return label;
  }
}
