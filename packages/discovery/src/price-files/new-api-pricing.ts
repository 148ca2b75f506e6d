/**
 * `/api/pricing` of new-api: ratios to a base price, and prices per call.
 *
 * Units   a ratio of 1 is 2 USD per 1,000,000 input tokens; the other ratios multiply it. `model_price` is USD per call.
 * Errors  a price that is an expression, or of an unknown quota type, is bad. 37.5 stands for a model that nobody priced.
 * Source  model/pricing.go and setting/ratio_setting of QuantumNous/new-api.
 */
import { type Decimal, decimal, decimalToPicoUsd, multiplyDecimals, ONE, type RatePerToken } from "@ratecard/money";
import { type PriceTerms, providerId, providerOfName, type TokenKind } from "@ratecard/pricing";
import { arrayField, asObject, digitsField, field, type JsonObject, objectField, textField } from "../read-json";
import {
  amountAt,
  type ForeignPrice,
  type ForeignPrices,
  foreignProblem,
  type ForeignProblem,
  ONLY_ZEROS,
  ratePer1M,
  type UnpricedName,
} from "./foreign-price";

const BASE_USD_PER_1M = decimal(2n);
const PER_TOKEN = "0";
const PER_CALL = "1";
const NOT_PRICED = "37.5";

/** What is multiplied for each kind of token, the model's own ratio first. */
const RATIOS: readonly (readonly [kind: TokenKind, fields: readonly string[]])[] = [
  ["input", ["model_ratio"]],
  ["output", ["model_ratio", "completion_ratio"]],
  ["cacheRead", ["model_ratio", "cache_ratio"]],
  ["cacheWrite", ["model_ratio", "create_cache_ratio"]],
  ["imageInput", ["model_ratio", "image_ratio"]],
  ["audioInput", ["model_ratio", "audio_ratio"]],
  ["audioOutput", ["model_ratio", "audio_ratio", "audio_completion_ratio"]],
];

const entriesOf = (value: JsonObject) => (arrayField(value, "data") ?? []).map((item) => asObject(item));

export const isNewApiPricing = (value: JsonObject): boolean =>
  entriesOf(value).some(
    (entry) => field(entry, "model_ratio") !== undefined || field(entry, "quota_type") !== undefined,
  );

export function readNewApiPricing(value: JsonObject): ForeignPrices {
  const vendors = new Map(
    (arrayField(value, "vendors") ?? []).map((item) => {
      const vendor = asObject(item);
      return [digitsField(vendor, "id") ?? "", textField(vendor, "name")] as const;
    }),
  );
  const prices: ForeignPrice[] = [];
  const leftOut: UnpricedName[] = [];
  for (const [index, entry] of entriesOf(value).entries()) {
    const model = textField(entry, "model_name") ?? "";
    const read = readEntry(model, entry ?? {});
    if (typeof read === "string") leftOut.push({ model, reason: read });
    else prices.push({ number: index + 1, model, ...sellerOf(model, entry, vendors), ...read });
  }
  return { prices, leftOut, ...remarkOf(objectField(value, "group_ratio")) };
}

type ReadEntry = Readonly<{ terms: PriceTerms }> | Readonly<{ problems: readonly ForeignProblem[] }> | string;

function readEntry(model: string, entry: JsonObject): ReadEntry {
  if (model === "") return refused("model_name", "no-model-name");
  if (textField(entry, "billing_expr") !== undefined) return refused("billing_expr", "price-by-expression");
  const quotaType = digitsField(entry, "quota_type") ?? PER_TOKEN;
  if (quotaType === PER_CALL) return perCall(entry);
  if (quotaType !== PER_TOKEN) return refused("quota_type", "not-a-quota-type");
  if (digitsField(entry, "model_ratio") === NOT_PRICED)
    return `stands at the ratio ${NOT_PRICED}, which new-api shows for a model nobody priced`;
  return perToken(entry);
}

const refused = (...problem: Parameters<typeof foreignProblem>): ReadEntry => ({
  problems: [foreignProblem(...problem)],
});

function perCall(entry: JsonObject): ReadEntry {
  const problems: ForeignProblem[] = [];
  const usd = amountAt(entry, "model_price", "model_price", problems);
  if (problems.length > 0) return { problems };
  if (!usd) return refused("model_price", "call-price-missing");
  return usd.digits === 0n ? ONLY_ZEROS : { terms: { perRequest: decimalToPicoUsd(usd), rates: {} } };
}

function perToken(entry: JsonObject): ReadEntry {
  const problems: ForeignProblem[] = [];
  const names = [...new Set(RATIOS.flatMap(([, fields]) => fields))];
  const ratios = new Map(names.map((name) => [name, amountAt(entry, name, name, problems)]));
  for (const name of ["model_ratio", "completion_ratio"])
    if (!ratios.get(name) && problems.length === 0) problems.push(foreignProblem(name, "ratio-missing"));
  const rates: Partial<Record<TokenKind, RatePerToken>> = {};
  for (const [kind, fields] of RATIOS) {
    const factors = fields.map((name) => ratios.get(name));
    if (!factors.every((factor) => factor !== undefined)) continue;
    const usd = multiplyDecimals(BASE_USD_PER_1M, productOf(factors));
    const rate = ratePer1M(usd, fields.at(-1) ?? "", problems);
    if (rate !== undefined) rates[kind] = rate;
  }
  if (problems.length > 0) return { problems };
  return ratios.get("model_ratio")?.digits === 0n ? ONLY_ZEROS : { terms: { rates } };
}

const productOf = (factors: readonly Decimal[]): Decimal => factors.reduce(multiplyDecimals, ONE);

/** Its name tells the provider best: owner and vendor are words for people. */
function sellerOf(model: string, entry: JsonObject | undefined, vendors: ReadonlyMap<string, string | undefined>) {
  const seller = textField(entry, "owner_by") ?? vendors.get(digitsField(entry, "vendor_id") ?? "");
  if (seller === undefined) return {};
  return { seller, ...(providerOfName(model) === undefined && { provider: providerId(seller) }) };
}

/** A group pays the price times its own ratio. */
function remarkOf(groups: JsonObject = {}): { remark?: string } {
  const others = Object.keys(groups).flatMap((name) => {
    const ratio = digitsField(groups, name) ?? "";
    return /^1(\.0*)?$/.test(ratio) ? [] : [`${name} (${ratio})`];
  });
  if (others.length === 0) return {};
  return {
    remark: `Prices are those of a group with the ratio 1. Other groups pay them times theirs: ${others.join(", ")}.`,
  };
}
