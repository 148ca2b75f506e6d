/** Whether two prices say the same, and a text that tells prices apart. Absent and zero differ. */
import { type PriceTerms, type TermsJson, termsToJson } from "@ratecard/pricing";

export const sameTerms = (left: PriceTerms, right: PriceTerms): boolean => fingerprint(left) === fingerprint(right);

/** Equal exactly for equal terms. */
export const fingerprint = (terms: PriceTerms): string => canonicalJson(termsToJson(terms));

/** A price per request filled in beside token prices, and fields the calculator ignores, make no difference. */
export const chargeAlike = (left: PriceTerms, right: PriceTerms): boolean =>
  chargingFingerprint(left) === chargingFingerprint(right);

/** Without what the calculator does not use: two references that charge alike have one fingerprint. */
export const chargingFingerprint = (terms: PriceTerms): string => {
  const { unknownFields: _kept, perRequestUsd: _filled, ...charging }: TermsJson = termsToJson(terms);
  return canonicalJson(charging.ratesPer1M ? charging : termsToJson(terms));
};

/** JSON with its keys in one order: jsonb gives them back in another. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
