/** What an export writes, an import reads as the same price: every field, in either format. */
import type { PriceFileFormat } from "@ratecard/contract";
import { TERM_FIELDS, termsFromJson, type TermsJson } from "@ratecard/pricing";
import { expect, it } from "vitest";
import { termsOfInput } from "#server/entries/draft-of-input";
import { exportedPrice, pricesToCsv } from "#server/entries/price-csv";
import type { PriceView } from "#server/entries/rows";
import { openPriceFile } from "./open-price-file";
import { readPriceFile } from "./read-price-file";

const RATES = { inputPer1M: "3", outputPer1M: "0", cacheWrite1hPer1M: "0.000001" };
const TERMS: TermsJson = {
  ...RATES,
  perRequest: "0.000000000001",
  requestFee: "0.02",
  thresholds: [{ aboveTokens: 200_000, ...RATES, serviceTiers: { flex: { inputPer1M: "1.5" } } }],
  tiers: [{ fromTokens: 0, toTokens: 128_000, ...RATES }],
  serviceTiers: { batch: RATES, priority: {} },
  offPeak: { windows: [{ startMinute: 990, endMinute: 30, weekdays: [6, 7] }], weekdayZone: "Asia/Shanghai", ...RATES },
  multipliers: { residency: { eu: "1.1" }, geo: { us: "1.1" }, fast: "6", regionalEndpoint: "1.05" },
  perUnit: { outputImages: "0.04", queries: "0.000000000000001" },
  queryTiers: [{ fromResults: 0, toResults: 25, perQuery: "0.005" }],
  inclusiveThresholds: true,
  unknownFields: { odd_key: '{"a":[1,2.50]}' },
};
const VIEW: PriceView = {
  model: "m",
  provider: "acme",
  isCustom: true,
  isActive: true,
  version: 1,
  updatedAt: "",
  ...TERMS,
};
const RULES = { columns: {}, unit: null, otherwise: null, unknown: "leave" } as const;

const TEXTS: readonly (readonly [PriceFileFormat, string])[] = [
  ["csv", pricesToCsv([VIEW])],
  ["json", JSON.stringify([exportedPrice(VIEW)])],
];

it.each(TEXTS)("%s", (format, text) => {
  const [item] = readPriceFile(openPriceFile({ text, format }), RULES).items;
  if (!item?.ok) throw new Error(JSON.stringify(item));
  expect(termsOfInput(item.input)).toEqual(termsFromJson(TERMS));
});

it("tries every field that is no rate", () => {
  expect(TERM_FIELDS.filter((field) => !field.endsWith("Per1M") && TERMS[field] === undefined)).toEqual([]);
});

it("numbers of a JSON file are read by their digits, wherever they stand", () => {
  const text = `[{"model": "m", "provider": "acme", "inputPer1M": 3.10, "perUnit": {"queries": 0.10},
    "tiers": [{"fromTokens": 0, "toTokens": 5, "inputPer1M": 0.3}], "queryTiers": [{"fromResults": 0, "toResults": 2, "perQuery": 1}]}]`;
  const [item] = readPriceFile(openPriceFile({ text, format: "json" }), RULES).items;
  if (!item?.ok) throw new Error(JSON.stringify(item));
  expect(termsOfInput(item.input)).toEqual(
    termsFromJson({
      inputPer1M: "3.1",
      perUnit: { queries: "0.1" },
      tiers: [{ fromTokens: 0, toTokens: 5, inputPer1M: "0.3" }],
      queryTiers: [{ fromResults: 0, toResults: 2, perQuery: "1" }],
    }),
  );
});
