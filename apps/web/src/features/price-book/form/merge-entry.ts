/**
 * Somebody else changed the entry that is being edited: what they changed, beside what was typed.
 * Units   values as the form has them; texts as they are shown, token prices in the unit of the form.
 * Errors  none: what only they changed is taken over, what both changed stays as typed until somebody decides.
 */
import { formatUsd, parseUsd } from "@ratecard/money";
import { RATE_FIELDS } from "@ratecard/pricing";
import { FIELD_LABELS, MONEY_FIELDS, type MoneyField } from "#web/components/money-fields";
import type { PriceRow } from "../price-row";
import { retyped } from "#web/components/rate-in-unit";
import { type BoundDraft, boundsJson } from "#web/components/price-form/bound-drafts";
import { sentText } from "#web/components/price-form/terms-draft";
import { type PriceFormValues, valuesOf } from "./price-form-values";

const OTHER_FIELDS = ["thresholds", "tiers", "provider", "isCustom", "isActive", "notes"] as const;
const MERGED_FIELDS = [...MONEY_FIELDS, ...OTHER_FIELDS] as const;
export type MergedField = (typeof MERGED_FIELDS)[number];

export type FieldChange = Readonly<{
  field: MergedField;
  label: string;
  mine: string;
  theirs: string;
  /** Typed here too: somebody has to decide. */
  isContested: boolean;
}>;

/** `opened`: the entry as the form began; `known`: as the form last took it over; `theirs`: as it is now. */
type Meeting = Readonly<{ opened: PriceRow; known: PriceRow; theirs: PriceRow; typed: PriceFormValues }>;

/** What they changed and what stands in the form for it; fields that agree are left out. */
export function changesMeanwhile({ opened, known, theirs, typed }: Meeting): readonly FieldChange[] {
  const [was, took, now] = [opened, known, theirs].map((row) => valuesOf(row, typed.unit));
  if (!was || !took || !now) return [];
  return MERGED_FIELDS.filter((field) => !isSame(field, was, now) && !isSame(field, typed, now)).map((field) => ({
    field,
    label: LABELS[field],
    mine: shownText(field, typed),
    theirs: shownText(field, now),
    isContested: !isSame(field, typed, was) && !isSame(field, typed, took),
  }));
}

/** What was typed, with their value in the fields that nobody typed into. */
export function mergedValues(meeting: Meeting): PriceFormValues {
  const theirs = changesMeanwhile(meeting).filter(({ isContested }) => !isContested);
  return theirs.reduce((values, { field }) => withValueOf(field, values, meeting.theirs), meeting.typed);
}

export const withValueOf = (field: MergedField, values: PriceFormValues, row: PriceRow): PriceFormValues =>
  withField(field, values, valuesOf(row, values.unit));

export const withField = (field: MergedField, values: PriceFormValues, from: PriceFormValues): PriceFormValues => ({
  ...values,
  [field]: from[field],
});

export const isSame = (field: MergedField, left: PriceFormValues, right: PriceFormValues): boolean =>
  comparable(field, left) === comparable(field, right);

function comparable(field: MergedField, values: PriceFormValues): string {
  if (isMoney(field)) return sentText(field, values);
  if (field === "thresholds" || field === "tiers") return JSON.stringify(boundsJson(values, values.unit)[field]);
  return String(values[field]).trim();
}

const isMoney = (field: MergedField): field is MoneyField => MONEY_FIELDS.some((money) => money === field);

function shownText(field: MergedField, values: PriceFormValues): string {
  if (field === "thresholds" || field === "tiers") return values[field].map(rowText).join("; ") || "none";
  const value = values[field];
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (!isMoney(field)) return value.trim() || "nothing";
  return value.trim() === "" ? "no price" : `$${field === "perRequest" ? usdText(value) : tidied(value, values)}`;
}

/** As the server would write it: 3.00 is 3. */
const tidied = (text: string, { unit }: PriceFormValues): string => {
  const other = unit === "1k" ? "1m" : "1k";
  return retyped(retyped(text, unit, other), other, unit);
};

function usdText(text: string): string {
  const parsed = parseUsd(text);
  return parsed.ok ? formatUsd(parsed.value) : text.trim();
}

const rowText = ({ aboveTokens, fromTokens, toTokens, rates }: BoundDraft): string => {
  const bound = aboveTokens === undefined ? `${fromTokens ?? ""} to ${toTokens ?? ""}` : `above ${aboveTokens}`;
  const texts = RATE_FIELDS.flatMap((field) => {
    const text = rates[field]?.trim() ?? "";
    return text === "" ? [] : [`${FIELD_LABELS[field].toLowerCase()} $${text}`];
  });
  return `${bound}: ${texts.join(", ")}`;
};

const LABELS: Readonly<Record<MergedField, string>> = {
  ...FIELD_LABELS,
  thresholds: "Thresholds",
  tiers: "Tiers",
  provider: "Provider",
  isCustom: "Custom name",
  isActive: "Used for pricing",
  notes: "Notes",
};
