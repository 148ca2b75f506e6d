/**
 * Puts a refusal beside the fields it names: `form.setErrors(fieldErrorsOf(error))` in a mutation's onError.
 * Errors  {} when the error names no field; show it with `notifyError` or an alert then.
 */
import { problemsOfZod } from "@ratecard/contract";
import type { z } from "zod";
import { domainErrorOf } from "#web/errors/describe-client-error";

export function fieldErrorsOf(error: unknown): Record<string, string> {
  const domain = domainErrorOf(error);
  if (domain?.code !== "INVALID_INPUT") return {};
  return Object.fromEntries(
    domain.details.issues.filter(({ field }) => field !== "").map(({ field, problem }) => [field, upperFirst(problem)]),
  );
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A form checked by the contract's own schema: `useForm({ validate: checkWith(CreateUser) })`; field names are the schema's. */
export const checkWith =
  (schema: z.ZodType) =>
  (values: unknown): Record<string, string> => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return {};
    return Object.fromEntries(problemsOfZod(parsed.error).map(({ field, problem }) => [field, upperFirst(problem)]));
  };
