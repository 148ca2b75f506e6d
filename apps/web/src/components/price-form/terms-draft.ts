/**
 * A price as it is typed, wherever one is typed: texts, what is wrong with them, and what they change.
 * Units   token prices USD per 1,000,000 or per 1,000 tokens as `unit` says, else USD per request; an empty field is no price, never 0.
 * Errors  sentences by field, the same ones the server answers.
 */
import { formatUsd, parseUsd } from "@ratecard/money";
import { RATE_FIELD, type TermsJson, TOKEN_KINDS, typicalPerRequest } from "@ratecard/pricing";
import { MONEY_FIELDS, type MoneyField, moneyProblem } from "../money-fields";
import { parseRateIn, per1MOf, type PriceUnit, rateInUnit, retyped } from "../rate-in-unit";
import {
  BOUND_NAMES,
  type BoundDrafts,
  boundDraftProblems,
  type BoundName,
  boundsJson,
  boundsRetyped,
  draftsOf,
} from "./bound-drafts";

type Texts = Record<MoneyField, string>;

export type TermsDraft = Texts & BoundDrafts & { unit: PriceUnit };

/** `null` takes a price away. */
export type TermsChanges = Partial<Record<MoneyField, string | null>> & {
  [Name in BoundName]?: NonNullable<TermsJson[Name]> | null;
};

const textsOf = (text: (field: MoneyField) => string): Texts =>
  Object.fromEntries(MONEY_FIELDS.map((field) => [field, text(field)])) as Texts;

export const emptyDraft = (unit: PriceUnit = "1m"): TermsDraft => ({
  ...textsOf(() => ""),
  thresholds: [],
  tiers: [],
  unit,
});

/** The prices of some terms in place of those that stand in the draft; everything else stays. */
export const withTerms = <Draft extends TermsDraft>(draft: Draft, terms: TermsJson): Draft => ({
  ...draft,
  ...textsOf((field) => (field === "perRequest" ? terms.perRequest : rateInUnit(terms[field], draft.unit)) ?? ""),
  ...draftsOf(terms, draft.unit),
});

/** The same prices, typed in another unit. */
export const inUnit = <Draft extends TermsDraft>(draft: Draft, unit: PriceUnit): Draft => ({
  ...draft,
  ...textsOf((field) => (field === "perRequest" ? draft.perRequest : retyped(draft[field], draft.unit, unit))),
  ...boundsRetyped(draft, draft.unit, unit),
  unit,
});

export const termsProblems = (draft: TermsDraft): Record<string, string> => ({
  ...boundDraftProblems(draft, draft.unit),
  ...moneyProblems(draft),
});

/** Those that can be told while somebody types. */
export const moneyProblems = (draft: TermsDraft): Record<string, string> =>
  Object.fromEntries(
    MONEY_FIELDS.flatMap((field) => {
      const problem = moneyProblem(field, draft[field], draft.unit);
      return problem === null ? [] : [[field, problem]];
    }),
  );

/** Only what differs from `before`, which is in the same unit. */
export function termsChanges(draft: TermsDraft, before: TermsDraft): TermsChanges {
  const moved = MONEY_FIELDS.filter((field) => sentText(field, draft) !== sentText(field, before));
  const [after, stood] = [boundsJson(draft, draft.unit), boundsJson(before, before.unit)];
  const bounds = BOUND_NAMES.filter((name) => JSON.stringify(after[name]) !== JSON.stringify(stood[name]));
  return Object.fromEntries([
    ...moved.map((field) => [field, sentText(field, draft) || null]),
    ...bounds.map((name) => [name, after[name].length > 0 ? after[name] : null]),
  ]) as TermsChanges;
}

/** What the draft does not show (service tiers, other units) stays as `base` has it. */
export function termsOfDraft(draft: TermsDraft, base: TermsJson | null): TermsJson {
  const changes = termsChanges(draft, withTerms(emptyDraft(draft.unit), base ?? {}));
  return Object.fromEntries(Object.entries({ ...base, ...changes }).filter(([, value]) => value !== null));
}

/** "3.00" and "3" are one price, and so is 0.003 per 1K. */
export function sentText(field: MoneyField, draft: TermsDraft): string {
  if (field !== "perRequest") return per1MOf(draft[field], draft.unit);
  const parsed = parseUsd(draft.perRequest);
  return parsed.ok ? formatUsd(parsed.value) : draft.perRequest.trim();
}

/** What an empty price per request will be filled with; undefined without readable token prices. */
export function typicalText(
  draft: TermsDraft,
  typical: Readonly<{ typicalInputTokens: number; typicalOutputTokens: number }>,
): string | undefined {
  const rates = Object.fromEntries(
    TOKEN_KINDS.flatMap((kind) => {
      const parsed = parseRateIn(draft[RATE_FIELD[kind]], draft.unit);
      return parsed.ok ? [[kind, parsed.value]] : [];
    }),
  );
  const amount = typicalPerRequest({ rates }, typical);
  return amount === undefined ? undefined : formatUsd(amount);
}
