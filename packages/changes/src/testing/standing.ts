/** What stands, and what is wanted, for the tests of a change. Units: USD per 1,000,000 tokens, USD per request. */
import { type PriceTerms, type TermsJson, termsFromJson } from "@ratecard/pricing";
import type { ChangeRow, Standing } from "../decide";
import type { Entry, EntryDraft } from "../entry";

export function terms(json: TermsJson): PriceTerms {
  const read = termsFromJson(json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.terms;
}

export const rates = (input: string, output: string): PriceTerms => terms({ inputPer1M: input, outputPer1M: output });

export const draft = (more: Partial<EntryDraft> = {}): EntryDraft => ({
  model: "m",
  provider: "openai",
  terms: rates("3", "15"),
  isCustom: false,
  isActive: true,
  notes: null,
  ...more,
});

export const row = (more: Partial<EntryDraft> = {}, change: Partial<ChangeRow> = {}): ChangeRow => {
  const wanted = draft(more);
  return { model: wanted.model, draft: wanted, from: null, references: [], ...change };
};

export const NOTHING: Standing = {
  entry: undefined,
  planned: undefined,
  holdsByThen: false,
  inForce: undefined,
  isTaken: false,
};

/** An entry that says so when the row begins too. */
export function standing(entry: Partial<Entry> = {}, more: Partial<Standing> = {}): Standing {
  const whole = { ...draft(entry), version: 3 };
  return { entry: whole, planned: whole, holdsByThen: true, inForce: whole.terms, isTaken: false, ...more };
}
