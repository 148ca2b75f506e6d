/** Why a rate can hardly be meant, in words. Units: USD per 1,000,000 tokens; `nameOf` is how the reader calls a field. */
import type { RateProblem } from "./rate-sanity";

export function rateProblemSentence(
  problem: RateProblem,
  nameOf: (field: string) => string = (field) => field,
): string {
  const { kind, field, per1M, against, againstField } = problem;
  const is = `${nameOf(field)} is ${grouped(per1M)} USD per 1M tokens`;
  switch (kind) {
    case "above-ceiling":
      return `${is}, above ${grouped(against)}`;
    case "beyond-own-cache":
      return `${is}, more than 100 times its own ${nameOf(againstField ?? "cacheRead")} (${grouped(against)})`;
    case "beyond-reference":
      return `${is}, more than 100 times what another price list says (${grouped(against)})`;
  }
}

const grouped = (decimal: string): string =>
  decimal.replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ","));
