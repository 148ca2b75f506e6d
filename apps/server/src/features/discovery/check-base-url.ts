/** An address as it is stored. Errors: INVALID_INPUT with what is wrong with it. */
import { normaliseBaseUrl } from "@ratecard/discovery";
import { DomainError } from "#server/errors/domain-error";

export function checkBaseUrl(text: string): { url: string; origin: string } {
  const address = normaliseBaseUrl(text);
  if (!address.ok) throw new DomainError("INVALID_INPUT", { issues: [{ field: "baseUrl", problem: address.problem }] });
  return address;
}

export const originOf = (url: string): string => new URL(url).origin;
