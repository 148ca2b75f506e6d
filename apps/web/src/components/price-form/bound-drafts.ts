/**
 * Thresholds and tiers as they are typed, what is wrong with them, and what they become.
 * Units   bounds are prompt tokens; rates USD per 1,000,000 or per 1,000 tokens as the form says; an empty rate is none, never 0.
 * Errors  sentences by the field's path as the server names it: `thresholds[0].aboveTokens`, `tiers[1].inputPer1M`.
 */
import { describeProblem } from "@ratecard/contract";
import {
  boundProblems,
  RATE_FIELDS,
  type RatesJson,
  termsFromJson,
  type TermsJson,
  type ThresholdJson,
  type TierJson,
} from "@ratecard/pricing";
import { parseRateIn, per1MOf, type PriceUnit, rateInUnit, retyped } from "../rate-in-unit";

export const BOUND_FIELDS = { thresholds: ["aboveTokens"], tiers: ["fromTokens", "toTokens"] } as const;
export type BoundName = keyof typeof BOUND_FIELDS;
export const BOUND_NAMES = ["thresholds", "tiers"] as const satisfies readonly BoundName[];
export type BoundField = (typeof BOUND_FIELDS)[BoundName][number];

/** A threshold or a tier, each with its own bounds. A rate that is named has a field, an empty one too. `key` tells the rows of one list apart while they are edited. */
export type BoundDraft = Readonly<{ key: number; rates: RatesJson } & Partial<Record<BoundField, string>>> &
  Pick<ThresholdJson, "serviceTiers">;
export type BoundDrafts = Record<BoundName, readonly BoundDraft[]>;

/** What a new row asks for at once; other kinds are added. */
const USUAL_TEXTS: RatesJson = { inputPer1M: "", outputPer1M: "" };

export const draftsOf = (
  { thresholds, tiers }: Pick<TermsJson, "thresholds" | "tiers">,
  unit: PriceUnit,
): BoundDrafts => ({
  thresholds: (thresholds ?? []).map(({ aboveTokens, serviceTiers, ...rates }, key) => ({
    ...(serviceTiers && { serviceTiers }),
    key,
    aboveTokens: String(aboveTokens),
    rates: textsOf(rates, unit),
  })),
  tiers: (tiers ?? []).map(({ fromTokens, toTokens, ...rates }, key) => ({
    key,
    fromTokens: String(fromTokens),
    toTokens: String(toTokens),
    rates: textsOf(rates, unit),
  })),
});

const textsOf = (rates: RatesJson, unit: PriceUnit): RatesJson => ({
  ...USUAL_TEXTS,
  ...mapRates(rates, (text) => rateInUnit(text, unit) ?? ""),
});

const mapRates = (rates: RatesJson, change: (text: string) => string): RatesJson =>
  Object.fromEntries(
    RATE_FIELDS.flatMap((field) => (rates[field] === undefined ? [] : [[field, change(rates[field])]])),
  );

export const boundsRetyped = ({ thresholds, tiers }: BoundDrafts, from: PriceUnit, to: PriceUnit): BoundDrafts => {
  const inUnit = (row: BoundDraft): BoundDraft => ({
    ...row,
    rates: mapRates(row.rates, (text) => retyped(text, from, to)),
  });
  return { thresholds: thresholds.map(inUnit), tiers: tiers.map(inUnit) };
};

/** The next tier begins where the last one ends. */
export function withRow(name: BoundName, rows: readonly BoundDraft[]): readonly BoundDraft[] {
  const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
  const bounds =
    name === "thresholds" ? { aboveTokens: "" } : { fromTokens: rows.at(-1)?.toTokens ?? "0", toTokens: "" };
  return [...rows, { key, ...bounds, rates: USUAL_TEXTS }];
}

/** As an edit sends them, in rising order: the engine takes the last tier for what lies beyond all of them. */
export const boundsJson = ({ thresholds, tiers }: BoundDrafts, unit: PriceUnit) => ({
  thresholds: thresholds.map((row) => thresholdJson(row, unit)).sort((a, b) => a.aboveTokens - b.aboveTokens),
  tiers: tiers.map((row) => tierJson(row, unit)).sort((a, b) => a.fromTokens - b.fromTokens),
});

const thresholdJson = ({ aboveTokens, rates, serviceTiers }: BoundDraft, unit: PriceUnit): ThresholdJson => ({
  aboveTokens: Number(aboveTokens),
  ...ratesJson(rates, unit),
  ...(serviceTiers && { serviceTiers }),
});

const tierJson = ({ fromTokens, toTokens, rates }: BoundDraft, unit: PriceUnit): TierJson => ({
  fromTokens: Number(fromTokens),
  toTokens: Number(toTokens),
  ...ratesJson(rates, unit),
});

const ratesJson = (rates: RatesJson, unit: PriceUnit): RatesJson =>
  mapRates(Object.fromEntries(Object.entries(rates).filter(([, text]) => text.trim() !== "")), (text) =>
    per1MOf(text, unit),
  );

type Problem = readonly [path: string, sentence: string];

export function boundDraftProblems(drafts: BoundDrafts, unit: PriceUnit): Record<string, string> {
  const typed = BOUND_NAMES.flatMap((name) =>
    drafts[name].flatMap((row, at) => [
      ...BOUND_FIELDS[name].flatMap((field) => boundProblem(`${name}[${at}].${field}`, row[field] ?? "")),
      ...rateProblems(`${name}[${at}]`, row.rates, unit),
    ]),
  );
  return Object.fromEntries(typed.length > 0 ? typed : togetherProblems(drafts, unit));
}

const LONGEST_BOUND = 12;

function boundProblem(path: string, text: string): Problem[] {
  const digits = text.trim();
  if (digits === "") return [[path, "Enter a number of tokens, as 200000."]];
  if (digits.startsWith("-")) return [[path, "This is negative. Enter 0 or more tokens."]];
  if (!/^\d+$/.test(digits)) return [[path, "This is no whole number of tokens. Write it in digits only, as 200000."]];
  return digits.length > LONGEST_BOUND ? [[path, "No prompt has so many tokens. Check the number."]] : [];
}

const rateProblems = (path: string, rates: RatesJson, unit: PriceUnit): Problem[] =>
  RATE_FIELDS.flatMap((field) => {
    const text = rates[field] ?? "";
    const parsed = text.trim() === "" ? null : parseRateIn(text, unit);
    return parsed && !parsed.ok ? [[`${path}.${field}`, `This ${describeProblem(parsed.problem)}`]] : [];
  });

/** What can only be seen once every row can be read by itself. In the order of the rows as they are typed. */
function togetherProblems(drafts: BoundDrafts, unit: PriceUnit): Problem[] {
  const asTyped = {
    thresholds: drafts.thresholds.map((row) => thresholdJson(row, unit)),
    tiers: drafts.tiers.map((row) => tierJson(row, unit)),
  };
  const read = termsFromJson(asTyped);
  const problems = read.ok ? boundProblems(read.terms) : read.problems;
  return problems.map(({ path, problem }) => [fieldOf(path), `This ${describeProblem(problem)}`]);
}

/** A row that is wrong as a whole says so at the field that is to be changed. */
const fieldOf = (path: string): string =>
  path.endsWith("]") ? `${path}.${path.startsWith("tiers") ? "toTokens" : "inputPer1M"}` : path;
