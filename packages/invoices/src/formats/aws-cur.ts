/**
 * AWS' Cost and Usage Report 2.0 (and the older one, whose columns are lineItem/UsageType): lines of Amazon Bedrock.
 * Form    line_item_line_item_type Usage, else Tax, Credit, Refund, Fee, EdpDiscount, SavingsPlanNegation, ...; the product's name is in
 *         `product`, a map that is JSON text in CSV, or product_product_name. The product code is AmazonBedrock, AmazonBedrockService, or of
 *         the marketplace letters and digits that tell nothing.
 * Units   cost: unblended, before discounts: those are lines of their own, or, without "manual discount compatibility", in
 *         discount_total_discount.
 * Source  docs.aws.amazon.com/cur/latest/userguide/table-dictionary-cur2.html; a marketplace line of 2025 in a public bill
 *         importer's documents
 */
import { multiplyDecimals } from "@ratecard/money";
import { fieldsOf } from "@ratecard/usage";
import { addDecimals, subtractDecimals } from "../billed-kinds";
import type { Amount, Cell, ReadLines } from "../billed-line";
import { amountIn, lastDayBefore, quantityIn, textIn } from "../cell-values";
import { isBedrock, partsOfUsage, tokensPerUnit, usageName } from "./bedrock-usage";
import { baseOf, currencyIn, fromBase, type LineBase, lineOf, lineOfService } from "./line-parts";

const USAGE = new Set(["Usage", "DiscountedUsage", "SavingsPlanCoveredUsage"]);

export const readAwsCur: ReadLines = (cell) =>
  fromBase(daysAndCost(cell), (base) => {
    const ofAll = { provider: "bedrock", currency: currencyIn(cell("lineitemcurrencycode")) };
    const type = textIn(cell("lineitemlineitemtype"));
    const service = textIn(cell("lineitemproductcode"));
    const [usageType, resource] = [textIn(cell("lineitemusagetype")), textIn(cell("lineitemresourceid"))];
    const product = productOf(cell);
    const isOfModels = isBedrock(`${service} ${product}`, resource);
    const parts = isOfModels && USAGE.has(type) ? partsOfUsage({ usageType, product, resource }) : null;
    const discount = discountOf(cell, base.cost);
    if (!isOfModels && service !== "") return [lineOfService(discounted(base, discount), ofAll, product || service)];
    const discounts = discount
      ? [lineOf({ ...base, cost: discount }, { ...ofAll, model: `Discount: ${product || service}`, kind: "not-usage" })]
      : [];
    if (parts) return [lineOf(base, { ...ofAll, ...parts, quantity: quantityOf(cell) }), ...discounts];
    const name = [product || service, ...(isOfModels && usageType !== "" ? [usageName(usageType)] : [])].join(": ");
    const model = USAGE.has(type) ? name : `${type}: ${name}`;
    return [lineOf(base, { ...ofAll, model, kind: "not-usage" }), ...discounts];
  });

/** Lines are of an hour, a day or a month. */
const daysAndCost = (cell: Cell) =>
  baseOf(cell("lineitemusagestartdate"), cell("lineitemunblendedcost"), lastDayBefore(cell("lineitemusageenddate")));

/** Where the export has discounts in columns, they have no lines of their own. The cost after them tells their sign. */
function discountOf(cell: Cell, { value, decimals }: Amount): Amount | null {
  const stated = amountIn(cell("discounttotaldiscount"));
  if (stated === null || stated.value.digits === 0n) return null;
  const net = amountIn(cell("lineitemnetunblendedcost"));
  return net ? { value: subtractDecimals(net.value, value), decimals: Math.max(net.decimals, decimals) } : stated;
}

const discounted = (base: LineBase, discount: Amount | null): LineBase =>
  discount ? { ...base, cost: { ...base.cost, value: addDecimals(base.cost.value, discount.value) } } : base;

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
