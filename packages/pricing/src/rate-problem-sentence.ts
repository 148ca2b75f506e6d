/** Why a rate can hardly be meant, as a part of a sentence. Units: USD per 1,000,000 tokens; fields as price-fields.ts has them. */
import type { RateProblem } from "./rate-sanity";

export function rateProblemSentence({ kind, field, per1M, against, againstField }: RateProblem): string {
  const is = `${field} is ${grouped(per1M)} USD per 1M tokens`;
  switch (kind) {
    case "above-ceiling":
      return `${is}, above ${grouped(against)}`;
    case "beyond-own-cache":
      return `${is}, more than 100 times its own ${againstField} (${grouped(against)})`;
    case "beyond-reference":
      return `${is}, more than 100 times what another price list says (${grouped(against)})`;
  }
}

const grouped = (decimal: string): string =>
  decimal.replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ","));
