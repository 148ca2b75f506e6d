/** Why a rate can hardly be meant, as a part of a sentence. Units: USD per 1,000,000 tokens. */
import type { RateProblem } from "./rate-sanity";
import { KIND_LABEL } from "./token-kinds";

export function rateProblemSentence({ kind, field, per1M, against, againstField }: RateProblem): string {
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

const WORDS: ReadonlyMap<string, string> = new Map(Object.entries(KIND_LABEL));

/** Of a base rate its label; the others keep the names of price-fields.ts. */
const nameOf = (field: string): string => WORDS.get(field)?.toLowerCase() ?? field;

const grouped = (decimal: string): string =>
  decimal.replace(/^\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ","));
