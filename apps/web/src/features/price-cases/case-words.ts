/** A golden case as the server checks it, and what it consumes in words. */
import { COUNT_FIELD, TOKEN_KINDS, KIND_LABEL } from "@ratecard/pricing";
import type { RouterInputs, RouterOutputs } from "#web/trpc";

export type CheckedCase = RouterOutputs["priceCases"]["check"]["cases"][number];
export type CaseUsage = RouterInputs["priceCases"]["save"]["usage"];

/** "1,000 input, 500 output; batch"; units after the tokens. */
export function usageWords(usage: CaseUsage): string {
  const tokens = TOKEN_KINDS.flatMap((kind) => {
    const count = usage[COUNT_FIELD[kind]];
    return count === null || count === undefined
      ? []
      : [`${count.toLocaleString("en")} ${KIND_LABEL[kind].toLowerCase()}`];
  });
  const units = Object.entries(usage.units ?? {}).flatMap(([unit, count]) => (count ? [`${count} ${unit}`] : []));
  const { serviceTier, isBatch, speed, inferenceGeo, region } = usage;
  const conditions = [serviceTier, isBatch ? "batch" : null, speed, inferenceGeo, region].flatMap((word) => word ?? []);
  const consumed = [...tokens, ...units].join(", ") || "nothing counted";
  return [consumed, ...conditions].join("; ");
}
