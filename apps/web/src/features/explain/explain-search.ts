/** A question to the price chain, in the URL: a link is the answer. Units: whole tokens as typed; `at` ISO 8601, "" is now. */
import { COUNT_FIELDS } from "@ratecard/contract";
import { z } from "zod";
import type { RouterInputs } from "#web/trpc";

type CountField = (typeof COUNT_FIELDS)[number];

/** The router reads 42 in a URL as a number. */
const Text = z.union([z.string(), z.number()]).transform(String);
const counts = (fallback: string) => Text.catch(fallback);

export const ExplainSearch = z.object({
  model: Text.catch(""),
  provider: Text.catch(""),
  at: z.string().catch(""),
  serviceTier: Text.catch(""),
  promptTokens: counts("1000"),
  completionTokens: counts("500"),
  ...(Object.fromEntries(
    COUNT_FIELDS.filter((field) => field !== "promptTokens" && field !== "completionTokens").map((field) => [
      field,
      counts(""),
    ]),
  ) as Record<Exclude<CountField, "promptTokens" | "completionTokens">, ReturnType<typeof counts>>),
});
export type ExplainSearch = z.output<typeof ExplainSearch>;

/** Why a text is no count, or null. An empty one is not known. */
export function countProblem(text: string): string | null {
  const plain = text.trim();
  const isWhole = /^\d{1,16}$/.test(plain) && Number.isSafeInteger(Number(plain));
  return plain === "" || isWhole ? null : "A whole number of tokens, or empty when not known";
}

/** What to ask the server; null while the question is not complete or not sound. */
export function questionOf(search: ExplainSearch): RouterInputs["explain"]["explain"] | null {
  const model = search.model.trim();
  if (model === "" || COUNT_FIELDS.some((field) => countProblem(search[field]) !== null)) return null;
  const given = COUNT_FIELDS.filter((field) => search[field].trim() !== "");
  return {
    model,
    ...(search.provider.trim() !== "" && { provider: search.provider.trim() }),
    ...(search.serviceTier !== "" && { serviceTier: search.serviceTier }),
    ...(search.at !== "" && { at: search.at }),
    ...Object.fromEntries(given.map((field) => [field, Number(search[field])])),
  };
}
