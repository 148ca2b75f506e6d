/**
 * The collected cases of usage whose money was wrong somewhere, as `usage-cases.json` beside the repository tells them.
 * Units   USD as decimal text. Texts such as NOW and ID stand for the time and the run.
 * Errors  an answer: what is not as the case expects, in a sentence.
 */
import { sharedText } from "@ratecard/catalog/testing";
import { compare, parseUsd } from "@ratecard/money";
import { z } from "zod";

const Text = z.string().optional();
const Expected = z.object({
  status: Text,
  costUsd: Text,
  between: z.tuple([z.string(), z.string()]).optional(),
  not: z.object({ costUsd: z.string() }).optional(),
  orFlagged: z.union([z.literal(true), z.array(z.string())]).optional(),
  orHint: z.union([z.literal(true), z.string()]).optional(),
  row: z.record(z.string(), z.unknown()).optional(),
  notFlags: z.array(z.string()).optional(),
  analytics: z.record(z.string(), z.number()).optional(),
  stored: z.boolean().optional(),
  firstSuggestion: z.record(z.string(), z.string()).optional(),
  note: z.string(),
});
const Case = z.object({
  id: z.string(),
  title: z.string(),
  door: z.enum(["litellm", "usage", "cost", "explain", "catalog", "discovery"]),
  query: Text,
  before: z.object({ prices: z.record(z.string(), z.unknown()) }).optional(),
  body: z.unknown().optional(),
  bodyText: Text,
  expect: Expected,
});
export type UsageCase = z.output<typeof Case>;

/** What a door made of it; `flags` and `hints` are empty where there are none. */
export type Outcome = Readonly<{
  status: string;
  costUsd: string | null;
  flags: readonly string[];
  hints: readonly string[];
}>;

const FILE = "usage-cases.json";

export function usageCases(): readonly UsageCase[] {
  const text = sharedText(FILE);
  return text === undefined ? [] : z.object({ cases: z.array(Case) }).parse(JSON.parse(text)).cases;
}

/** The bodies of a case as they are sent, one after the other. */
export function bodiesOf(usageCase: UsageCase, now: number): readonly string[] {
  if (usageCase.bodyText !== undefined) return [filledIn(usageCase.bodyText, usageCase.id, now)];
  const bodies: readonly unknown[] = Array.isArray(usageCase.body) ? usageCase.body : [usageCase.body];
  return bodies.map((body) => filledIn(JSON.stringify(body), usageCase.id, now));
}

const LONG_ID = 400;

function filledIn(text: string, id: string, now: number): string {
  const own = `case-${id}-${now}`;
  const seconds = (more: string | undefined, sign = 1): number => now + sign * 1000 * Number(more ?? 0);
  return text
    .replaceAll(/"NOW_EPOCH(?:\+([\d.]+))?"/g, (_, more?: string) => String(seconds(more) / 1000))
    .replaceAll(/"NOW(?:-(\d+))?"/g, (_, less?: string) => `"${new Date(seconds(less, -1)).toISOString()}"`)
    .replaceAll(/"ID400"/g, `"${own.padEnd(LONG_ID, "x")}"`)
    .replaceAll(/"ID(-\w+)?"/g, (_, end = "") => `"${own}${end}"`);
}

const EXACT_ENOUGH: ReadonlySet<string> = new Set(["provider-mismatch", "rate-fallback", "price-postdates-event"]);

/** undefined: right. */
export function problemOf({ expect }: UsageCase, { status, costUsd, flags, hints }: Outcome): string | undefined {
  if (expect.status !== undefined && status !== expect.status) return `status ${status}, not ${expect.status}`;
  if (expect.not && costUsd !== null && isSame(costUsd, expect.not.costUsd))
    return `costs ${costUsd}, the wrong amount`;
  if (isRight(expect, costUsd)) return undefined;
  const isFlagged = costUsd === null || flags.some((flag) => isMeant(flag, expect.orFlagged ?? []));
  if (expect.orFlagged !== undefined && isFlagged) return undefined;
  if (expect.orHint !== undefined && hints.some((hint) => expect.orHint === true || hint.includes(expect.orHint ?? "")))
    return undefined;
  return `costs ${costUsd} (${flags.join(", ")}), not ${expect.costUsd ?? expect.between?.join(" to ")}: ${expect.note}`;
}

const isMeant = (flag: string, meant: true | readonly string[]): boolean =>
  meant === true ? !EXACT_ENOUGH.has(flag) : meant.includes(flag);

function isRight({ costUsd, between }: UsageCase["expect"], cost: string | null): boolean {
  if (costUsd !== undefined) return cost !== null && isSame(cost, costUsd);
  if (between === undefined) return true;
  return cost !== null && compare(usd(cost), usd(between[0])) >= 0 && compare(usd(cost), usd(between[1])) <= 0;
}

const isSame = (left: string, right: string): boolean => compare(usd(left), usd(right)) === 0;

function usd(text: string) {
  const parsed = parseUsd(text);
  if (!parsed.ok) throw new Error(`${text} is no amount`);
  return parsed.value;
}
