/**
 * AWS' Cost and Usage Report 2.0 (and the older one, whose columns are lineItem/UsageType): lines of Amazon Bedrock.
 * Form    line_item_line_item_type Usage, else Tax, Credit, Refund, Fee, EdpDiscount, SavingsPlanNegation, ...; the product's name is in
 *         `product`, a map that is JSON text in CSV, or product_product_name. The product code is AmazonBedrock, AmazonBedrockService, or of
 *         the marketplace letters and digits that tell nothing.
 * Units   cost: unblended, before discounts of their own line.
 * Source  docs.aws.amazon.com/cur/latest/userguide/table-dictionary-cur2.html; a marketplace line of 2025 in a public bill
 *         importer's documents
 */
import { multiplyDecimals } from "@ratecard/money";
import { fieldsOf } from "@ratecard/usage";
import type { Cell, ReadLines } from "../billed-line";
import { lastDayBefore, quantityIn, textIn } from "../cell-values";
import { partsOfUsage, tokensPerUnit, usageName } from "./bedrock-usage";
import { baseOf, currencyIn, fromBase, lineOf, lineOfService } from "./line-parts";

const USAGE = new Set(["Usage", "DiscountedUsage", "SavingsPlanCoveredUsage"]);

export const readAwsCur: ReadLines = (cell) =>
  fromBase(daysAndCost(cell), (base) => {
    const ofAll = { provider: "bedrock", currency: currencyIn(cell("lineitemcurrencycode")) };
    const type = textIn(cell("lineitemlineitemtype"));
    const service = textIn(cell("lineitemproductcode"));
    const [usageType, resource] = [textIn(cell("lineitemusagetype")), textIn(cell("lineitemresourceid"))];
    const product = productOf(cell);
    const isBedrock = /bedrock/i.test(`${service} ${product} ${resource}`);
    const parts = isBedrock && USAGE.has(type) ? partsOfUsage({ usageType, product, resource }) : null;
    if (parts) return [lineOf(base, { ...ofAll, ...parts, quantity: quantityOf(cell) })];
    if (!isBedrock && service !== "") return [lineOfService(base, ofAll, product || service)];
    const name = [product || service, ...(isBedrock && usageType !== "" ? [usageName(usageType)] : [])].join(": ");
    return [lineOf(base, { ...ofAll, model: USAGE.has(type) ? name : `${type}: ${name}`, kind: "not-usage" })];
  });

/** Lines are of an hour, a day or a month. */
const daysAndCost = (cell: Cell) =>
  baseOf(cell("lineitemusagestartdate"), cell("lineitemunblendedcost"), lastDayBefore(cell("lineitemusageenddate")));

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

function quantityOf(cell: Cell) {
  const amount = quantityIn(cell("lineitemusageamount"));
  const [usageType, unit] = [textIn(cell("lineitemusagetype")), textIn(cell("pricingunit"))];
  const per = tokensPerUnit({ usageType, unit, about: textIn(cell("lineitemlineitemdescription")) });
  return amount && per && multiplyDecimals(amount, per);
}
