/** The first rows of a file with what would become of each: its reader's answer, else the intake's. */
import type { Look } from "./look-of-file";

export type SeenRow = Readonly<{
  place: string;
  occurredAt: string;
  model: string;
  promptTokens: number | null;
  completionTokens: number | null;
  sender: string;
  reportedUsd: string | null;
  costUsd: string | null;
  outcome: string;
  /** Why it would not be taken; empty: it would. */
  problem: string;
}>;

const WORDS = { accepted: "new", duplicate: "booked before", quarantined: "quarantined" } as const;

export function rowsOfLook({ items, answers }: Pick<Look, "items" | "answers">): readonly SeenRow[] {
  const results = answers.results.values();
  return items.map((item): SeenRow => {
    if (!item.ok) return { ...NOTHING, place: item.place, problem: item.problem.problem };
    const result = results.next().value;
    const isTaken = result !== undefined && result.status !== "quarantined";
    return {
      ...fieldsOf(item.event),
      place: item.place,
      costUsd: result?.costUsd ?? null,
      outcome: result ? WORDS[result.status] : "",
      problem: isTaken ? "" : (result?.reason ?? ""),
    };
  });
}

const NOTHING = {
  occurredAt: "",
  model: "",
  promptTokens: null,
  completionTokens: null,
  sender: "",
  reportedUsd: null,
  costUsd: null,
  outcome: "",
  problem: "",
} as const;

function fieldsOf(event: unknown): Omit<SeenRow, "place" | "costUsd" | "outcome" | "problem"> {
  const fields = typeof event === "object" && event !== null ? (event as Readonly<Record<string, unknown>>) : {};
  const reported = fields.reportedCostUsd;
  return {
    occurredAt: textOf(fields.occurredAt),
    model: textOf(fields.model),
    promptTokens: countOf(fields.promptTokens),
    completionTokens: countOf(fields.completionTokens),
    sender: [fields.team, fields.user, fields.apiKeyAlias].map(textOf).filter(Boolean).join(" · "),
    reportedUsd: PLAIN.test(String(reported)) ? String(reported) : null,
  };
}

/** What `Money` reads; a cost in another form is the check's to refuse. */
const PLAIN = /^\d{1,12}(\.\d{1,12})?$/;

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const countOf = (value: unknown): number | null => (Number.isSafeInteger(value) ? Number(value) : null);
