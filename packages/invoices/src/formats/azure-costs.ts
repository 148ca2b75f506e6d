/**
 * Azure's cost details: meters of Azure OpenAI and other models of Foundry. Also the CSV of the portal's cost analysis.
 * Form    Date as MM/DD/YYYY; CostInBillingCurrency, of older exports PreTaxCost; ChargeType Usage, Purchase, Tax, Refund, ... Of the cost
 *         analysis UsageDate, ServiceName, ServiceTier (the product), Meter, CostUSD, Cost and Currency, without quantities.
 * Units   Quantity times UnitOfMeasure ("1K", "1M").
 * Source  learn.microsoft.com/azure/cost-management-billing/automate/understand-usage-details-fields; a cost analysis of 2026 as it is read
 *         by github.com/xiaxinyu/ai-cost-manager
 */
import { multiplyDecimals } from "@ratecard/money";
import type { Cell, ReadLines } from "../billed-line";
import { quantityIn, textIn, unitFactor } from "../cell-values";
import { isOfModels, type Meter, partsOfMeter } from "./azure-meters";
import { firstOf } from "./row-cells";
import { baseOf, currencyIn, fromBase, lineOf, lineOfService } from "./line-parts";

export const readAzureCosts: ReadLines = (cell) =>
  fromBase(baseOf(firstOf(cell, "date", "usagedatetime", "usagedate"), costOf(cell)), (base) => {
    const currency = currencyIn(firstOf(cell, "billingcurrency", "billingcurrencycode", "currency"));
    const ofAll = { provider: "azure", currency };
    const charge = textIn(cell("chargetype"));
    const isUsage = /^(usage)?$/i.test(charge);
    const meter = meterOf(cell);
    const parts = isUsage ? partsOfMeter(meter) : null;
    if (parts) return [lineOf(base, { ...ofAll, ...parts, quantity: quantityOf(cell) })];
    if (!isOfModels(meter) && meter.category !== "") return [lineOfService(base, ofAll, meter.category)];
    const what = [meter.category, meter.name].filter((part) => part !== "").join(": ");
    return [lineOf(base, { ...ofAll, model: isUsage ? what : `${charge}: ${what}`, kind: "not-usage" })];
  });

const costOf = (cell: Cell): unknown => firstOf(cell, "costinbillingcurrency", "pretaxcost", "cost");

const meterOf = (cell: Cell): Meter => ({
  name: textIn(firstOf(cell, "metername", "meter")),
  category: textIn(firstOf(cell, "metercategory", "servicename")),
  subcategory: textIn(firstOf(cell, "metersubcategory", "servicetier")),
  unit: textIn(cell("unitofmeasure")),
});

function quantityOf(cell: Cell) {
  const amount = quantityIn(firstOf(cell, "quantity", "usagequantity"));
  const factor = unitFactor(cell("unitofmeasure"));
  return amount === null || factor === null ? null : multiplyDecimals(amount, factor);
}
