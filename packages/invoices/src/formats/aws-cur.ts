/**
 * AWS' Cost and Usage Report 2.0 (and the older one, whose columns are lineItem/UsageType): lines of Amazon Bedrock.
 * Form    usage types of AWS' own listing name model and kind (USE1-NovaPro-cache-read-input-token-count, USE1-Claude3Sonnet-input-tokens);
 *         those of the marketplace only the kind (USE1-MP:USE1_InputTokenCount-Units, USE1_input_tokens_standard-Units), and the product is
 *         "Claude Sonnet 4.5 (Amazon Bedrock Edition)". `product` is a map, as JSON text in CSV.
 * Units   pricing_unit "1K tokens"; "Units" of the marketplace are million tokens. Cost: unblended, before discounts of their own line.
 * Source  docs.aws.amazon.com/cur/latest/userguide/table-dictionary-cur2.html
 */
import { type Decimal, decimal, multiplyDecimals } from "@ratecard/money";
import { fieldsOf } from "@ratecard/usage";
import type { Cell, ReadLines } from "../billed-line";
import { quantityIn, textIn, unitFactor } from "../cell-values";
import { baseOf, currencyIn, fromBase, kindInWords, lineOf } from "./line-parts";

const USAGE = new Set(["Usage", "DiscountedUsage", "SavingsPlanCoveredUsage"]);
const MILLION = decimal(1_000_000n);
const THOUSAND = decimal(1000n);

export const readAwsCur: ReadLines = (cell) =>
  fromBase(baseOf(cell("lineitemusagestartdate"), cell("lineitemunblendedcost")), (base) => {
    const currency = currencyIn(cell("lineitemcurrencycode"));
    const ofAll = { provider: "bedrock", currency };
    const type = textIn(cell("lineitemlineitemtype"));
    const service = textIn(cell("lineitemproductcode"));
    const product = productOf(cell);
    const kind = isBedrock(service, product) && USAGE.has(type) ? kindOfUsage(textIn(cell("lineitemusagetype"))) : null;
    const model = modelOf(textIn(cell("lineitemusagetype")), product);
    if (kind === null || model === "") {
      const what = USAGE.has(type) ? product || service : `${type}: ${product || service}`;
      return [lineOf(base, { ...ofAll, model: what, kind: "not-usage" })];
    }
    return [lineOf(base, { ...ofAll, model, kind, quantity: quantityOf(cell) })];
  });

const isBedrock = (service: string, product: string): boolean => /bedrock/i.test(`${service} ${product}`);

const kindOfUsage = (type: string) =>
  kindInWords(type.replaceAll(/([a-z])([A-Z])/g, "$1 $2").replaceAll(/[-_:]/g, " "));

/** `USE1-NovaPro-input-tokens`: what stands between the region and the kind. */
const OWN_TYPE = /^[A-Z]+\d*-(?!MP:)(.+?)-(?:cache|input|output|text-input|text-output|image|audio|video)/i;

function modelOf(type: string, product: string): string {
  const edition = /^(.+?) \(Amazon Bedrock Edition\)/i.exec(product)?.[1];
  return edition ?? OWN_TYPE.exec(type)?.[1] ?? "";
}

function productOf(cell: Cell): string {
  const given = cell("product");
  const map = typeof given === "string" && given.startsWith("{") ? fieldsOf(parsed(given)) : fieldsOf(given);
  const name = map?.product_name ?? map?.servicename ?? cell("productproductname") ?? cell("productservicename");
  return textIn(name);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function quantityOf(cell: Cell): Decimal | null {
  const amount = quantityIn(cell("lineitemusageamount"));
  if (amount === null) return null;
  const about = `${textIn(cell("lineitemlineitemdescription"))} ${textIn(cell("pricingunit"))}`;
  if (/million/i.test(about) || textIn(cell("lineitemusagetype")).endsWith("-Units"))
    return multiplyDecimals(amount, MILLION);
  const factor = unitFactor(cell("pricingunit")) ?? (/\b1K\b/i.test(about) ? THOUSAND : null);
  return factor === null ? null : multiplyDecimals(amount, factor);
}
