/** What the columns of a file can be taken as. */
import { type DecimalSign, FILE_FIELDS, type FileField, type PriceUnit } from "@ratecard/contract";
import { FIELD_LABELS } from "#web/components/money-fields";

const FIELD_NAMES: Readonly<Record<FileField, string>> = {
  ...FIELD_LABELS,
  model: "Model",
  provider: "Provider",
  isCustom: "Custom name",
  isActive: "Switched on",
  isPlaceholder: "Placeholder",
  notes: "Notes",
  copiedFrom: "Copied from",
  copiedFromProvider: "Provider of that base",
  effectiveFrom: "Holds from",
  thresholds: "Thresholds",
  tiers: "Tiers",
  requestFee: "Fee per request",
  serviceTiers: "Service tiers and batches",
  offPeak: "Off-peak hours",
  multipliers: "Regional multipliers",
  perUnit: "Prices of other units",
  queryTiers: "Prices of searches",
  inclusiveThresholds: "Thresholds from their number on",
  unknownFields: "Fields kept as they came",
  details: "All of these in one (details)",
  unit: "Unit of the row",
};

export const NOT_TAKEN = "";
export const FIELD_CHOICES = [
  { value: NOT_TAKEN, label: "not taken" },
  ...FILE_FIELDS.map((value) => ({ value, label: FIELD_NAMES[value] })),
];

export const UNIT_NAMES: Readonly<Record<PriceUnit, string>> = {
  "per-token": "per token",
  "per-1k": "per 1K tokens",
  "per-1m": "per 1M tokens",
};

export const DECIMALS: Readonly<Record<DecimalSign, string>> = {
  point: "point, 1.25",
  comma: "comma, 1,25",
};
