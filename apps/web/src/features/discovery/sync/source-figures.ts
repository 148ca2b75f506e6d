/** Who names which price, in words. Units: USD per 1,000,000 tokens, input / output, or USD per request. */
import { EVIDENCE_NAMES } from "@ratecard/contract";
import type { Suggestion } from "../shapes";

/** "the price set at the server 9.9 / 10 (house, also the catalogue)" */
export function sourceFigures({ evidence, key, agreeing, terms }: Suggestion): string {
  const { input, output } = terms.ratesPer1M ?? {};
  const figures =
    input === undefined && output === undefined
      ? terms.perRequestUsd === undefined
        ? "by other units"
        : `${terms.perRequestUsd} a request`
      : `${input ?? "none"} / ${output ?? "none"}`;
  const also = agreeing.map((one) => `, also ${EVIDENCE_NAMES[one]}`).join("");
  return `${EVIDENCE_NAMES[evidence]} ${figures} (${key}${also})`;
}
