/** Changes of the catalogue for people. Units: as the server says them, USD per 1,000,000 tokens and the like. */
import { type RateProblem, rateProblemSentence } from "@ratecard/pricing";

type Change = Readonly<{
  key: string;
  kind: string;
  requests: number;
  fields: readonly Readonly<{ field: string; from: string | null; to: string | null }>[];
  problems: readonly RateProblem[];
}>;

export function changeText({ key, kind, requests, fields, problems }: Change, note = ""): string {
  const moved = fields.map(({ field, from, to }) => `${field} ${from ?? "none"} -> ${to ?? "none"}`).join(", ");
  const used = requests === 0 ? "" : `, ${requests} requests in 30 days`;
  const why = problems.map((problem) => `\n    ${rateProblemSentence(problem)}`).join("");
  return `  ${key}: ${kind}${moved === "" ? "" : ` (${moved})`}${used}${note}${why}`;
}
