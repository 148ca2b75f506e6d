/**
 * Terms that the form does not edit, in words: service tiers, batches, off-peak hours, other units, factors.
 * Units   rates in the unit of the page, other prices USD per unit; minutes of the day in UTC.
 */
import { type OffPeakWindow, RATE_FIELDS, type RatesJson, type TermsJson } from "@ratecard/pricing";
import { FIELD_LABELS } from "#web/components/money-fields";
import { type PriceUnit, rateInUnit, UNIT_WORDS } from "#web/components/rate-in-unit";

export type TermsLine = Readonly<{ label: string; text: string }>;

export function termsInWords(terms: TermsJson, unit: PriceUnit): readonly TermsLine[] {
  const { serviceTiers, offPeak, inclusiveThresholds, unknownFields } = terms;
  const rates = (json: RatesJson) => `${ratesText(json, unit)} ${UNIT_WORDS[unit]}`;
  return [
    ...Object.entries(serviceTiers ?? {}).map(([tier, json]) => ({
      label: tier === "batch" ? "Batches" : `Service tier ${tier}`,
      text: rates(json),
    })),
    ...(offPeak
      ? [{ label: "Off-peak", text: `${offPeak.windows.map(windowText).join("; ")}: ${rates(offPeak)}` }]
      : []),
    ...unitLines(terms),
    ...factorLines(terms),
    ...(inclusiveThresholds ? [{ label: "Thresholds", text: "hold from their very number of tokens on" }] : []),
    ...(unknownFields ? [{ label: "Kept as they came", text: Object.keys(unknownFields).join(", ") }] : []),
  ];
}

const ratesText = (rates: RatesJson, unit: PriceUnit): string =>
  RATE_FIELDS.flatMap((field) => {
    const text = rateInUnit(rates[field], unit);
    return text === undefined ? [] : [`${FIELD_LABELS[field].toLowerCase()} $${text}`];
  }).join(", ");

function unitLines({ requestFee, perUnit, queryTiers }: TermsJson): readonly TermsLine[] {
  return [
    ...(requestFee === undefined
      ? []
      : [{ label: "Fee", text: `$${requestFee} on top of what each request's tokens cost` }]),
    ...Object.entries(perUnit ?? {}).map(([kind, usd]) => ({ label: spaced(kind), text: `$${usd} each` })),
    ...(queryTiers ?? []).map(({ fromResults, toResults, perQuery }) => ({
      label: `Search of ${fromResults} to ${toResults} results`,
      text: `$${perQuery} each`,
    })),
  ];
}

function factorLines({ multipliers = {} }: TermsJson): readonly TermsLine[] {
  const { residency = {}, geo = {}, fast, regionalEndpoint } = multipliers;
  const line = (label: string, factor: string) => ({ label, text: `the token cost × ${factor}` });
  return [
    ...Object.entries(residency).map(([place, factor]) => line(`Data residency ${place}`, factor)),
    ...Object.entries(geo).map(([place, factor]) => line(`Served from ${place}`, factor)),
    ...(fast === undefined ? [] : [line("Fast mode", fast)]),
    ...(regionalEndpoint === undefined ? [] : [line("Regional endpoint", regionalEndpoint)]),
  ];
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const windowText = ({ startMinute, endMinute, weekdays }: OffPeakWindow): string =>
  `${clock(startMinute)} to ${clock(endMinute)} UTC${weekdays ? ` on ${weekdays.map((day) => WEEKDAYS[day - 1] ?? day).join(", ")}` : ""}`;

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** `outputImages` as "Output images". */
const spaced = (name: string): string => {
  const words = name.replaceAll(/([A-Z0-9]+)/g, " $1").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
